package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	original = &answer{
		status: 500, statusLine: "HTTP/1.1 500 Internal Server Error",
		header: http.Header{
			"Date": {"now"}, "Content-Length": {"500"}, "X-Powered-By": {"PHP/8.3 \x1b[5m"}, "Content-Type": {"text/plain"},
			"Set-Cookie": {"a=1", "b=2"},
		},
		body: "PDOException: could not connect to the database at db.internal\n" + strings.Repeat("#1 frame\n", 20),
	}
	masked = &answer{
		status: 500, statusLine: "HTTP/1.1 500 Internal Server Error",
		header: http.Header{"Content-Type": {"application/json"}, "Set-Cookie": {"a=1", "b=2"}, "Server": {"envoy"}},
		body:   `{"error": "Internal Server Error"}`,
	}
)

func TestSideBySide(t *testing.T) {
	const want = `what the application answers              │ what the client gets
──────────────────────────────────────────┼─────────────────────────────────────
HTTP/1.1 500 Internal Server Error        │ HTTP/1.1 500 Internal Server Error
content-type: text/plain                  │ content-type: application/json
set-cookie: a=1                           │ set-cookie: a=1
set-cookie: b=2                           │ set-cookie: b=2
x-powered-by: PHP/8.3 \x1b[5m             │
                                          │ {"error": "Internal Server Error"}
PDOException: could not connect to the    │
database at db.internal                   │
#1 frame                                  │
#1 frame                                  │
#1 frame                                  │
#1 frame                                  │
#1 frame                                  │
#1 frame                                  │
#1 frame                                  │
#1 frame                                  │
#1 frame                                  │
#1 frame                                  │
#1 frame                                  │
... 243 bytes in all                      │
`
	var out strings.Builder
	sideBySide(screen{Writer: &out, width: 80}, original, masked)
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
}

func TestBelowEachOther(t *testing.T) {
	const want = `what the application answers
HTTP/1.1 500 Internal Server Error
content-type: text/plain

PDOException: could not connect to the 
database


what the client gets
HTTP/1.1 500 Internal Server Error
content-type: application/json

{"error": "Internal Server Error"}
`
	var out strings.Builder
	before := &answer{statusLine: original.statusLine, header: http.Header{"Content-Type": {"text/plain"}}, body: "PDOException: could not connect to the database"}
	after := &answer{statusLine: masked.statusLine, header: http.Header{"Content-Type": {"application/json"}}, body: masked.body}
	sideBySide(screen{Writer: &out, width: 40}, before, after)
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
}

func TestSideBySideFitsTheScreen(t *testing.T) {
	for _, width := range []int{minWidth, minBoth - 1, minBoth, 80, maxWidth} {
		var out strings.Builder
		sideBySide(screen{Writer: &out, width: width}, original, masked)
		for line := range strings.Lines(out.String()) {
			if n := columns(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("%d columns instead of %d: %s", n, width, line)
			}
		}
	}
}

func TestSideBySideColours(t *testing.T) {
	var out strings.Builder
	sideBySide(screen{Writer: &out, width: 80, colour: true}, original, masked)
	for _, want := range []string{
		"\x1b[31mx-powered-by: PHP/8.3 \\x1b[5m\x1b[0m", "\x1b[31m#1 frame\x1b[0m", // taken away
		"\x1b[32mcontent-type: application/json\x1b[0m", "\x1b[32m{\"error\": \"Internal Server Error\"}\x1b[0m", // put there
		"\nset-cookie: a=1 ", // kept
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestCompressedBodyIsNotShown(t *testing.T) {
	a := &answer{header: http.Header{"Content-Encoding": {"gzip"}}, body: "\x1f\x8b\x08..."}
	if diff := cmp.Diff([]string{"(6 bytes of gzip)"}, a.bodyLines()); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
}
