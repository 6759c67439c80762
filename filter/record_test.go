package filter

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// run plays one answer with the given chunks.
func run(t testing.TB, f *Filter, h *double, chunks ...string) {
	t.Helper()
	var s Stream
	s.Reset(f)
	h.headers(&s, len(chunks) == 0)
	for i, chunk := range chunks {
		h.body(&s, chunk, i == len(chunks)-1)
	}
	s.OnDone(h)
}

func TestRecordGolden(t *testing.T) {
	h := newDouble("500", [2]string{"content-type", "text/plain"})
	h.request = append(h.request, [2]string{"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"})
	run(t, mustNew(t, ""), h, "Error: \"boom\"\n", "\tat /srv/app.js:3:4\x1b[0m")
	want(t, "records", len(h.logged), 1)
	want(t, "record", withoutID(t, h.logged[0]), `{"timestamp":"2026-11-23T15:04:05.678901Z","event.name":"errormask.masked","error.id":"",`+
		`"error.type":"unknown","exception.type":"Error","exception.message":"\"boom\"","exception.own_frame":"at /srv/app.js:3:4",`+
		`"error.fingerprint":"e59500bf275e45d0","exception.stacktrace":"at /srv/app.js:3:4","http.request.method":"GET","url.path":"/checkout","url.query":"x=1","server.address":"shop.example","user_agent.original":"curl","http.request.id":"c0ffee",`+
		`"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7","http.response.status_code":500,"envoy.route":"r",`+
		`"envoy.cluster":"c","envoy.upstream":"10.0.0.1:80","envoy.code_details":"via_upstream","duration_ms":1.234,`+
		`"http.response.header.content_type":"text/plain","policy":"default","mode":"mask","origin":"upstream","http.response.body.size":37,`+
		`"http.response.body.content":"Error: \"boom\"\n\tat /srv/app.js:3:4\u001b[0m"}`)
	want(t, "level", h.levels[0], Error)
}

// withoutID empties the one member that is random.
func withoutID(t testing.TB, line string) string {
	t.Helper()
	id := randomID.FindString(line)
	if id == "" {
		t.Fatalf("no error.id in %s", line)
	}
	return strings.Replace(line, id, `"error.id":""`, 1)
}

// randomID is a UUID of version 4.
var randomID = regexp.MustCompile(`"error\.id":"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"`)

func TestRecordWithoutAnything(t *testing.T) {
	h := newDouble("500")
	h.request, h.properties = nil, nil
	run(t, mustNew(t, ""), h)
	want(t, "record", withoutID(t, h.logged[0]), `{"timestamp":"2026-11-23T15:04:05.678901Z","event.name":"errormask.masked","error.id":"",`+
		`"error.type":"unknown","http.response.status_code":500,"policy":"default","mode":"mask","origin":"upstream"}`)
}

// TestPathIsTheOneThatWasAskedFor: a client can forge the header, so it takes no other member's place.
func TestPathIsTheOneThatWasAskedFor(t *testing.T) {
	h := newDouble("500")
	h.request = append(h.request, [2]string{"x-envoy-original-path", "/v1/pay?id=7"})
	run(t, mustNew(t, ""), h, "x")
	want[any](t, "path", member(t, h.logged[0], "url.path"), "/checkout")
	want[any](t, "query", member(t, h.logged[0], "url.query"), "x=1")
	want[any](t, "original path", member(t, h.logged[0], "envoy.original_path"), "/v1/pay?id=7")
}

func TestTraceparent(t *testing.T) {
	const trace, span = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
	for value, ok := range map[string]bool{
		"00-" + trace + "-" + span + "-01":                    true,
		"cc-" + trace + "-" + span + "-01-what-the-future-is": true,
		"00-" + trace + "-" + span + "-01-more":               false,
		"ff-" + trace + "-" + span + "-01":                    false,
		"00-" + trace + "-0000000000000000-01":                false,
		"00-" + strings.Repeat("0", 32) + "-" + span + "-01":  false,
		"00-" + strings.ToUpper(trace) + "-" + span + "-01":   false,
		"00-" + trace + "_" + span + "-01":                    false,
		"00-" + trace + "-" + span + "-0":                     false,
		"":                                                    false,
	} {
		gotTrace, gotSpan, got := parseTraceparent(value)
		want(t, "valid "+value, got, ok)
		if ok {
			want(t, "trace", gotTrace, trace)
			want(t, "span", gotSpan, span)
		}
	}
}

