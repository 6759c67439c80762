package scenario

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
)

// Answer is what a client got.
type Answer struct {
	Status int
	// Reason is the phrase of an HTTP/1 status line; "" in HTTP/2.
	Reason  string
	Headers []Header
	// Body holds the decoded body: without the framing of its chunks. It is cut at Exchange.Gone.
	Body     []byte
	Trailers []Header
	// Complete says that the answer ended as its framing demands.
	Complete bool
}

// DiffAnswer compares what the client got with what it must get: "" when it is right, else a readable difference, "-" what is
// missing, "+" what is too much.
func (x Exchange) DiffAnswer(got Answer) string {
	want := x.wantedAnswer()
	if x.ownReply() && strings.HasPrefix(string(got.Body), ownReplyStart) {
		want.Body = got.Body
	}
	if x.Client.Untouched && x.Client.Incomplete && strings.HasPrefix(string(want.Body), string(got.Body)) {
		want.Body = got.Body
	}
	if x.Gone >= 0 {
		want.Body = want.Body[:min(x.Gone, len(want.Body))]
		got.Complete = want.Complete
	}
	w, g := viewOf(want), viewOf(got)
	if x.Client.Untouched && !hasHeader(want.Headers, "content-length") {
		g.Headers = slices.DeleteFunc(g.Headers, func(line string) bool { return strings.HasPrefix(line, "content-length: ") })
	}
	w.Body, g.Body = shortenedPair(w.Body, g.Body)
	return cmp.Diff(w, g)
}

// OwnedByProxy says that a proxy adds, replaces or drops this header of an answer by itself, so that a comparison leaves it out.
// A server header counts unless it is the proxy's: set up the proxy to pass the upstream's on.
func OwnedByProxy(h Header) bool {
	switch name := strings.ToLower(h[0]); name {
	case "date", "connection", "keep-alive", "transfer-encoding":
		return true
	case "server":
		return h[1] == "envoy"
	default:
		return strings.HasPrefix(name, "x-envoy-")
	}
}

// ownReplyStart is how the body of an answer begins that Envoy gives when it cannot connect; the rest names the error of the
// operating system, in words that differ between versions.
const ownReplyStart = "upstream connect error or disconnect/reset before headers"

func (x Exchange) ownReply() bool { return x.Client.Untouched && x.Upstream.Refused }

func (x Exchange) wantedAnswer() Answer {
	c := x.Client
	switch {
	case x.ownReply():
		return Answer{Status: 503, Headers: []Header{{"content-type", "text/plain"}}, Body: []byte(ownReplyStart), Complete: true}
	case c.Untouched:
		u := x.Upstream
		return Answer{Status: u.Status, Headers: u.Headers, Body: u.Body(), Trailers: u.Trailers, Complete: !c.Incomplete}
	default:
		return Answer{Status: c.Status, Headers: c.Headers, Body: c.Body, Trailers: c.Trailers, Complete: !c.Incomplete}
	}
}

// view is an answer in the form in which two of them can be compared, and a difference be read.
type view struct {
	Status   int
	Reason   string
	Headers  []string
	Body     string
	Trailers []string
	Complete bool
}

func viewOf(a Answer) view {
	reason := a.Reason
	if reason == "" || isStandardPhrase(a.Status, reason) {
		reason = standardPhrase(a.Status)
	}
	return view{a.Status, reason, sortedLines(a.Headers), string(a.Body), sortedLines(a.Trailers), a.Complete}
}

// standardPhrase is the one that belongs to a status, whatever the upstream said. What Envoy says in its place counts as the same.
func standardPhrase(status int) string {
	if phrase := http.StatusText(status); phrase != "" {
		return phrase
	}
	return "Unknown"
}

func isStandardPhrase(status int, phrase string) bool {
	return phrase == standardPhrase(status) || phrase == envoyPhrases[status] || phrase == "Unknown"
}

// envoyPhrases are those of Envoy that differ from Go's.
var envoyPhrases = map[int]string{
	413: "Payload Too Large",
	414: "URI Too Long",
	416: "Range Not Satisfiable",
	599: "Last Unassigned Server Error Code",
}

func sortedLines(headers []Header) []string {
	lines := []string{}
	for _, h := range headers {
		if !OwnedByProxy(h) {
			lines = append(lines, strings.ToLower(h[0])+": "+h[1])
		}
	}
	slices.Sort(lines)
	return lines
}

func hasHeader(headers []Header, name string) bool {
	return slices.ContainsFunc(headers, func(h Header) bool { return h[0] == name })
}

// shortenedPair cuts two bodies around the place where they begin to differ; equal ones become equal short ones.
func shortenedPair(want, got string) (string, string) {
	const context = 60
	at := 0
	for at < len(want) && at < len(got) && want[at] == got[at] {
		at++
	}
	excerpt := func(body string) string {
		if len(body) <= 4*context {
			return body
		}
		from, to := max(0, min(at, len(body))-context), min(len(body), at+context)
		return fmt.Sprintf("[%d bytes, from %d:] %s", len(body), from, body[from:to])
	}
	if want == got {
		return "", ""
	}
	return excerpt(want), excerpt(got)
}
