package response

import (
	"strings"
	"testing"
)

// TestAccept follows RFC 9110, section 12.5.1.
func TestAccept(t *testing.T) {
	r := mustCompile(t, usual(Negotiate))
	const json, problem, html, text = "application/json", "application/problem+json", "text/html", "text/plain"
	for accept, want := range map[string]string{
		"":                                      json,
		"*/*":                                   json,
		"application/*":                         json,
		"text/*":                                html,
		html:                                    html,
		text:                                    text,
		problem:                                 problem,
		"text/html, application/json":           json,
		"text/html, application/json;q=0.9":     html,
		"text/plain;q=0.2, text/html;q=0.1":     text,
		"*/*;q=0.5, text/plain":                 text,
		"text/*;q=0.9, text/html;q=0.1":         text,
		"application/json;q=0, */*":             problem,
		"application/*;q=0, text/html;q=0, */*": text,
		"*/*;q=0":                               json,
		"image/png":                             json,
		"text/html;level=1;q=0.4, text/plain;q=0.3": html,
		"text/html;q=0.001, text/plain;q=0.002":     text,
		"text/html;q=1.001, text/plain;q=0.1":       text,
		"text/html;q=0.1234, text/plain;q=0.1":      text,
		"text/html;q=, text/plain;q=0.1":            text,
		"text/html;q=.5, text/plain;q=0.1":          text,
		"TEXT/HTML":                                 html,
		" text/html\t;\tq=0.5 ,text/plain;q=0.4":    html,
		",,;,text/html,":                            html,
		"text/html text/plain":                      json,
		"text/html;q=0.5;q=0.9, text/plain;q=0.6":   text,
	} {
		if got := r.For(accept).essence; got != want {
			t.Errorf("%q: got %s, want %s", accept, got, want)
		}
	}
}

// TestOneFormatNeedsNoAccept: only what is negotiated depends on the header.
func TestOneFormatNeedsNoAccept(t *testing.T) {
	for _, format := range []Format{Static, Problem} {
		r := mustCompile(t, usual(format))
		if accept, _ := r.Needs(); accept || r.Negotiates() || r.For("text/html") != r.For("") {
			t.Errorf("format %d depends on accept", format)
		}
	}
}

// FuzzAccept: any header gives one of the answers, in time that its length bounds, and what cannot be meant does not matter.
func FuzzAccept(f *testing.F) {
	f.Add("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	f.Add(strings.Repeat("a/b;q=0.5,", 100))
	f.Add(";q=1,*/*;q=,/,*")
	r := mustCompile(f, usual(Negotiate))
	f.Fuzz(func(t *testing.T, accept string) {
		a := r.For(accept)
		if len(accept) > maxAccept/2 || strings.Count(accept, ",") > maxRanges/2 {
			return
		}
		if again := r.For("image/png;q=1," + accept + ",font/woff"); again != a && strings.Trim(accept, " \t,;") != "" && len(parseAccept(nil, accept)) > 0 {
			t.Fatalf("%q prefers %s, with types that are not to be had besides %s", accept, a.essence, again.essence)
		}
	})
}
