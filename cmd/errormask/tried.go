package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"
	"unicode/utf8"

	model "errormask/test/proxy"
	"errormask/test/scenario"
)

// tried is an answer before and after the filter, and what it wrote.
type tried struct {
	request       string
	before, after tryAnswer
	lines         []model.Line
}

// tryAnswer is an answer as the application gave it, or as the client gets it.
type tryAnswer struct {
	Status  int               `json:"status"`
	Headers []scenario.Header `json:"headers"`
	// Body is text, Base64 takes its place where it is none.
	Body   string `json:"body"`
	Base64 []byte `json:"body_base64,omitempty"`
	// Incomplete says that the connection breaks before the answer's end.
	Incomplete bool `json:"incomplete,omitempty"`

	body       []byte
	statusLine string
}

func newTried(o *tryOptions, http2 bool, x scenario.Exchange, got model.Result) *tried {
	line := fmt.Sprintf("HTTP/1.1 %d %s", x.Upstream.Status, x.Upstream.Reason)
	if http2 {
		line = fmt.Sprintf("HTTP/2 %d", x.Upstream.Status)
	}
	t := &tried{request: o.method + " " + o.path, lines: got.Lines}
	t.before = newTryAnswer(x.Upstream.Status, line, x.Upstream.Headers, x.Upstream.Body())
	t.after = newTryAnswer(got.Answer.Status, fmt.Sprintf("HTTP/1.1 %d %s", got.Answer.Status, got.Answer.Reason), got.Answer.Headers, got.Answer.Body)
	t.after.Incomplete = !got.Answer.Complete
	return t
}

func newTryAnswer(status int, line string, headers []scenario.Header, body []byte) tryAnswer {
	a := tryAnswer{Status: status, Headers: headers, body: body, statusLine: line}
	if utf8.Valid(body) {
		a.Body = string(body)
	} else {
		a.Base64 = body
	}
	return a
}

// shown is the answer as run shows it.
func (a tryAnswer) shown() *answer {
	s := &answer{status: a.Status, statusLine: a.statusLine, header: http.Header{}, body: string(a.body)}
	for _, h := range a.Headers {
		s.header.Add(h[0], h[1])
	}
	return s
}

// changed reports whether the client sees that the filter is there.
func (t *tried) changed() bool {
	before, after := t.before.shown(), t.after.shown()
	return before.status != after.status || before.body != after.body || !slices.Equal(before.headerLines(), after.headerLines())
}

func (t *tried) print(s screen, zone *time.Location) {
	fmt.Fprintln(s, s.paint(bold, printable(t.request)))
	fmt.Fprintln(s)
	sideBySide(s, t.before.shown(), t.after.shown())
	fmt.Fprintln(s)
	if !t.changed() {
		fmt.Fprint(s, "errormask leaves this answer as it is.\n\n")
	}
	if t.after.Incomplete {
		fmt.Fprint(s, "The client's connection ends before the answer does.\n\n")
	}
	if len(t.lines) == 0 {
		fmt.Fprintln(s, "The proxy's log gets nothing of it.")
		return
	}
	fmt.Fprint(s, s.paint(bold, "What the proxy's log has of it, for the operator only:"), "\n\n")
	for _, line := range t.lines {
		if r, ok := parseRecord(line.Text); ok {
			r.print(s, zone)
		} else {
			fmt.Fprintf(s, "%s\n\n", printable(line.Text))
		}
	}
}

func (t *tried) writeJSON(s screen) error {
	line := struct {
		Before  tryAnswer         `json:"before"`
		After   tryAnswer         `json:"after"`
		Changed bool              `json:"changed"`
		Records []json.RawMessage `json:"records"`
		Log     []string          `json:"log,omitempty"`
	}{Before: t.before, After: t.after, Changed: t.changed(), Records: []json.RawMessage{}}
	for _, l := range t.lines {
		if _, ok := parseRecord(l.Text); ok {
			line.Records = append(line.Records, json.RawMessage(l.Text))
		} else {
			line.Log = append(line.Log, l.Text)
		}
	}
	return writeJSONLine(s, line)
}
