package proxy_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

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

func TestUntouchedAnswer(t *testing.T) {
	for _, plan := range proxy.Plans() {
		r := proxy.Run(get("<h1>", "oops"), scenario.Options{}, plan, new(script).open)
		compare(t, string(plan), own(r.Answer), scenario.Answer{
			Status: 500, Reason: "Internal Server Error", Headers: []scenario.Header{{"content-type", "text/html"}, {"content-length", "8"}},
			Body: []byte("<h1>oops"), Complete: true,
		})
	}
}

func TestPlans(t *testing.T) {
	trailed := chunked("ab", "cd")
	trailed.Upstream.Trailers = []scenario.Header{{"x-t", "1"}}
	broken := get("ab", "cd")
	broken.Upstream.Steps = append(broken.Upstream.Steps, scenario.Step{Reset: true})
	closed := chunked("ab")
	closed.Upstream.Framing = scenario.UntilClose
	closed.Upstream.Steps = append(closed.Upstream.Steps, scenario.Step{Reset: true})
	slow := chunked("ab", "cd")
	slow.Upstream.Steps = append(slow.Upstream.Steps, scenario.Step{Pause: time.Second}, scenario.Step{Data: []byte("ef")})
	nothing := get()
	head := get("abcd")
	head.Request.Method = "HEAD"
	short := get("ab")
	short.Upstream.Headers[1][1] = "10"

	const end = " log done delete"
	cases := []struct {
		name string
		x    scenario.Exchange
		plan proxy.Plan
		want string
	}{
		{"last", get("ab", "cd"), proxy.LastEnds, "headers false body 2 false body 2 true" + end},
		{"empty", get("ab", "cd"), proxy.EmptyEnds, "headers false body 2 false body 2 false body 0 true" + end},
		{"whole", get("ab", "cd"), proxy.Whole, "headers false body 4 true" + end},
		{"trailers, last", trailed, proxy.LastEnds, "headers false body 2 false body 2 false trailers" + end},
		{"trailers, whole", trailed, proxy.Whole, "headers false body 4 false trailers" + end},
		{"reset", broken, proxy.LastEnds, "headers false body 2 false body 2 false" + end},
		{"reset, whole", broken, proxy.Whole, "headers false body 4 false" + end},
		{"short", short, proxy.LastEnds, "headers false body 2 false" + end},
		{"reset without framing", closed, proxy.LastEnds, "headers false body 2 false body 0 true" + end},
		{"pause, whole", slow, proxy.Whole, "headers false body 4 false body 2 true" + end},
		{"chunked and empty", chunked(), proxy.LastEnds, "headers false body 0 true" + end},
		{"content-length 0", nothing, proxy.LastEnds, "headers true" + end},
		{"HEAD", head, proxy.LastEnds, "headers true" + end},
	}
	for _, c := range cases {
		f := new(script)
		r := proxy.Run(c.x, scenario.Options{}, c.plan, f.open)
		compare(t, c.name, strings.Join(f.trace, " "), c.want)
		compare(t, c.name+", violation", r.Violation, "")
	}
}

func TestSmallPieces(t *testing.T) {
	body := strings.Repeat("0123456789", 10_000)
	f := new(script)
	r := proxy.Run(chunked(body), scenario.Options{}, proxy.Small, f.open)
	if string(r.Answer.Body) != body {
		t.Error("the body changed")
	}
	if n := len(f.trace); n < 100 || n > 2000 {
		t.Errorf("%d callbacks", n)
	}
	again := new(script)
	proxy.Run(chunked(body), scenario.Options{}, proxy.Small, again.open)
	compare(t, "a second run", again.trace, f.trace)
}

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
