package proxy_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"errormask/test/proxy"
	"errormask/test/scenario"
)

func TestContentLengthMustFit(t *testing.T) {
	set := func(length string) func(*proxy.Stream) proxy.Action {
		return func(s *proxy.Stream) proxy.Action {
			s.SetHeader(proxy.ResponseHeaders, "content-length", length)
			return proxy.Continue
		}
	}
	for length, want := range map[string]string{
		"8":    "",
		"7":    "content-length is 7, the body has 8 bytes or more",
		"9":    "content-length is 9, the body has 8 bytes",
		"8, 8": `content-length "8, 8"`,
	} {
		r := run(get("<h1>", "oops"), &script{headers: set(length)})
		compare(t, length, r.Violation, want)
		compare(t, length+", complete", r.Answer.Complete, want == "")
	}
	bad := &script{headers: func(s *proxy.Stream) proxy.Action {
		s.AddHeader(proxy.ResponseHeaders, ":status", "500")
		return proxy.Continue
	}}
	compare(t, "status", run(get("x"), bad).Violation, `status "500,500"`)
}

// TestCutOff checks what the client of a broken stream sees: complete is what its framing says, not what the filter meant.
func TestCutOff(t *testing.T) {
	broken := func(x scenario.Exchange) scenario.Exchange {
		x.Upstream.Steps = append(x.Upstream.Steps, scenario.Step{Reset: true})
		return x
	}
	counted := get("ab")
	counted.Upstream.Headers[1][1] = "9"
	shrink := &script{
		headers: func(s *proxy.Stream) proxy.Action {
			s.SetHeader(proxy.ResponseHeaders, "content-length", "1")
			return proxy.Continue
		},
		body: func(s *proxy.Stream, _ int, _ bool) proxy.Action {
			s.ReplaceBody(0, math.MaxInt32, []byte("x"))
			return proxy.Continue
		},
	}
	cases := []struct {
		name       string
		x          scenario.Exchange
		f          *script
		downstream string
		want       bool
	}{
		{"counted", broken(counted), new(script), "http/1.1", false},
		{"chunked", broken(chunked("ab")), new(script), "http/1.1", false},
		{"chunked, HTTP/1.0", broken(chunked("ab")), new(script), "http/1.0", true},
		{"enough already", broken(counted), shrink, "http/1.1", true},
		{"enough already, HTTP/2", broken(counted), shrink, "h2", false},
	}
	for _, c := range cases {
		r := proxy.Run(c.x, scenario.Options{Downstream: c.downstream}, proxy.LastEnds, c.f.open)
		compare(t, c.name, r.Answer.Complete, c.want)
		compare(t, c.name+", violation", r.Violation, "")
	}
}

func TestClientGone(t *testing.T) {
	x := chunked("abc", "def")
	x.Upstream.Steps = []scenario.Step{{Data: []byte("abc")}, {Pause: time.Second}, {Data: []byte("def")}}
	x.Gone = 2
	var details string
	f := &script{log: func(s *proxy.Stream) {
		value, _ := s.Property("response\x00code_details")
		details = string(value)
	}}
	r := run(x, f)
	compare(t, "callbacks", strings.Join(f.trace, " "), "headers false body 3 false log done delete")
	compare(t, "body", string(r.Answer.Body), "ab")
	compare(t, "details", details, "downstream_remote_disconnect")
}

func TestTrailers(t *testing.T) {
	x := chunked("ab")
	x.Upstream.Trailers = []scenario.Header{{"x-t", "1"}}
	for downstream, want := range map[string][]scenario.Header{"http/1.1": {{"x-t", "1"}}, "h2": {{"x-t", "1"}}, "http/1.0": nil} {
		r := proxy.Run(x, scenario.Options{Downstream: downstream}, proxy.LastEnds, new(script).open)
		compare(t, downstream, r.Answer.Trailers, want)
	}
	drop := &script{trailers: func(s *proxy.Stream) proxy.Action {
		s.ReplaceHeaders(proxy.ResponseTrailers, nil)
		return proxy.Continue
	}}
	compare(t, "dropped", run(x, drop).Answer.Trailers, []scenario.Header(nil))
}
