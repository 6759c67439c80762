package filter

import (
	"strconv"
	"strings"
)

// Bounds of the configuration's values.
const (
	// defaultBodyBytes lets a record of plain text stay below the 16 KiB at which container runtimes split a log line.
	defaultBodyBytes = 8 << 10
	maxBodyBytes     = 1 << 20
	maxResponseBytes = 64 << 10
	maxRepeatSeconds = 7 * 24 * 60 * 60
	maxHeaders       = 32
	maxSecretKeys    = 256
	maxSecretKeySize = 64
	maxPatterns      = 64
)

// genericBody is what a client gets in place of an error, unless configured otherwise.
const genericBody = `{"error": "Internal Server Error"}`

// settings are what a configuration says about an answer.
type settings struct {
	off         bool
	statuses    statusSet
	body        []byte
	contentType string

	level        Level
	maxBodyBytes int
	// decode says that content-encodings are undone.
	decode bool
	// contentTypes says that content-type is recorded, and headers are the names of the other response headers that are.
	contentTypes bool
	headers      []string
	redact       redaction
	// repeatWindow is for how long one full record stands for those with its fingerprint, in nanoseconds; 0: all are full.
	repeatWindow int64
}

func defaults() settings {
	s := settings{
		body:         []byte(genericBody),
		contentType:  "application/json",
		level:        Error,
		maxBodyBytes: defaultBodyBytes,
		decode:       true,
		contentTypes: true,
		redact:       redaction{enabled: true},
	}
	s.statuses.add(500)
	return s
}

// parse reads a configuration; an empty one gives the defaults. The error is one line that says where, what was found and what is
// allowed.
func parse(configuration string) (settings, error) {
	s := defaults()
	if strings.Trim(configuration, " \t\r\n") == "" {
		return s, nil
	}
	r := &reader{lexer: lexer{source: configuration}}
	return s, r.document(
		key{"mode", func() error { return r.mode(&s.off) }},
		key{"statuses", func() error { return r.statuses(&s.statuses) }},
		key{"response", func() error {
			return r.object(
				key{"body", func() error { return r.body(&s.body) }},
				key{"content_type", func() error { return r.mediaType(&s.contentType) }},
			)
		}},
		key{"record", func() error { return r.record(&s) }},
	)
}

var modes = []string{"mask", "off"}

func (r *reader) mode(off *bool) error {
	i, err := r.oneOf(modes)
	*off = i == 1
	return err
}

func (r *reader) statuses(set *statusSet) error {
	const allowed = `a list of statuses from 400 to 599, classes ("4xx", "5xx") and ranges ("500-504")`
	*set = statusSet{}
	return r.list(allowed, 1, func(t token) error {
		if !set.addToken(t) {
			return r.refuse(t, `a status from 400 to 599, a class ("4xx", "5xx") or a range ("500-504")`)
		}
		return nil
	})
}

func (r *reader) body(body *[]byte) error {
	allowed := "a string of at most " + strconv.Itoa(maxResponseBytes) + " bytes"
	t := r.next()
	if t.kind != aString {
		return r.refuse(t, allowed)
	}
	if len(t.text) > maxResponseBytes {
		return r.refuse(token{aLiteral, strconv.Itoa(len(t.text)) + " bytes"}, allowed)
	}
	*body = []byte(t.text)
	return nil
}

func (r *reader) mediaType(contentType *string) error {
	t := r.next()
	if t.kind != aString || !isMediaType(t.text) {
		return r.refuse(t, `a media type such as "application/json" or "text/plain; charset=utf-8"`)
	}
	*contentType = t.text
	return nil
}
