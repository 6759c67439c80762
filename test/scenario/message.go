package scenario

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

func (p *parser) request(s section) *parseError {
	p.open = &Exchange{Gone: -1}
	p.last, p.seen = "", map[string]bool{}
	p.note("request")
	head, body := splitHead(s.data)
	method, path, ok := strings.Cut(expand(head[0]), " ")
	if !ok || !strings.HasPrefix(path, "/") {
		return fail(1, "request %q is not METHOD /path", head[0])
	}
	headers, err := parseHeaders(head[1:], 2)
	if err != nil {
		return err
	}
	p.open.Request = Request{Method: method, Path: path, Authority: "shop.example", Body: body}
	for _, h := range headers {
		if h[0] == "host" {
			p.open.Request.Authority = h[1]
			continue
		}
		p.open.Request.Headers = append(p.open.Request.Headers, h)
	}
	return nil
}

func (p *parser) interim(s section) *parseError {
	head, _ := splitHead(s.data)
	status, reason, err := parseStatus(head[0])
	if err != nil || status < 100 || status > 199 || status == 101 {
		return fail(1, "interim answer %q is not 1xx", head[0])
	}
	headers, fault := parseHeaders(head[1:], 2)
	p.open.Upstream.Interim = append(p.open.Upstream.Interim, Upstream{Status: status, Reason: reason, Headers: headers, Framing: NoBody})
	return fault
}

func (p *parser) upstream(s section) *parseError {
	u := &p.open.Upstream
	if string(s.data) == "refused" {
		u.Refused = true
		return nil
	}
	head, body := splitHead(s.data)
	if len(body) > 0 {
		return fail(1, "the upstream's body belongs below a body marker")
	}
	var err error
	if u.Status, u.Reason, err = parseStatus(head[0]); err != nil {
		return &parseError{1, err}
	}
	return headersInto(&u.Headers, section{line: s.line, data: []byte(strings.Join(head[1:], "\n"))}.below(1))
}

func (p *parser) client(s section) *parseError {
	head, body := splitHead(s.data)
	c := &p.open.Client
	line, incomplete := strings.CutSuffix(head[0], " incomplete")
	c.Incomplete = incomplete
	if line == "untouched" {
		c.Untouched = true
		if len(head) > 1 || len(body) > 0 {
			return fail(2, "untouched stands alone")
		}
		return nil
	}
	var err error
	if c.Status, err = strconv.Atoi(line); err != nil {
		return fail(1, "the client's status %q is not a number", head[0])
	}
	c.Body = body
	var fault *parseError
	c.Headers, fault = parseHeaders(head[1:], 2)
	return fault
}

func (p *parser) clientTrailers(s section) *parseError {
	if p.open.Client.Untouched {
		return fail(0, "an untouched answer has the upstream's trailers")
	}
	return headersInto(&p.open.Client.Trailers, s)
}

func (p *parser) record(s section) *parseError {
	r := Record{Level: "error", JSON: string(s.data)}
	if len(s.words) > 0 {
		level, err := oneOf("level", strings.Join(s.words, " "), "trace", "debug", "info", "warn", "error", "critical")
		if err != nil {
			return &parseError{0, err}
		}
		r.Level = level
	}
	if strings.HasPrefix(r.JSON, otherLine) {
		p.open.Records = append(p.open.Records, r)
		return nil
	}
	members, err := decodeObject(r.JSON)
	if err != nil {
		return &parseError{1, err}
	}
	for _, key := range volatile {
		if _, ok := members[key]; ok {
			return fail(1, "%s differs in every run: leave it out", key)
		}
	}
	p.open.Records = append(p.open.Records, r)
	return nil
}

// splitHead gives the lines before the first blank one, at least one, and the bytes after it.
func splitHead(data []byte) (head []string, body []byte) {
	before, after, ok := strings.Cut(string(data), "\n\n")
	if ok && after != "" {
		body = []byte(after)
	}
	return strings.Split(strings.TrimSuffix(before, "\n"), "\n"), body
}

func parseStatus(line string) (status int, reason string, err error) {
	code, reason, _ := strings.Cut(line, " ")
	if status, err = strconv.Atoi(code); err != nil || status < 100 || status > 599 {
		return 0, "", fmt.Errorf("%q is not a status line such as 500 Internal Server Error", line)
	}
	return status, reason, nil
}

func lines(data []byte) []string {
	if len(data) == 0 {
		return nil
	}
	return strings.Split(string(data), "\n")
}

// below moves the place that errors name down by some lines.
func (s section) below(lines int) section {
	s.offset += lines
	return s
}

func headersInto(headers *[]Header, s section) (err *parseError) {
	*headers, err = parseHeaders(lines(s.data), 1+s.offset)
	return err
}

// parseHeaders reads lines of which the first is offset lines below the marker.
func parseHeaders(lines []string, offset int) ([]Header, *parseError) {
	var headers []Header
	for i, line := range lines {
		name, value, ok := strings.Cut(line, ":")
		if !ok || name == "" || strings.ContainsAny(name, " \t") {
			return nil, fail(offset+i, "%q is not a header", line)
		}
		headers = append(headers, Header{strings.ToLower(name), expand(strings.TrimSpace(value))})
	}
	return headers, nil
}

var repetition = regexp.MustCompile(`\{\{(\S+) (\d+)\}\}`)

// expand writes {{text N}} out as N times text, so that a file need not hold long lines.
func expand(line string) string {
	return repetition.ReplaceAllStringFunc(line, func(found string) string {
		m := repetition.FindStringSubmatch(found)
		n, _ := strconv.Atoi(m[2]) // digits, by the expression
		return strings.Repeat(m[1], n)
	})
}
