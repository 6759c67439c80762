package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"errormask/test/scenario"
)

// saved is an answer as an application has given it.
type saved struct {
	http2   bool
	status  int
	headers headerFlag
	body    []byte
}

// answer puts the answer together from flags, or reads it.
func (o *tryOptions) answer(ctx context.Context, stderr io.Writer) (*saved, error) {
	if o.response != "" {
		text, err := readFile(ctx, o.response)
		if err != nil {
			return nil, fmt.Errorf("response: %w", err)
		}
		s, err := parseSaved(text)
		if err != nil {
			return nil, fmt.Errorf("response: %w", err)
		}
		if s.undone() {
			fmt.Fprintln(stderr, "errormask try: note: the body does not have the content-encoding that its header says, so curl has undone it: the header is left out")
			s.headers = s.headers.without("content-encoding").without("content-length")
		}
		return s, nil
	}
	s := &saved{status: o.status, headers: o.headers, body: []byte(o.body)}
	if o.bodyFile != "" {
		text, err := readFile(ctx, o.bodyFile)
		if err != nil {
			return nil, fmt.Errorf("body: %w", err)
		}
		s.body = []byte(text)
	}
	if len(s.body) > 0 && s.headers.value("content-type") == "" {
		s.headers = append(headerFlag{{"content-type", guessType(s.body)}}, s.headers...)
	}
	return s, nil
}

// guessType is what most applications would call such a body.
func guessType(body []byte) string {
	if json.Valid(body) {
		return "application/json"
	}
	return http.DetectContentType(body)
}

var statusLine = regexp.MustCompile(`^HTTP/(1\.[01]|2|3)(?:\.0)? ([1-5][0-9][0-9])(?: .*)?$`)

// parseSaved reads what curl -i has written: headers, an empty line, the body. Headers of answers before the last one, such as interim ones,
// redirects and challenges, come first, without a body.
func parseSaved(text string) (*saved, error) {
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("it is empty: want an answer as curl -i shows it")
	}
	lines := &lineReader{rest: text}
	for {
		s, err := parseHead(lines)
		if err != nil {
			return nil, err
		}
		if next := *lines; !statusLine.MatchString(next.line()) {
			if s.status < 200 {
				return nil, fmt.Errorf("it ends with an interim answer, %d: the answer itself is missing", s.status)
			}
			s.body = []byte(lines.rest)
			return s, nil
		}
	}
}

func parseHead(lines *lineReader) (*saved, error) {
	line := lines.line()
	match := statusLine.FindStringSubmatch(line)
	if match == nil {
		return nil, fmt.Errorf(`line %d is %q: want an answer as curl -i shows it, which begins with a line such as "HTTP/1.1 500 Internal Server Error"`, lines.number, shorten(line))
	}
	s := &saved{http2: match[1] == "2" || match[1] == "3"}
	s.status, _ = strconv.Atoi(match[2])
	for line = lines.line(); line != ""; line = lines.line() {
		h, ok := parseHeader(line)
		if !ok {
			return nil, fmt.Errorf("line %d is %q: want a header, or an empty line before the body", lines.number, shorten(line))
		}
		s.headers = append(s.headers, h)
	}
	return s, nil
}

// lineReader reads lines, and numbers them from 1.
type lineReader struct {
	rest   string
	number int
}

func (r *lineReader) line() string {
	r.number++
	line, rest, _ := strings.Cut(r.rest, "\n")
	r.rest = rest
	return strings.TrimSuffix(line, "\r")
}

func shorten(line string) string {
	const most = 80
	if len(line) <= most {
		return line
	}
	return strings.ToValidUTF8(line[:most], "") + "…"
}

// undone reports whether the body cannot be what the headers say, as with curl --compressed, which shows headers as they came and the body
// without its coding.
func (s *saved) undone() bool {
	coding := strings.ToLower(s.headers.value("content-encoding"))
	length, err := strconv.Atoi(s.headers.value("content-length"))
	switch {
	case coding == "" || coding == "identity" || len(s.body) == 0:
		return false
	case strings.Contains(coding, "gzip"):
		return !strings.HasPrefix(string(s.body), "\x1f\x8b")
	}
	return err == nil && length != len(s.body)
}

func (s *saved) protocol() string {
	if s.http2 {
		return "h2"
	}
	return "http/1.1"
}

// upstream is the answer as the model sends it.
func (s *saved) upstream(method string) scenario.Upstream {
	u := scenario.Upstream{Status: s.status, Reason: http.StatusText(s.status), Framing: scenario.ContentLength}
	chunked := s.headers.value("transfer-encoding") != ""
	for _, h := range s.headers.without("transfer-encoding").without("connection").without("content-length") {
		u.Headers = append(u.Headers, h)
	}
	length, err := strconv.Atoi(s.headers.value("content-length"))
	if err != nil || length < len(s.body) {
		length = len(s.body)
	}
	switch {
	case method == http.MethodHead || s.status == http.StatusNoContent || s.status == http.StatusNotModified:
		u.Framing = scenario.NoBody
	case chunked || s.http2 && err != nil:
		u.Framing = scenario.Chunked
	case s.http2 && length == 0:
		u.Framing = scenario.NoBody
	}
	if u.Framing == scenario.ContentLength || err == nil && !chunked {
		u.Headers = append(u.Headers, scenario.Header{"content-length", strconv.Itoa(length)})
	}
	if u.Framing != scenario.NoBody && len(s.body) > 0 {
		u.Steps = []scenario.Step{{Data: s.body}}
	}
	return u
}
