package scenario

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"errormask/test/corpus"
)

// CorpusExchange has an application answer 500 with a body of the corpus, coded with gzip if it is to be, and the client get the generic
// answer.
func CorpusExchange(c corpus.Case, zipped bool) (Exchange, error) {
	body := c.Body
	u := Upstream{Status: 500, Reason: "Internal Server Error", Framing: ContentLength}
	if c.ContentType != "" {
		u.Headers = append(u.Headers, Header{"content-type", c.ContentType})
	}
	if zipped {
		var err error
		if body, err = compress(body); err != nil {
			return Exchange{}, fmt.Errorf("%s: %w", c.Name, err)
		}
		u.Headers = append(u.Headers, Header{"content-encoding", "gzip"})
	}
	u.Headers = append(u.Headers, Header{"content-length", strconv.Itoa(len(body))})
	if len(body) > 0 {
		u.Steps = []Step{{Data: body}}
	}
	const answer = `{"error": "Internal Server Error"}`
	return Exchange{
		Request:  Request{Method: "GET", Path: "/corpus/" + c.Name, Authority: "shop.example"},
		Upstream: u,
		Gone:     -1,
		Client: Client{
			Status:  500,
			Headers: []Header{{"content-type", "application/json"}, {"cache-control", "no-store"}, {"content-length", strconv.Itoa(len(answer))}},
			Body:    []byte(answer),
		},
		RecordLimit: 16384,
	}, nil
}

// CorpusRecord is what a record says of a body of the corpus.
type CorpusRecord struct {
	// Fingerprint is "" where nothing is known of the error.
	Fingerprint string
	// Faults say what in the record is not as a person judged the body, or must not be there.
	Faults []string
}

// ReadCorpusRecord holds the log line of a record, without what the proxy's log writes before it, against the case that it came of.
func (x Exchange) ReadCorpusRecord(c corpus.Case, line string) CorpusRecord {
	if len(line) >= x.RecordLimit {
		return CorpusRecord{Faults: []string{fmt.Sprintf("%d bytes, must be below %d", len(line), x.RecordLimit)}}
	}
	if err := checkLine(line); err != nil {
		return CorpusRecord{Faults: []string{err.Error()}}
	}
	record, err := decodeObject(line)
	if err != nil {
		return CorpusRecord{Faults: []string{err.Error()}}
	}
	r := CorpusRecord{Faults: leaks(c.Secrets, line, record)}
	r.Fingerprint, _ = record["error.fingerprint"].(string)
	if err := x.takeVolatile(record); err != nil {
		r.Faults = append(r.Faults, err.Error())
	}
	if err := takeFingerprint(nil, record); err != nil {
		r.Faults = append(r.Faults, err.Error())
	}
	r.Faults = append(r.Faults, judge(c, record)...)
	return r
}

// judge compares what is said of the error.
func judge(c corpus.Case, record map[string]any) (faults []string) {
	for _, field := range []struct{ name, member, want string }{
		{"exception.type", "exception.type", c.ExceptionType},
		{"exception.message", "exception.message", c.ExceptionMessage},
		{"frame.own", "exception.own_frame", c.FrameOwn},
		{"error.type", "error.type", c.ErrorType},
	} {
		got, _ := record[field.member].(string)
		disputed, isDisputed := corpus.Disputed[c.Name+" "+field.name]
		if !(isDisputed && got == disputed) && !isSame(got, field.want) {
			faults = append(faults, fmt.Sprintf("%s\n got %q\nwant %q", field.member, got, field.want))
		}
	}
	return faults
}

// isSame reports whether got is want. Where the corpus has U+FFFD for a byte that is not UTF-8, the filter may know the charset and have
// the character.
func isSame(got, want string) bool {
	g, w := []rune(got), []rune(want)
	return slices.EqualFunc(g, w, func(g, w rune) bool { return g == w || w == utf8.RuneError && g >= 0xa0 })
}

// leaks looks for secrets in a line, in each of its values, and in bytes that stand there as base64.
func leaks(secrets []string, line string, record map[string]any) (faults []string) {
	texts := map[string]string{"the line": line}
	for member, value := range record {
		text := fmt.Sprint(value)
		texts[member] = text
		if decoded, err := base64.StdEncoding.DecodeString(text); err == nil {
			texts[member+" as base64"] = string(bytes.ToValidUTF8(decoded, nil))
		}
	}
	for _, secret := range secrets {
		for where, text := range texts {
			if strings.Contains(text, secret) {
				faults = append(faults, fmt.Sprintf("the secret %q is in %s", secret, where))
			}
		}
	}
	slices.Sort(faults)
	return faults
}
