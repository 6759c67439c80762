package proxy_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"errormask/test/proxy"
	"errormask/test/scenario"
)

// script is a filter made of functions; those that are nil pass everything on. It notes which callbacks came.
type script struct {
	stream   *proxy.Stream
	headers  func(*proxy.Stream) proxy.Action
	body     func(s *proxy.Stream, size int, end bool) proxy.Action
	trailers func(*proxy.Stream) proxy.Action
	log      func(*proxy.Stream)
	done     func(*proxy.Stream)
	trace    []string
}

func (f *script) note(format string, args ...any) {
	f.trace = append(f.trace, fmt.Sprintf(format, args...))
}

func (f *script) OnRequestHeaders(int, bool) proxy.Action { return proxy.Continue }
func (f *script) OnRequestBody(int, bool) proxy.Action    { return proxy.Continue }

func (f *script) OnResponseHeaders(_ int, end bool) proxy.Action {
	f.note("headers %t", end)
	if f.headers == nil {
		return proxy.Continue
	}
	return f.headers(f.stream)
}

func (f *script) OnResponseBody(size int, end bool) proxy.Action {
	f.note("body %d %t", size, end)
	if f.body == nil {
		return proxy.Continue
	}
	return f.body(f.stream, size, end)
}

func (f *script) OnResponseTrailers(int) proxy.Action {
	f.note("trailers")
	if f.trailers == nil {
		return proxy.Continue
	}
	return f.trailers(f.stream)
}

func (f *script) OnLog() {
	f.note("log")
	if f.log != nil {
		f.log(f.stream)
	}
}

func (f *script) OnDone() {
	f.note("done")
	if f.done != nil {
		f.done(f.stream)
	}
}

func (f *script) OnDelete() { f.note("delete") }

func (f *script) open(s *proxy.Stream) proxy.Callbacks {
	f.stream, f.trace = s, nil
	return f
}

// get is a GET request that the upstream answers with 500 and these pieces, under a content-length.
func get(pieces ...string) scenario.Exchange {
	x := scenario.Exchange{
		Request:  scenario.Request{Method: "GET", Path: "/shop", Authority: "shop.example"},
		Upstream: scenario.Upstream{Status: 500, Headers: []scenario.Header{{"content-type", "text/html"}}, Framing: scenario.ContentLength},
		Gone:     -1,
	}
	for _, piece := range pieces {
		x.Upstream.Steps = append(x.Upstream.Steps, scenario.Step{Data: []byte(piece)})
	}
	x.Upstream.Headers = append(x.Upstream.Headers, scenario.Header{"content-length", fmt.Sprint(len(x.Upstream.Body()))})
	return x
}

func chunked(pieces ...string) scenario.Exchange {
	x := get(pieces...)
	x.Upstream.Framing = scenario.Chunked
	x.Upstream.Headers = x.Upstream.Headers[:1]
	return x
}

func run(x scenario.Exchange, f *script) proxy.Result {
	return proxy.Run(x, scenario.Options{}, proxy.LastEnds, f.open)
}

// own leaves out of an answer what a comparison leaves out.
func own(a scenario.Answer) scenario.Answer {
	var headers []scenario.Header
	for _, h := range a.Headers {
		if !scenario.OwnedByProxy(h) {
			headers = append(headers, h)
		}
	}
	a.Headers = headers
	return a
}

func compare(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}
