package proxy_test

import (
	"fmt"
	"testing"

	"errormask/test/proxy"
	"errormask/test/scenario"
)

// TestHeldBack has a filter that buffers: under the limit that works, over it the proxy breaks the connection.
func TestHeldBack(t *testing.T) {
	var sizes []int
	f := &script{body: func(s *proxy.Stream, size int, end bool) proxy.Action {
		sizes = append(sizes, size)
		if end {
			return proxy.Continue
		}
		return proxy.Pause
	}}
	r := proxy.Run(chunked("abc", "de"), scenario.Options{BufferLimit: 5}, proxy.EmptyEnds, f.open)
	compare(t, "sizes", sizes, []int{3, 5, 5})
	compare(t, "body", string(r.Answer.Body), "abcde")
	r = proxy.Run(chunked("abc", "def"), scenario.Options{BufferLimit: 5}, proxy.EmptyEnds, f.open)
	if r.Answer.Complete || len(r.Answer.Body) > 0 {
		t.Errorf("over the limit: %+v", r.Answer)
	}
	trailed := chunked("abc")
	trailed.Upstream.Trailers = []scenario.Header{{"x-t", "1"}}
	compare(t, "body before trailers", string(run(trailed, f).Answer.Body), "abc")
	stop := &script{headers: func(*proxy.Stream) proxy.Action { return proxy.Pause }}
	compare(t, "headers held back", run(get("x"), stop).Answer, scenario.Answer{})
}

// TestRepeatedHeaders shows which of them Envoy puts into one line.
func TestRepeatedHeaders(t *testing.T) {
	x := get("x")
	x.Upstream.Headers = []scenario.Header{{"vary", "a"}, {"set-cookie", "a"}, {"vary", "b"}, {"set-cookie", "b"}, {"content-length", "1"}}
	want := []scenario.Header{{"vary", "a,b"}, {"set-cookie", "a"}, {"set-cookie", "b"}, {"content-length", "1"}}
	compare(t, "headers", own(run(x, new(script)).Answer).Headers, want)
}

// TestRequestIsGone checks when a filter can read the request: not while the answer passes, only in the log phase.
func TestRequestIsGone(t *testing.T) {
	var seen []string
	read := func(s *proxy.Stream) {
		path, status := s.Header(proxy.RequestHeaders, ":path")
		all, _ := s.Headers(proxy.RequestHeaders)
		property, _ := s.Property("request\x00path")
		seen = append(seen, fmt.Sprintf("%q %d %t %q", path, status, len(all) > 0, property))
	}
	f := &script{log: read, done: read}
	f.headers = func(s *proxy.Stream) proxy.Action { read(s); return proxy.Continue }
	f.body = func(s *proxy.Stream, _ int, _ bool) proxy.Action { read(s); return proxy.Continue }
	run(get("x"), f)
	compare(t, "headers, body, log, done", seen, []string{`"" 2 false ""`, `"" 2 false ""`, `"/shop" 0 true "/shop"`, `"" 2 false ""`})
}

func TestFailedBeforeTheStream(t *testing.T) {
	r := proxy.Run(get("secret"), scenario.Options{}, proxy.LastEnds, func(*proxy.Stream) proxy.Callbacks { return nil })
	compare(t, "answer", own(r.Answer), scenario.Answer{
		Status: 503, Reason: "Service Unavailable", Headers: []scenario.Header{{"content-length", "0"}}, Complete: true})
}

func TestDisabled(t *testing.T) {
	r := proxy.Run(get("x"), scenario.Options{Disabled: true}, proxy.LastEnds, func(*proxy.Stream) proxy.Callbacks {
		t.Error("the filter was called")
		return nil
	})
	compare(t, "body", string(r.Answer.Body), "x")
}
