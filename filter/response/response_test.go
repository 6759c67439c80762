package response

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"
)

var facts = Facts{Status: 503, ErrorID: []byte("9b2f6c1e-3d4a-4f5b-8c7d-0e1f2a3b4c5d"), RequestID: `a"b<c>&'d` + "\x00\u2028\xff\\"}

func mustCompile(t testing.TB, o Options) *Response {
	t.Helper()
	r, err := Compile(o)
	if err != nil {
		t.Fatalf("%+v: %v", o, err)
	}
	return r
}

func usual(format Format) Options {
	return Options{Format: format, Body: `{"error": "Internal Server Error"}`, ContentType: "application/json"}
}

// TestPhrases: those that IANA has are those that the standard library has, but for those that were renamed after it.
func TestPhrases(t *testing.T) {
	renamed := map[int]string{414: "URI Too Long", 413: "Content Too Large", 416: "Range Not Satisfiable", 422: "Unprocessable Content"}
	for status := 400; status < 600; status++ {
		want := http.StatusText(status)
		switch {
		case renamed[status] != "":
			want = renamed[status]
		case status == 418 || want == "" && status < 500: // 418 is reserved, and means nothing
			want = "Client Error"
		case want == "":
			want = "Server Error"
		}
		if got := Phrase(status); got != want {
			t.Errorf("%d: got %q, want %q", status, got, want)
		}
	}
}

// TestBuiltInBodies: what no configuration was asked for is well-formed, complete and harmless.
func TestBuiltInBodies(t *testing.T) {
	for _, showID := range []bool{false, true} {
		for _, a := range builtIn(showID) {
			body := string(a.Body(nil, facts))
			if strings.Contains(body, "{{") || !strings.Contains(body, "Service Unavailable") {
				t.Errorf("%s: %s", a.ContentType, body)
			}
			if shows := strings.Contains(body, string(facts.ErrorID)); shows != (showID || a.essence == problemType) {
				t.Errorf("%s: shows the id: %v, of %s", a.ContentType, shows, body)
			}
			switch {
			case isJSON(a.essence):
				if !json.Valid([]byte(body)) {
					t.Errorf("no JSON: %s", body)
				}
			case isMarkup(a.essence):
				checkPage(t, body)
			}
		}
	}
}

func checkPage(t *testing.T, body string) {
	t.Helper()
	for _, outside := range []string{"http:", "https:", "//", "src=", "<script", "<link", "@import", "url("} {
		if strings.Contains(body, outside) {
			t.Errorf("the page has %s: it must need nothing from outside", outside)
		}
	}
	for _, needed := range []string{`<html lang="en">`, "<title>503 Service Unavailable</title>", "<main>", "<h1>", `charset="utf-8"`, "width=device-width"} {
		if !strings.Contains(body, needed) {
			t.Errorf("the page lacks %s", needed)
		}
	}
	d := xml.NewDecoder(strings.NewReader(body))
	d.Strict, d.AutoClose, d.Entity = false, []string{"meta"}, xml.HTMLEntity
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("the page is not well-formed: %v", err)
		}
	}
}

func TestRefusals(t *testing.T) {
	for want, o := range map[string]Options{
		"body has the unknown placeholder {{eror_id}} (did you mean {{error_id}}?); allowed: {{status}}, {{status_text}}, {{error_id}}, {{request_id}}": {Body: "{{eror_id}}", ContentType: "text/plain"},
		"body has the unknown placeholder {{x}}; allowed: {{status}}, {{status_text}}, {{error_id}}, {{request_id}}":                                    {Body: "a {{status}} {{x}}", ContentType: "text/plain"},
		"keep_members needs a body that is a JSON object, with a content_type of JSON, to put them into":                                                {Body: `["x"]`, ContentType: "application/json", Keep: []string{"code"}},
		"error_id in the body needs {{error_id}} in it, as the body is neither a JSON object nor text/plain":                                            {Body: "<p>sorry</p>", ContentType: "text/html", ShowID: true},
	} {
		if _, err := Compile(o); err == nil || err.Error() != want {
			t.Errorf("%+v: got %v, want %s", o, err, want)
		}
	}
	for _, o := range []Options{
		{Body: `{"a": 1}`, ContentType: "text/plain", Keep: []string{"code"}},
		{Body: `{"a": 1} x`, ContentType: "application/json", Keep: []string{"code"}},
		{Body: "", ContentType: "application/json", Keep: []string{"code"}},
		{Body: "", ContentType: "application/json", ShowID: true},
		{Body: "[]", ContentType: "application/json", ShowID: true},
	} {
		if _, err := Compile(o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
}

func TestWarning(t *testing.T) {
	for _, c := range []struct {
		body, contentType string
		warned            bool
	}{
		{"sorry", "application/json", true},
		{"{'a': 1}", "application/problem+json; charset=utf-8", true},
		{`{"a": {{status}}}`, "application/json", false},
		{`"{{request_id}}"`, "application/json", false},
		{"sorry", "text/plain", false},
		{"", "application/json", false},
	} {
		if got := Warning(Options{Body: c.body, ContentType: c.contentType}) != ""; got != c.warned {
			t.Errorf("%q as %s: warned: %v, want %v", c.body, c.contentType, got, c.warned)
		}
	}
}

// TestFixedBodyIsShared: a body without placeholders costs nothing.
func TestFixedBodyIsShared(t *testing.T) {
	a := mustCompile(t, usual(Static)).For("")
	if n := testing.AllocsPerRun(100, func() { _ = a.Body(nil, facts) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// FuzzTemplate: whatever a client chose, a placeholder adds no structure to a body.
func FuzzTemplate(f *testing.F) {
	f.Add("7f-00")
	f.Add(facts.RequestID)
	f.Add("</p><script>alert(1)</script>")
	f.Add(`","admin":true,"x":"`)
	page := mustCompile(f, Options{Body: `<p title="{{request_id}}">{{request_id}}</p>`, ContentType: "text/html"}).For("")
	object := mustCompile(f, Options{Body: `{"id": "{{request_id}}"}`, ContentType: "application/json"}).For("")
	text := mustCompile(f, Options{Body: "{{request_id}}", ContentType: "application/javascript"}).For("")
	f.Fuzz(func(t *testing.T, id string) {
		facts := Facts{RequestID: id}
		markup := string(page.Body(nil, facts))
		if strings.Count(markup, "<") != 2 || strings.Count(markup, ">") != 2 || strings.Count(markup, `"`) != 2 || strings.Contains(markup, "'") {
			t.Fatalf("%q changes the page: %s", id, markup)
		}
		var members map[string]string
		body := object.Body(nil, facts)
		if err := json.Unmarshal(body, &members); err != nil || len(members) != 1 || strings.Contains(string(body), "<") {
			t.Fatalf("%q changes the object: %s (%v)", id, body, err)
		}
		if utf8.ValidString(id) && members["id"] != id {
			t.Fatalf("%q is shown as %q", id, members["id"])
		}
		if plain := string(text.Body(nil, facts)); strings.ContainsAny(plain, "<>&\"'`\\;(){}\n\r\x00") {
			t.Fatalf("%q is shown as %q where nothing is known of the format", id, plain)
		}
	})
}
