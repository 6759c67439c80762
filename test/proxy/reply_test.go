package proxy_test

import (
	"strings"
	"testing"

	"errormask/test/proxy"
	"errormask/test/scenario"
)

// replies is a filter that asks for a local reply in the headers callback.
func replies(headers []scenario.Header, body string) *script {
	return &script{headers: func(s *proxy.Stream) proxy.Action {
		s.SendLocalReply(500, headers, []byte(body), -1, "")
		return proxy.Continue
	}}
}

// TestLocalReply expects what Envoy 1.40 sent for the same replies.
func TestLocalReply(t *testing.T) {
	cookies := []scenario.Header{{"set-cookie", "a=1"}, {"set-cookie", "b=2"}, {"content-type", "application/json"}}
	head := get("abc")
	head.Request.Method = "HEAD"
	grpc := get()
	grpc.Request.Headers = []scenario.Header{{"content-type", "application/grpc"}}
	full := append(cookies[:3:3], scenario.Header{"content-length", "7"})
	const phrase = "Internal Server Error"
	cases := []struct {
		name string
		x    scenario.Exchange
		f    *script
		want scenario.Answer
	}{
		{"in place of nothing", get(), replies(cookies, `{"x":1}`), scenario.Answer{Status: 500, Reason: phrase, Headers: full, Body: []byte(`{"x":1}`), Complete: true}},
		{"in place of a body", get("abc"), replies(cookies, `{"x":1}`), scenario.Answer{Status: 500, Reason: phrase, Headers: full, Body: []byte(`{"x":1}`), Complete: true}},
		{"HEAD", head, replies(cookies, `{"x":1}`), scenario.Answer{Status: 500, Reason: phrase, Headers: full, Complete: true}},
		{"without a body", get("abc"), replies([]scenario.Header{{"content-type", "text/x"}}, ""), scenario.Answer{Status: 500, Reason: phrase, Headers: []scenario.Header{{"content-length", "0"}}, Complete: true}},
		{"without a type", get(), replies(nil, "x"), scenario.Answer{Status: 500, Reason: phrase, Headers: []scenario.Header{{"content-length", "1"}, {"content-type", "text/plain"}}, Body: []byte("x"), Complete: true}},
		{"gRPC", grpc, replies(cookies, `{"x":1}`), scenario.Answer{Status: 200, Reason: "OK", Headers: []scenario.Header{
			{"set-cookie", "a=1"}, {"set-cookie", "b=2"}, {"content-type", "application/grpc"}, {"grpc-status", "2"}, {"grpc-message", `{"x":1}`}, {"content-length", "0"}}, Complete: true}},
	}
	for _, c := range cases {
		var details []byte
		c.f.log = func(s *proxy.Stream) { details, _ = s.Property("response\x00code_details") }
		r := run(c.x, c.f)
		compare(t, c.name, own(r.Answer), c.want)
		compare(t, c.name+", details", string(details), "")
		if got := strings.Join(c.f.trace[1:], " "); got != "log done delete" {
			t.Errorf("%s: after the headers came %s", c.name, got)
		}
	}
}

func TestLocalReplyAfterTheHeaders(t *testing.T) {
	f := &script{body: func(s *proxy.Stream, _ int, _ bool) proxy.Action {
		s.SendLocalReply(418, nil, []byte("late"), -1, "")
		return proxy.Continue
	}}
	r := run(get("abc"), f)
	if r.Answer.Complete || len(r.Answer.Body) > 0 || r.Answer.Status != 500 {
		t.Errorf("got %+v, want a broken connection after the headers", r.Answer)
	}
}

// TestRefused expects what Envoy 1.40 answers, and shows its filter, when nothing listens at the upstream.
func TestRefused(t *testing.T) {
	const body = "upstream connect error or disconnect/reset before headers. reset reason: remote connection failure"
	x := get()
	x.Upstream = scenario.Upstream{Refused: true}
	var headers []scenario.Header
	var details []byte
	f := &script{headers: func(s *proxy.Stream) proxy.Action {
		headers, _ = s.Headers(proxy.ResponseHeaders)
		details, _ = s.Property("response\x00code_details")
		return proxy.Continue
	}}
	r := run(x, f)
	compare(t, "headers", headers, []scenario.Header{{":status", "503"}, {"content-length", "98"}, {"content-type", "text/plain"}})
	compare(t, "details", string(details), "upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:_Connection_refused}")
	compare(t, "callbacks", strings.Join(f.trace, " "), "headers false body 98 true log done delete")
	compare(t, "answer", own(r.Answer), scenario.Answer{Status: 503, Reason: "Service Unavailable",
		Headers: []scenario.Header{{"content-length", "98"}, {"content-type", "text/plain"}}, Body: []byte(body), Complete: true})
}
