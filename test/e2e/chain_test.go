package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
	"errormask/test/scenario"
)

// chained are streams through both instances of chain.yaml, with the records that each of them writes: event, policy and what it saw of the body.
var chained = []struct {
	path         string
	status       int
	framing      scenario.Framing
	sees         string
	inner, outer string
}{
	{"/fine", 200, scenario.ContentLength, mark, "", ""},
	{"/a", 404, scenario.ContentLength, `{"inner": true}`, "masked default upstream " + mark, ""},
	{"/a", 500, scenario.ContentLength, `{"outer": true}`, "", "masked default upstream " + mark},
	{"/a", 500, scenario.Chunked, `{"outer": true}`, "", "masked default upstream " + mark},
	{"/a", 503, scenario.ContentLength, `{"outer": true}`, "masked default upstream " + mark, `masked default upstream {"inner": true}`},
	{"/a", 503, scenario.Chunked, `{"outer": true}`, "masked default upstream " + mark, `masked default upstream {"inner": true}`},
	{"/watched", 500, scenario.ContentLength, `{"outer": true}`, "would_mask watch upstream " + mark, "masked default upstream " + mark},
	{"/watched", 404, scenario.ContentLength, mark, "", ""},
	{"/a", 500, scenario.NoBody, `{"outer": true}`, "", "masked default upstream "},
	{"/watched", 500, scenario.NoBody, `{"outer": true}`, "would_mask watch upstream ", "masked default upstream "},
}

// TestChain runs two instances with different configurations in one filter chain and one VM: each keeps to its own, and writes one record a stream.
func TestChain(t *testing.T) {
	config, err := os.ReadFile("testdata/chain.yaml")
	if err != nil {
		t.Fatal(err)
	}
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	envoytest.Wasm(t) // which the file names
	envoytest.Each(t, func(t *testing.T, binary string) {
		var answer scenario.Upstream
		application, err := startUpstream(false, func(string, string) (scenario.Upstream, bool) { return answer, true })
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(application.close)
		_, port, _ := strings.Cut(application.address, ":")
		text := strings.Replace(string(config), "port_value: 1}", "port_value: "+port+"}", 1)
		e, ctx := envoytest.Start(t, realenvoy.Options{Binary: binary, Config: []byte(text), WorkDir: root})
		c := newClient("http/1.1", e.Address("chain"), "")
		defer c.close()
		for _, x := range chained {
			answer = failure(x.status, x.framing)
			inner, outer := len(e.Messages("inner")), len(e.Messages("outer"))
			got, err := c.do(scenario.Request{Method: "GET", Path: x.path, Authority: "shop.example"}, -1)
			if err != nil {
				t.Fatalf("%s %d: %v", x.path, x.status, err)
			}
			if err := e.WaitIdle(ctx, "chain"); err != nil {
				t.Fatal(err)
			}
			what := fmt.Sprintf("%s %d %s", x.path, x.status, x.framing)
			if string(got.Body) != x.sees || got.Status != x.status || !got.Complete {
				t.Errorf("%s: the client got %+v, want %s", what, got, x.sees)
			}
			if records := told(t, e.Messages("inner")[inner:]); records != x.inner {
				t.Errorf("%s: the inner one recorded %q, want %q", what, records, x.inner)
			}
			if records := told(t, e.Messages("outer")[outer:]); records != x.outer {
				t.Errorf("%s: the outer one recorded %q, want %q", what, records, x.outer)
			}
		}
	})
}

func failure(status int, framing scenario.Framing) scenario.Upstream {
	u := scenario.Upstream{Status: status, Reason: "Oops", Framing: framing, Headers: []scenario.Header{{"content-type", "text/plain"}}}
	switch framing {
	case scenario.ContentLength:
		u.Headers = append(u.Headers, scenario.Header{"content-length", fmt.Sprint(len(mark))})
		u.Steps = []scenario.Step{{Data: []byte(mark)}}
	case scenario.Chunked:
		u.Steps = []scenario.Step{{Data: []byte(mark[:5])}, {Data: []byte(mark[5:])}}
	case scenario.NoBody:
		u.Framing = scenario.ContentLength
		u.Headers = append(u.Headers, scenario.Header{"content-length", "0"})
	}
	return u
}

// told puts into a line what matters of records.
func told(t *testing.T, messages []realenvoy.Message) string {
	t.Helper()
	var lines []string
	for _, m := range messages {
		var record map[string]any
		if err := json.Unmarshal([]byte(m.Text), &record); err != nil {
			t.Fatalf("%v in %s", err, m.Text)
		}
		body, _ := record["http.response.body.content"].(string)
		lines = append(lines, fmt.Sprintf("%s %v %v %s", strings.TrimPrefix(fmt.Sprint(record["event.name"]), "errormask."), record["policy"], record["origin"], body))
	}
	return strings.Join(lines, "\n")
}
