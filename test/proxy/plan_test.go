package proxy_test

import (
	"strings"
	"testing"
	"time"

	"errormask/test/proxy"
	"errormask/test/scenario"
)

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
