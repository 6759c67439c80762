package direct_test

import (
	"fmt"
	"strings"
	"testing"

	"errormask/filter"
	"errormask/test/proxy"
	"errormask/test/proxy/direct"
	"errormask/test/scenario"
)

// secret is in every part of the answer that must not reach the client.
const secret = "hunter2"

func exchanges() map[string]scenario.Exchange {
	base := scenario.Exchange{
		Request: scenario.Request{Method: "GET", Path: "/shop", Authority: "shop.example"},
		Upstream: scenario.Upstream{
			Status: 500, Headers: []scenario.Header{{"content-type", "text/plain"}, {"x-powered-by", secret}}, Framing: scenario.Chunked,
			Steps: []scenario.Step{{Data: []byte("password " + secret)}, {Data: []byte(secret + " again")}},
		},
		Gone: -1,
	}
	trailed := base
	trailed.Upstream.Trailers = []scenario.Header{{"x-cause", secret}}
	empty := base
	empty.Upstream.Steps, empty.Upstream.Framing = nil, scenario.NoBody
	return map[string]scenario.Exchange{"body": base, "trailers": trailed, "headers only": empty}
}

// TestNothingLeaksWhateverFails lets each call into the proxy fail in turn, in each way.
func TestNothingLeaksWhateverFails(t *testing.T) {
	for name, x := range exchanges() {
		for _, kind := range []direct.Fault{direct.Fails, direct.FailsOn, direct.Panics} {
			for n := 0; ; n++ {
				f, err := filter.New(nil)
				if err != nil {
					t.Fatal(err)
				}
				faults := &direct.Faults{Kind: kind, At: n}
				r := proxy.Run(x, scenario.Options{}, proxy.EmptyEnds, direct.OpenWith(f, func(h filter.Host) filter.Host {
					faults.Host = h
					return faults
				}))
				if text := fmt.Sprintf("%v", r.Answer) + string(r.Answer.Body); strings.Contains(text, secret) {
					t.Errorf("%s, fault %d at call %d: %s", name, kind, n, text)
				}
				if r.Violation != "" {
					t.Errorf("%s, fault %d at call %d: %s", name, kind, n, r.Violation)
				}
				if faults.Calls <= n {
					if n < 5 {
						t.Errorf("%s: only %d calls", name, n)
					}
					break
				}
			}
		}
	}
}
