package filter

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

const canary = "hunter2"

// leaky is a masked answer that shows the canary wherever it can.
func leaky(h *double, s *Stream) {
	h.headers(s, false)
	h.body(s, "Error: "+canary, false)
	h.body(s, "at "+canary, false)
	h.end(s, [2]string{"x-trailer", canary})
	s.OnDone(h)
}

func newLeaky() *double {
	return newDouble("500", [2]string{"content-type", "text/plain"}, [2]string{"x-debug-token", canary}, [2]string{"content-length", "27"})
}

// TestNoFaultShowsTheOriginal lets each call to the proxy fail in turn, once by an error and once by a panic, alone and with all that follow.
func TestNoFaultShowsTheOriginal(t *testing.T) {
	f := mustNew(t, "")
	healthy := newLeaky()
	var s Stream
	s.Reset(f)
	leaky(healthy, &s)
	if got, want := strings.Count(healthy.client.String(), canary), 0; got != want {
		t.Fatalf("the canary is at the client without any fault:\n%s", healthy.client.String())
	}
	for n := 1; n <= healthy.calls; n++ {
		for _, kind := range []string{"error", "panic", "errors from here on", "panics from here on"} {
			t.Run(fmt.Sprintf("call %d/%s", n, kind), func(t *testing.T) {
				h, failed := newLeaky(), ""
				h.fail = func(call string) error {
					if h.calls < n || h.calls > n && !strings.Contains(kind, "from here on") {
						return nil
					}
					failed += call + " "
					if strings.HasPrefix(kind, "panic") {
						panic(errors.New("broken: " + call))
					}
					return errors.New("broken: " + call)
				}
				s.Reset(f)
				leaky(h, &s)
				if strings.Contains(h.client.String(), canary) {
					t.Errorf("after a fault in %sthe client sees the original:\n%s", failed, h.client.String())
				}
				if strings.HasPrefix(kind, "panics") {
					return // Log itself panics
				}
				if want := 1; len(h.logged) != want && failed != "Log " {
					t.Errorf("after a fault in %s: %d records, want %d: %q", failed, len(h.logged), want, h.logged)
				}
			})
		}
	}
}

// TestNoPairOfFaultsShowsTheOriginal lets two kinds of call fail for good, so that one edit fails and the way out of it too.
func TestNoPairOfFaultsShowsTheOriginal(t *testing.T) {
	calls := []string{"ResponseHeaders", "ReplaceResponseHeaders", "ResponseBody", "ReplaceResponseBody", "ResponseTrailers", "RemoveResponseTrailers",
		"SendLocalReply", "RequestHeaders", "Property", "Now"}
	for i, one := range calls {
		for _, other := range calls[i:] {
			h := newLeaky()
			h.fail = func(call string) error {
				if call == one || call == other {
					return errors.New("broken: " + call)
				}
				return nil
			}
			var s Stream
			s.Reset(mustNew(t, ""))
			leaky(h, &s)
			if strings.Contains(h.client.String(), canary) {
				t.Errorf("without %s and %s the client sees the original:\n%s", one, other, h.client.String())
			}
			want(t, "records without "+one+" and "+other, len(h.logged), 1)
		}
	}
}

// TestBodyFaultIsInTheRecord: what cannot be read for the record does not matter to the client, and is told to the operator.
func TestBodyFaultIsInTheRecord(t *testing.T) {
	h := newLeaky()
	h.fail = func(call string) error {
		if call == "ResponseBody" {
			return errors.New("no buffer")
		}
		return nil
	}
	var s Stream
	s.Reset(mustNew(t, ""))
	leaky(h, &s)
	want(t, "fault", member(t, h.logged[0], "errormask.fault"), "reading the body: no buffer")
	if !strings.Contains(h.client.String(), genericBody) {
		t.Errorf("the client does not get the generic body: %s", h.client.String())
	}
}
