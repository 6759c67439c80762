package scenario

import (
	"strings"
	"testing"

	"errormask/test/corpus"
)

var till = corpus.Case{
	Name: "java-till", Body: []byte("till"), ContentType: "text/plain", ExceptionType: "TillError", ExceptionMessage: "Z\ufffdhler 3", FrameOwn: "at Till.open",
	ErrorType: "unknown", Secrets: []string{"hunter2"},
}

const tillRecord = `{"timestamp":"2025-03-01T12:00:00.123Z","error.id":"9b2f6c1e-3d4a-4f5b-8c7d-0e1f2a3b4c5d","error.type":"unknown",` +
	`"exception.type":"TillError","exception.message":"Zähler 3","exception.own_frame":"at Till.open","error.fingerprint":"00ff12ab34cd56ef",` +
	`"envoy.upstream":"127.0.0.1:4000","duration_ms":1.5,"http.response.body.base64":"dGlsbA=="}`

func TestReadCorpusRecord(t *testing.T) {
	x, err := CorpusExchange(till, false)
	if err != nil {
		t.Fatal(err)
	}
	if r := x.ReadCorpusRecord(till, tillRecord); r.Fingerprint != "00ff12ab34cd56ef" || r.Faults != nil {
		t.Fatalf("got %+v of the right record", r)
	}
	for _, c := range []struct{ name, old, new string }{
		{"not JSON", `}`, ``},
		{"a control", `TillError`, "Till\x1bError"},
		{"no id", `9b2f`, ``},
		{"no duration", `:1.5`, `:-1.5`},
		{"a bad fingerprint", `00ff`, `00f`},
		{"another type", `TillError`, `TillException`},
		{"no type", `"exception.type":"TillError",`, ``},
		{"another message", `hler 3`, `hler 4`},
		{"a longer message", `hler 3`, `hler 34`},
		{"a character of ASCII for a byte", `Zä`, `Za`},
		{"another frame", `at Till.open`, `at Till`},
		{"another class", `"unknown"`, `"database"`},
		{"a secret", `TillError`, `TillError hunter2`},
		{"a secret with an escape", `"duration_ms"`, `"user_agent.original":"hunter\u0032","duration_ms"`},
		{"a secret in base64", `dGlsbA==`, `aHVudGVyMg==`},
		{"a long line", `dGlsbA==`, strings.Repeat("x", 16384)},
	} {
		changed := strings.Replace(tillRecord, c.old, c.new, 1)
		if changed == tillRecord {
			t.Errorf("%s: nothing changed", c.name)
		}
		if r := x.ReadCorpusRecord(till, changed); r.Faults == nil {
			t.Errorf("%s: not found wrong", c.name)
		}
	}
}

func TestCorpusExchange(t *testing.T) {
	plain, err := CorpusExchange(till, false)
	if err != nil {
		t.Fatal(err)
	}
	zipped, err := CorpusExchange(till, true)
	if err != nil {
		t.Fatal(err)
	}
	if string(plain.Upstream.Body()) != "till" || plain.Upstream.Short() || hasHeader(plain.Upstream.Headers, "content-encoding") {
		t.Errorf("got %+v", plain.Upstream)
	}
	if body := zipped.Upstream.Body(); !strings.HasPrefix(string(body), "\x1f\x8b") || zipped.Upstream.Short() {
		t.Errorf("got %+v, no gzip with its length", zipped.Upstream)
	}
	if !hasHeader(zipped.Upstream.Headers, "content-encoding") || !hasHeader(zipped.Upstream.Headers, "content-type") {
		t.Errorf("got the headers %v", zipped.Upstream.Headers)
	}
}
