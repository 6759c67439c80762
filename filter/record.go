package filter

import (
	"encoding/base64"
	"encoding/binary"
	"strings"
	"unicode/utf8"
)

// Budgets of a record, in bytes of JSON. Container runtimes split log lines at 16 KiB, and the proxy puts its own prefix before the line.
const (
	lineBudget  = 15 << 10
	pathBudget  = 2 << 10
	valueBudget = 512
	// tailReserve is what may follow the body's text in a line.
	tailReserve = 128
)

// lineLimit is the longest record: 15 KiB unless the configuration asks for more of the body.
func (s *settings) lineLimit() int {
	return lineBudget + 2*max(0, s.maxBodyBytes-defaultBodyBytes)
}

// record writes the one record of a masked stream. If putting it together fails, what is known is written all the same.
func (s *Stream) record(h Host) {
	fault := attempt(func() { s.write(h, (*Stream).full) })
	if fault == "" {
		return
	}
	s.masking.fault = "panic while writing the record: " + fault
	if attempt(func() { s.write(h, (*Stream).remains) }) != "" {
		attempt(func() { h.Log(s.filter.settings.level, []byte(lastResort)) })
	}
}

// lastResort is the record when not even the stream's own memory can be read.
const lastResort = `{"event.name":"errormask.masked","errormask.fault":"panic while writing the record"}`

// attempt calls f and gives what it panicked with.
func attempt(f func()) (fault string) {
	defer func() {
		if p := recover(); p != nil {
			fault = describePanic(p)
		}
	}()
	f()
	return ""
}

func (s *Stream) write(h Host, members func(*Stream, *encoder, Host)) {
	var e encoder
	e.begin(s.filter.line)
	members(s, &e, h)
	s.filter.line = e.end()
	h.Log(s.filter.settings.level, s.filter.line)
}

// full puts all members into a record.
func (s *Stream) full(e *encoder, h Host) {
	e.timestamp("timestamp", h.Now())
	e.text("event.name", "errormask.masked", valueBudget)
	e.request(s.requestOf(h))
	s.masking.appendResponse(e, h)
	e.text("errormask.fault", s.masking.fault, valueBudget)
	s.masking.appendBody(e, &s.filter.settings)
}

// remains puts into a record what needs no proxy to be known.
func (s *Stream) remains(e *encoder, _ Host) {
	e.text("event.name", "errormask.masked", valueBudget)
	e.integer("http.response.status_code", s.masking.status)
	e.text("errormask.fault", s.masking.fault, valueBudget)
	s.masking.appendBody(e, &s.filter.settings)
}

// requestOf gives what is known of the request: the proxy's own headers, unless the record is written before it shows them again.
func (s *Stream) requestOf(h Host) request {
	var r request
	if s.request != nil {
		r = *s.request
	} else if headers, err := h.RequestHeaders(); err == nil {
		r.read(headers)
	}
	return r
}

func (e *encoder) request(r request) {
	path, query, _ := strings.Cut(r.path, "?")
	e.text("http.request.method", r.method, valueBudget)
	e.text("url.path", path, pathBudget)
	e.text("url.query", query, pathBudget)
	e.text("envoy.original_path", r.originalPath, valueBudget)
	e.text("server.address", r.authority, valueBudget)
	e.text("user_agent.original", r.userAgent, valueBudget)
	e.text("http.request.id", r.id, valueBudget)
	if trace, span, ok := parseTraceparent(r.traceparent); ok {
		e.text("trace_id", trace, valueBudget)
		e.text("span_id", span, valueBudget)
	}
}

func (m *masking) appendResponse(e *encoder, h Host) {
	e.integer("http.response.status_code", m.status)
	e.property(h, "envoy.route", RouteName)
	e.property(h, "envoy.cluster", ClusterName)
	e.property(h, "envoy.upstream", UpstreamAddress)
	if details, ok := h.Property(CodeDetails); ok && len(details) > 0 {
		m.codeDetails = string(details)
	}
	e.text("envoy.code_details", m.codeDetails, valueBudget)
	if nanos, ok := duration(h); ok {
		e.milliseconds("duration_ms", nanos)
	}
	e.text("http.response.header.content_type", m.contentType, valueBudget)
	e.text("http.response.header.content_encoding", m.contentEncoding, valueBudget)
	e.details(m.details)
}

// duration gives the stream's, or the one up to now when it is not done yet.
func duration(h Host) (nanos int64, ok bool) {
	if nanos, ok = number(h, RequestDuration); ok {
		return nanos, true
	}
	began, ok := number(h, RequestTime)
	return max(0, h.Now()-began), ok
}

func number(h Host, p Property) (n int64, ok bool) {
	value, ok := h.Property(p)
	if !ok || len(value) != 8 {
		return 0, false
	}
	return int64(binary.LittleEndian.Uint64(value)), true
}

func (e *encoder) property(h Host, name string, p Property) {
	if value, ok := h.Property(p); ok {
		e.text(name, string(value), valueBudget)
	}
}

func (m *masking) appendBody(e *encoder, s *settings) {
	body := m.capture.text(s.maxBodyBytes)
	if m.capture.size > 0 {
		e.integer("http.response.body.size", m.capture.size)
	}
	missing := m.capture.size
	if len(body.text) > 0 {
		reason := m.unreadable(body.text)
		e.text("http.response.body.base64_reason", reason, valueBudget)
		budget := s.lineLimit() - len(e.line) - tailReserve
		if reason == "" {
			missing = e.content(body, budget)
		} else {
			missing = e.base64(body, budget)
		}
	}
	if missing > 0 {
		e.integer("http.response.body.truncated", missing)
	}
	if !m.ended {
		e.yes("http.response.body.incomplete")
	}
}

// content appends a body as text, and gives the number of bytes left out.
func (e *encoder) content(body excerpt, budget int) (missing int) {
	e.name("http.response.body.content")
	e.line, missing = body.append(append(e.line, '"'), budget)
	e.line = append(e.line, '"')
	return missing
}

// base64 appends a body's beginning as it came, and gives the number of bytes left out.
func (e *encoder) base64(body excerpt, budget int) (missing int) {
	head := body.text
	if body.missing > 0 {
		head = head[:body.gap]
	}
	head = head[:min(len(head), max(0, budget/4*3))]
	e.name("http.response.body.base64")
	e.line = append(base64.StdEncoding.AppendEncode(append(e.line, '"'), head), '"')
	return body.missing + len(body.text) - len(head)
}

// unreadable says why a body cannot be shown as text, and is empty when it can.
func (m *masking) unreadable(body []byte) string {
	if m.contentEncoding != "" && !equalFold(m.contentEncoding, "identity") {
		return "content-encoding " + shorten(m.contentEncoding)
	}
	if isBinary(body) {
		return "binary"
	}
	return ""
}

// isBinary reports whether more than an eighth of the bytes are no text: neither UTF-8 nor any control that text uses.
func isBinary(body []byte) bool {
	strange := 0
	for i := 0; i < len(body); {
		if isPlain[body[i]] {
			i++
			continue
		}
		r, width := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && width == 1 || r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != 0x1b {
			strange++
		}
		i += width
	}
	return strange > len(body)/8
}
