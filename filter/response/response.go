// Package response says what a client gets in place of an error: a body and its media type, none of which is taken from the error but what a
// configuration lets pass.
package response

import (
	"errors"
	"slices"
	"strings"

	"errormask/filter/ascii"
	"errormask/filter/jsontext"
)

// Format says how the body comes about.
type Format uint8

// The formats.
const (
	Static    Format = iota // the configured body
	Problem                 // problem details (RFC 9457)
	Negotiate               // the one of several that the client prefers (RFC 9110, section 12.5.1)
)

// Options are what a configuration says of responses.
type Options struct {
	Format            Format
	Body, ContentType string
	// Keep are the members of an error that is a JSON object which may pass.
	Keep []string
	// ShowID puts the error's id into the body.
	ShowID bool
}

// Response is a compiled configuration.
type Response struct {
	// answers holds what can be chosen from, the most preferred one first; at least one.
	answers []Answer
	keep    []string
}

// Answer is one body with its media type.
type Answer struct {
	ContentType string
	// essence is the media type without parameters, in lower case.
	essence string
	body    template
	// keeps says that members of the error may be put into the body, which is a JSON object.
	keeps bool
}

// Compile checks options. The error says which of them cannot be met, and what would mend it.
func Compile(o Options) (*Response, error) {
	r := &Response{keep: o.Keep}
	if o.Format != Problem {
		a, err := configured(o)
		if err != nil {
			return nil, err
		}
		r.answers = append(r.answers, a)
	}
	if o.Format == Static {
		return r, nil
	}
	for _, a := range builtIn(o.ShowID) {
		if o.Format == Problem && a.essence != problemType || r.has(a.essence) {
			continue
		}
		a.keeps = len(o.Keep) > 0 && isJSON(a.essence)
		r.answers = append(r.answers, a)
	}
	return r, nil
}

func (r *Response) has(essence string) bool {
	return slices.ContainsFunc(r.answers, func(a Answer) bool { return a.essence == essence })
}

// configured is the answer that a configuration gives word by word.
func configured(o Options) (Answer, error) {
	a := Answer{ContentType: o.ContentType, essence: essence(o.ContentType), keeps: len(o.Keep) > 0}
	var err error
	if a.body, err = parseTemplate(o.Body, escapeFor(a.essence)); err != nil {
		return a, err
	}
	_, isObject := jsontext.Members(string(a.body.sample()))
	if a.keeps && !(isObject && isJSON(a.essence)) {
		return a, errors.New("keep_members needs a body that is a JSON object, with a content_type of JSON, to put them into")
	}
	if !o.ShowID || a.body.has(errorID) {
		return a, nil
	}
	switch {
	case isObject && isJSON(a.essence):
		o.Body = withMember(o.Body)
	case a.essence == "text/plain":
		o.Body += "\nError ID: {{error_id}}\n"
	default:
		return a, errors.New("error_id in the body needs {{error_id}} in it, as the body is neither a JSON object nor text/plain")
	}
	a.body, err = parseTemplate(o.Body, escapeFor(a.essence))
	return a, err
}

// withMember gives the text of a JSON object with one more member, the error's id.
func withMember(object string) string {
	last := ascii.TrimRight(object[:strings.LastIndexByte(object, '}')], " \t\r\n")
	separator := ", "
	if strings.HasSuffix(last, "{") {
		separator = ""
	}
	return last + separator + `"error_id": "{{error_id}}"` + object[len(last):]
}

// Warning gives what is odd about the options, though it can be done; "" if nothing is.
func Warning(o Options) string {
	if o.Format == Problem || !isJSON(essence(o.ContentType)) || o.Body == "" {
		return ""
	}
	if t, err := parseTemplate(o.Body, inJSON); err != nil || jsontext.Valid(string(t.sample())) {
		return ""
	}
	return "response.body is not JSON, though response.content_type says so"
}

// Needs says what has to be known of a request to answer it.
func (r *Response) Needs() (accept, requestID bool) {
	for _, a := range r.answers {
		requestID = requestID || a.body.has(requestIDField)
	}
	return len(r.answers) > 1, requestID
}

// NamesError reports whether an answer may show the error's id.
func (r *Response) NamesError() bool {
	for _, a := range r.answers {
		if a.body.has(errorID) {
			return true
		}
	}
	return false
}

// Negotiates reports whether the answer depends on the client's Accept header, which caches have to know.
func (r *Response) Negotiates() bool { return len(r.answers) > 1 }

// For gives the answer for a client that sent this Accept header, empty if it sent none.
func (r *Response) For(accept string) *Answer {
	if len(r.answers) == 1 {
		return &r.answers[0]
	}
	return &r.answers[preferred(accept, r.answers)]
}

// Body gives the body. It is appended to dst unless it is the same for all streams.
func (a *Answer) Body(dst []byte, f Facts) []byte {
	if a.body.fixed != nil {
		return a.body.fixed
	}
	return a.body.append(dst, f)
}

// Keeps reports whether members of the error may be put into the body.
func (a *Answer) Keeps() bool { return a.keeps }
