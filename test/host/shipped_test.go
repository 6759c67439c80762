package host_test

import (
	"fmt"
	"strings"
	"testing"

	"errormask/test/host"
	"errormask/test/proxy"
	"errormask/test/scenario"
)

// hostile are answers that no proxy should give.
var hostile = map[string]host.Reply{
	"error":            {Status: proxy.InternalFailure},
	"not found":        {Status: proxy.NotFound},
	"nothing":          {},
	"one byte":         {Data: []byte{7}},
	"no pairs":         {Data: []byte{0, 0, 0, 0}},
	"too many pairs":   {Data: []byte{255, 255, 255, 255}},
	"many pairs":       {Data: []byte{0, 16, 0, 0, 0, 0, 0, 0}},
	"sizes beyond end": {Data: []byte{1, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255}},
}

// secret is in every part of an answer that must not reach the client.
const secret = "hunter2"

func secretExchange() scenario.Exchange {
	x := exchange(secret)
	x.Upstream.Headers = []scenario.Header{{"x-powered-by", secret}, {"content-type", "text/plain"}}
	x.Upstream.Framing = scenario.Chunked
	x.Upstream.Steps = []scenario.Step{{Data: []byte("password " + secret)}, {Data: []byte(secret)}}
	x.Upstream.Trailers = []scenario.Header{{"x-cause", secret}}
	return x
}

// canAnswer leaves out what no filter can notice: an edit that is confirmed but not made, another status, a log line that is lost.
func canAnswer(call string, reply host.Reply) bool {
	switch call {
	case "proxy_log":
		return false
	case "proxy_get_header_map_pairs", "proxy_get_buffer_bytes", "proxy_get_property":
		return true
	default:
		return reply.Status != proxy.OK
	}
}

// TestShippedFileUnderHostileAnswers lets each call into the proxy answer badly in turn. No byte may leak, and the VM has to live on, as a
// trap would cost all other streams of a worker.
func TestShippedFileUnderHostileAnswers(t *testing.T) {
	module := load(t, shipped)
	for name, reply := range hostile {
		for n := 0; ; n++ {
			vm, err := module.NewVM(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			plugin := newPlugin(t, vm, "")
			calls := 0
			hit := ""
			vm.Intercept = func(call string) (host.Reply, bool) {
				calls++
				if calls-1 != n || !canAnswer(call, reply) {
					return host.Reply{}, false
				}
				hit = call
				return reply, true
			}
			r := proxy.Run(secretExchange(), scenario.Options{}, proxy.LastEnds, plugin.Open)
			what := fmt.Sprintf("%s at call %d (%s)", name, n, hit)
			if text := fmt.Sprintf("%v %s", r.Answer, r.Answer.Body); strings.Contains(text, secret) {
				t.Errorf("%s: leaked %s", what, text)
			}
			if vm.Failure() != nil {
				t.Errorf("%s: %v", what, vm.Failure())
			}
			if r.Violation != "" {
				t.Errorf("%s: %s", what, r.Violation)
			}
			if n := records(r.Lines); n != 1 {
				t.Errorf("%s: %d records, want 1", what, n)
			}
			if err := vm.Close(t.Context()); err != nil {
				t.Error(err)
			}
			if calls <= n {
				if n < 5 {
					t.Errorf("only %d calls", n)
				}
				break
			}
		}
	}
}

// records counts them. Another line can be a warning, of a policy with a name that the proxy made up.
func records(lines []proxy.Line) int {
	n := 0
	for _, line := range lines {
		if strings.HasPrefix(line.Text, "{") {
			n++
		}
	}
	return n
}

// TestShippedFileLetsPassForOneCall: all that a stream costs that is not masked is a look at its status.
func TestShippedFileLetsPassForOneCall(t *testing.T) {
	vm := newVM(t, shipped)
	plugin := newPlugin(t, vm, "")
	x := exchange("fine")
	x.Upstream.Status = 200
	x.Upstream.Trailers = []scenario.Header{{"x-trailer", "fine"}}
	x.Upstream.Framing = scenario.Chunked
	vm.ResetCalls()
	proxy.Run(x, scenario.Options{}, proxy.EmptyEnds, plugin.Open)
	if calls := vm.Calls(); len(calls) != 1 || calls["proxy_get_header_map_value"] != 1 {
		t.Errorf("%v, want one read of a header", calls)
	}
}
