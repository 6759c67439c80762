package observability

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"errormask/filter"
	"errormask/test/proxy"
	"errormask/test/proxy/direct"
	"errormask/test/scenario"
)

// records are what the filter writes in all scenarios.
func records(t *testing.T) []string {
	t.Helper()
	scenarios, err := scenario.Load("../scenarios")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, s := range scenarios {
		f, err := filter.New(s.Config)
		if err != nil {
			continue // a scenario of a refusal
		}
		open := direct.Open(f)
		for _, x := range s.Exchanges {
			for _, line := range proxy.Run(x, s.Options, proxy.Plans()[0], open).Lines {
				if strings.HasPrefix(line.Text, `{"timestamp":`) {
					all = append(all, line.Text)
				}
			}
		}
	}
	if longest := len(slices.MaxFunc(all, func(a, b string) int { return len(a) - len(b) })); len(all) < 50 || longest < 2*piece {
		t.Fatalf("only %d records, the longest of %d bytes", len(all), longest)
	}
	return all
}

// fewRecords are six of them, one of which has a trace.
func fewRecords(t *testing.T) []string {
	t.Helper()
	all := records(t)
	traced := slices.IndexFunc(all, func(r string) bool { return strings.Contains(r, `"trace_id"`) })
	if traced < 0 {
		t.Fatal("no record has a trace")
	}
	return append([]string{all[traced]}, all[:5]...)
}

// members are a record's, by its id.
func members(t *testing.T, record string) (id string, all map[string]any) {
	t.Helper()
	if err := json.Unmarshal([]byte(record), &all); err != nil {
		t.Fatalf("%v: %s", err, record)
	}
	id, _ = all["error.id"].(string)
	if id == "" {
		t.Fatalf("no id: %s", record)
	}
	return id, all
}

// forms are the lines in which Envoy and Istio's proxy write a record, as text and as JSON.
var forms = []func(record string) string{
	text("[2026-11-24 03:12:07.219][9][error][wasm] [source/extensions/common/wasm/context.cc:1195] wasm log errormask: %s"),
	text("[2026-11-24 03:12:07.219][9][error][wasm] wasm log shop shop vm: %s"),
	text("2026-11-24T03:12:07.219406Z\terror\tenvoy wasm external/envoy/source/extensions/common/wasm/context.cc:1195\twasm log shop.errormask shop.errormask: %s\tthread=27"),
	inJSON(`{"message":%s,"logger":"wasm","time":"2026-11-24T03:12:07.219+00:00","level":"error"}`, "wasm log errormask: %s"),
	inJSON(`{"level":"error","time":"2026-11-24T03:12:07.219406Z","scope":"envoy wasm","msg":%s,"thread":"27"}`, "wasm log shop.errormask shop.errormask: %s"),
}

func text(form string) func(string) string {
	return func(record string) string { return fmt.Sprintf(form, record) }
}

// inJSON is a line of JSON with a message as a string in it.
func inJSON(line, message string) func(string) string {
	return func(record string) string { return fmt.Sprintf(line, quote(fmt.Sprintf(message, record))) }
}

func quote(text string) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.Encode(text)
	return strings.TrimSpace(b.String())
}

// others are lines that are no records, whatever is in them. Some have the text of a whole line with a record, as a client may send it.
func others(record string) []string {
	lines := []string{
		"[2026-11-24 03:12:01.000][1][info][main] [source/server/server.cc:1] starting main dispatch loop",
		"[2026-11-24 03:12:01.000][1][warning][wasm] [source/x.cc:1] wasm log errormask: errormask: the metadata of route shop name no policy",
		`{"message":"starting main dispatch loop","logger":"main","time":"2026-11-24T03:12:01.000+00:00","level":"info"}`,
		`{"message":"wasm log errormask: errormask: the metadata of route shop name no policy","logger":"wasm","level":"warning"}`,
		`{"message":17,"logger":"wasm"}`,
		inJSON(`{"message":%s,"logger":"http","level":"debug"}`, "wasm log errormask: %s")(record),
		inJSON(`{"message":%s,"logger":"wasm","level":"debug"}`, "path: wasm log errormask: %s")(record),
		inJSON(`{"message":%s,"logger":"wasm","level":"debug"}`, "wasm log other: x\nwasm log errormask: %s")(record),
		inJSON(`{"message":%s}`, `wasm log errormask: %s","logger":"wasm"`)(record),
		`{"message":"wasm log errormask: {\"timestamp\":","logger":"wasm"`,
		`{"path":"/` + forms[0](record) + `"}`,
		"",
	}
	for _, form := range forms {
		lines = append(lines, "GET /"+form(record), inJSON(`{"path":%s,"status":500}`, "/%s")(form(record)))
	}
	return lines
}

// logLines are all records in turn in each of the forms, with other lines before them and before the last one: who has read that has read them all.
func logLines(records []string) []string {
	lines := others(records[0])
	for i, r := range records {
		if i == len(records)-1 {
			lines = append(lines, others(records[1])...)
		}
		lines = append(lines, forms[i%len(forms)](r))
	}
	return lines
}
