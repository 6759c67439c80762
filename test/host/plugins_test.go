package host_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"errormask/test/proxy"
	"errormask/test/scenario"
)

// TestPluginsOfOneVMKeepApart: two configurations of the shipped file in one VM, in turn and one behind the other, as in a filter chain.
func TestPluginsOfOneVMKeepApart(t *testing.T) {
	vm := newVM(t, shipped)
	inner := newPlugin(t, vm, `{"statuses": [404, 503], "response": {"body": "inner"}, "record": {"level": "warn"}}`)
	outer := newPlugin(t, vm, `{"statuses": ["5xx"], "response": {"body": "outer"}}`)
	for _, c := range []struct {
		status       int
		sees         string
		inner, outer bool
	}{{200, secret, false, false}, {404, "inner", true, false}, {500, "outer", false, true}, {503, "outer", true, true}} {
		for range 3 {
			x := secretExchange()
			x.Upstream.Status = c.status
			first := proxy.Run(x, scenario.Options{}, proxy.Small, inner.Open)
			x.Upstream.Headers, x.Upstream.Steps, x.Upstream.Trailers = first.Answer.Headers, []scenario.Step{{Data: first.Answer.Body}}, nil
			second := proxy.Run(x, scenario.Options{}, proxy.Small, outer.Open)
			if !strings.Contains(string(second.Answer.Body), c.sees) || records(first.Lines) == 1 != c.inner || records(second.Lines) == 1 != c.outer {
				t.Errorf("%d: the client got %q, the inner one recorded %v, the outer one %v", c.status, second.Answer.Body, first.Lines, second.Lines)
			}
			for _, line := range first.Lines {
				if line.Level != 3 {
					t.Errorf("the inner one's record has the level %d, want 3", line.Level)
				}
			}
		}
	}
	inner.Delete()
	if got := proxy.Run(secretExchange(), scenario.Options{}, proxy.Small, outer.Open); string(got.Answer.Body) != "outer" {
		t.Errorf("without the inner one the client gets %q", got.Answer.Body)
	}
}

// TestCounters: what is counted, by the names that the documented tags take apart.
func TestCounters(t *testing.T) {
	vm := newVM(t, shipped)
	plugin := newPlugin(t, vm, `{"statuses": ["4xx", "5xx"], "record": {"max_body_bytes": 8}, "policies": {"watch": {"mode": "monitor", "record": {"max_body_bytes": 8192}}}, "routes": {"w": "watch"}}`)
	run := func(status int, path, contentEncoding, body string) {
		x := exchange(body)
		x.Request.Path = path
		x.Upstream.Status = status
		x.Upstream.Headers = []scenario.Header{{"content-type", "text/plain"}}
		if contentEncoding != "" {
			x.Upstream.Headers = append(x.Upstream.Headers, scenario.Header{"content-encoding", contentEncoding})
		}
		x.Upstream.Framing = scenario.Chunked
		x.Upstream.Steps = []scenario.Step{{Data: []byte(body)}}
		proxy.Run(x, scenario.Options{Routes: []scenario.Route{{Prefix: "/w", Name: "w"}}}, proxy.LastEnds, plugin.Open)
	}
	run(200, "/", "", "fine")
	run(500, "/", "", "boom")
	run(503, "/", "", "boom")
	run(404, "/", "", "boom")
	run(500, "/", "", "longer than eight bytes")
	run(500, "/", "gzip", "no gzip")
	for range 50 {
		run(500, "/w", "", "Error: connect ECONNREFUSED 10.0.0.3:5432")
	}
	want := map[string]int64{
		"errormask_masked_total.class.5xx.cause.unknown.policy.default":    4,
		"errormask_masked_total.class.4xx.cause.unknown.policy.default":    1,
		"errormask_would_mask_total.class.5xx.cause.database.policy.watch": 50,
		"errormask_record_truncated_total":                                 1,
		"errormask_decode_failed_total":                                    1,
	}
	if got := vm.Metrics(); !maps.Equal(got, want) {
		t.Errorf("got %v\nwant %v", fmt.Sprint(got), fmt.Sprint(want))
	}
}