func TestBodiesInRecords(t *testing.T) {
	for _, c := range []struct {
		name, encoding, body string
		want                 map[string]any
	}{
		{"empty", "", "", map[string]any{}},
		{"text", "", "boom", map[string]any{"size": 4.0, "content": "boom"}},
		{"identity", "identity", "boom", map[string]any{"size": 4.0, "content": "boom"}},
		{"some bad bytes", "", "gr\xfc\xdfe aus Berlin, alles ü", map[string]any{"size": 26.0, "content": "gr\ufffd\ufffde aus Berlin, alles ü"}},
		{"Windows-1252", "", "gr\xfc\xdfe aus Berlin, alles kaputt", map[string]any{"size": 30.0, "content": "grüße aus Berlin, alles kaputt"}},
		{"binary", "", "\x00\x01\x02\xff\xfe\xfd", map[string]any{"size": 6.0, "base64": "AAEC//79", "decode_error": "binary"}},
		{"broken", "gzip", "\x1f\x8b\x08", map[string]any{"size": 3.0, "base64": "H4sI", "decode_error": "gzip: truncated after 3 bytes of body"}},
		{"unknown", "br, rot13", "abc", map[string]any{"size": 3.0, "base64": "YWJj", "decode_error": "unknown content-encoding rot13"}},
	} {
		h := newDouble("500", [2]string{"content-encoding", c.encoding})
		run(t, mustNew(t, ""), h, c.body)
		got := map[string]any{}
		for name, value := range members(t, h.logged[0]) {
			if key, ok := strings.CutPrefix(name, "http.response.body."); ok {
				got[key] = value
			}
		}
		gotJSON, _ := json.Marshal(got)
		wantJSON, _ := json.Marshal(c.want)
		want(t, c.name, string(gotJSON), string(wantJSON))
	}
}

func TestIncompleteBody(t *testing.T) {
	h := newDouble("500")
	var s Stream
	s.Reset(mustNew(t, ""))
	h.headers(&s, false)
	h.body(&s, "half of", false)
	s.OnDone(h)
	want[any](t, "incomplete", member(t, h.logged[0], "http.response.body.incomplete"), true)
	want[any](t, "content", member(t, h.logged[0], "http.response.body.content"), "half of")
}

// TestRecordFitsALogLine takes the worst of everything: each value long, each character in need of the longest escape.
func TestRecordFitsALogLine(t *testing.T) {
	for _, character := range []string{"x", "\x01", "\"", "\u2028", "😀", "\xff"} {
		long := strings.Repeat(character, 70000)
		h := newDouble("500", [2]string{"content-type", long}, [2]string{"content-encoding", long})
		for i := range h.request {
			h.request[i][1] = long
		}
		h.request = append(h.request, [2]string{"x-envoy-original-path", long})
		for i := range 20 {
			h.response = append(h.response, [2]string{"x-error-" + strings.Repeat("n", 600) + fmt.Sprintf("%02d", i), long})
		}
		h.request[1][1] = "/" + long + "?" + long
		for _, p := range []Property{RouteName, ClusterName, UpstreamAddress, CodeDetails} {
			h.properties[p] = long
		}
		run(t, mustNew(t, ""), h, long, long)
		if size := len(h.logged[0]); size > lineBudget {
			t.Errorf("a record of %q is %d bytes long, more than %d", character, size, lineBudget)
		}
		checkLine(t, h.logged[0])
	}
}

// checkLine holds a line against what a record promises, whatever it holds.
func checkLine(t testing.TB, line string) {
	t.Helper()
	members(t, line)
	if !utf8.ValidString(line) {
		t.Errorf("not UTF-8: %q", line)
	}
	for _, r := range line {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0x202e {
			t.Fatalf("a raw %U in %q", r, line)
		}
	}
}

func TestLargerBodiesMayHaveLongerRecords(t *testing.T) {
	h := newDouble("500")
	run(t, mustNew(t, `{"record": {"max_body_bytes": 65536}}`), h, strings.Repeat("x", 65536))
	want[any](t, "size of the content", len(member(t, h.logged[0], "http.response.body.content").(string)), 65536)
}
