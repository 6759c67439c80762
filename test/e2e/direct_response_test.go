package e2e

import (
	"fmt"
	"os"
	"testing"

	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
	"errormask/test/scenario"
)

// TestDirectResponses masks answers that Envoy gives by itself. One without a body makes a local reply inside of a local reply.
func TestDirectResponses(t *testing.T) {
	config, err := os.ReadFile("testdata/direct_response.yaml")
	if err != nil {
		t.Fatal(err)
	}
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	envoytest.Wasm(t) // which config names
	envoytest.Each(t, func(t *testing.T, binary string) {
		e, ctx := envoytest.Start(t, realenvoy.Options{Binary: binary, Config: config, WorkDir: root})
		for _, protocol := range []string{"http/1.1", "h2"} {
			client := newClient(protocol, e.Address("direct"), mark)
			defer client.close()
			for _, x := range directExchanges() {
				t.Run(fmt.Sprintf("%s %s %s", protocol, x.Request.Method, x.Request.Path), func(t *testing.T) {
					before := len(e.Messages("direct"))
					answer, err := client.do(x.Request, x.Gone)
					if err != nil {
						t.Error(err)
					}
					if err := e.WaitIdle(ctx, "direct"); err != nil {
						t.Fatal(err)
					}
					if rest := client.leftover(); rest != "" {
						t.Errorf("after the answer came %s", rest)
					}
					if d := x.DiffAnswer(answer); d != "" {
						t.Errorf("answer (-want +got):\n%s", d)
					}
					var records []string
					for _, m := range e.Messages("direct")[before:] {
						records = append(records, m.Text)
					}
					if d := x.DiffRecords(records); d != "" {
						t.Errorf("records (-want +got): %s", d)
					}
				})
			}
		}
	})
}

// directExchanges all go over one connection, which must stay usable.
func directExchanges() []scenario.Exchange {
	const (
		text = `"http.response.header.content_type": "text/plain"`
		body = `"http.response.body.size": 31, "http.response.body.content": "out of order, ask kanarienvogel"`
	)
	return []scenario.Exchange{
		direct("GET", "/empty", 500, generic, `"envoy.route": "empty", "envoy.code_details": "direct_response"`),
		direct("GET", "/text", 500, generic, `"envoy.route": "text", "envoy.code_details": "direct_response", `+text+`, `+body),
		direct("GET", "/none", 404, generic, `"envoy.code_details": "route_not_found"`),
		direct("HEAD", "/empty", 500, "", `"envoy.route": "empty", "envoy.code_details": "direct_response"`),
		direct("HEAD", "/text", 500, "", `"envoy.route": "text", "envoy.code_details": "direct_response", `+text),
		direct("HEAD", "/none", 404, "", `"envoy.code_details": "route_not_found"`),
		{
			Request: scenario.Request{Method: "GET", Path: "/fine", Authority: "shop.example"}, Gone: -1, RecordLimit: 16384,
			Client: scenario.Client{Status: 200, Body: []byte("fine"), Headers: []scenario.Header{{"content-type", "text/plain"}, {"content-length", "4"}}},
		},
	}
}

// direct is an exchange that is masked, with the members of its record that are its own.
func direct(method, path string, status int, body, members string) scenario.Exchange {
	record := fmt.Sprintf(`{"event.name": "errormask.masked", "error.type": "unknown", "http.request.method": %q, "url.path": %q, "server.address": "shop.example",
		"http.request.id": "*", "http.response.status_code": %d, %s}`, method, path, status, members)
	return scenario.Exchange{
		Request:  scenario.Request{Method: method, Path: path, Authority: "shop.example"},
		Upstream: scenario.Upstream{Refused: true}, // there is none, so no envoy.upstream
		Gone:     -1,
		Client: scenario.Client{Status: status, Body: []byte(body), Headers: []scenario.Header{
			{"content-type", "application/json"}, {"content-length", "34"}, {"cache-control", "no-store"},
		}},
		Records: []scenario.Record{{Level: "error", JSON: record}}, RecordLimit: 16384,
	}
}
