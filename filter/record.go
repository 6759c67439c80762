package filter

import (
	"encoding/binary"
	"strings"
)

// Budgets of a record, in bytes of JSON. Container runtimes split log lines at 16 KiB, and the proxy puts its own prefix before the line.
const (
	lineBudget    = 15 << 10
	pathBudget    = 2 << 10
	messageBudget = 1 << 10
	valueBudget   = 512
	// tailReserve is what may follow the body's text in a line.
	tailReserve = 128
)

// lineLimit is the longest record: 15 KiB unless the configuration asks for more of the body.
func (s *recording) lineLimit() int {
	return lineBudget + 2*max(0, s.maxBodyBytes-defaultBodyBytes)
}

// record writes the one record of a masked stream. If putting it together fails, what is known is written all the same.
func (s *Stream) record(h Host) {
	f, m := s.filter, s.masking
	known := f.analyser.analyse(m, m.capture.excerpt(), m.policy.recording)
	defer f.analyser.release()
	if m.note("writing the record", attempt(func() { s.write(h, known, (*Stream).full) })) &&
		attempt(func() { s.write(h, known, (*Stream).remains) }) != "" {
		attempt(func() { h.Log(m.policy.recording.level, []byte(m.lastResort())) })
	}
	attempt(func() {
		f.count(h, m, known)
		m.publish(h, known)
	})
}

// lastResort is the record when not even the stream's own memory can be read.
func (m *masking) lastResort() string {
	return `{"event.name":"` + m.policy.mode.eventName() + `","errormask.fault":"panic while writing the record"}`
}

// publish tells the access log what the record is found by.
func (m *masking) publish(h Host, known *analysis) {
	var room [36]byte
	if err := h.SetProperty("errormask.error_id", m.errorID().append(room[:0])); err == nil && known.failure.fingerprint != 0 {
		_ = h.SetProperty("errormask.fingerprint", appendHex(room[:0], known.failure.fingerprint))
	}
}

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

func (s *Stream) write(h Host, known *analysis, members func(*Stream, *encoder, Host, *analysis)) {
	e := &s.filter.encoder
	e.begin(s.masking.policy.recording.redactor)
	members(s, e, h, known)
	h.Log(s.masking.policy.recording.level, e.end())
}

// full puts all members into a record, or all but the body's text if it repeats one that was written lately.
func (s *Stream) full(e *encoder, h Host, known *analysis) {
	m := s.masking
	p := m.policy
	now, id := h.Now(), m.errorID()
	of, isShort, since := s.filter.repeats.see(known.failure.fingerprint, now, id, p.recording)
	e.timestamp("timestamp", now)
	e.text("event.name", p.mode.eventName(), valueBudget)
	e.id("error.id", id)
	e.members(known.failure.members[:known.failure.brief])
	if !isShort {
		e.members(known.failure.members[known.failure.brief:])
	}
	if isShort {
		e.id("error.repeat_of", of)
	}
	if since > 0 {
		e.integer("error.repeats", since)
	}
	e.request(s.requestOf(h))
	s.appendResponse(e, h)
	e.members(m.policy.treatment[truth(m.fromProxy)])
	e.text("errormask.would_remove_headers", m.dropped, valueBudget)
	e.text("errormask.fault", m.fault, valueBudget)
	m.appendBody(e, p.recording, known, isShort)
}

// remains puts into a record what needs no proxy to be known.
func (s *Stream) remains(e *encoder, _ Host, known *analysis) {
	m := s.masking
	e.text("event.name", m.policy.mode.eventName(), valueBudget)
	e.integer("http.response.status_code", m.status)
	e.members(m.policy.treatment[truth(m.fromProxy)])
	e.text("errormask.fault", m.fault, valueBudget)
	m.appendBody(e, m.policy.recording, known, false)
}

// requestOf gives what is known of the request: the proxy's own headers, unless the record is written before it shows them again.
func (s *Stream) requestOf(h Host) (r request) {
	headers, err := s.request, error(nil)
	if headers == nil {
		headers, err = h.RequestHeaders()
	}
	if err == nil {
		r.read(headers)
	}
	return r
}

func (e *encoder) request(r request) {
	path, query, _ := strings.Cut(r[pathHeader], "?")
	e.text("http.request.method", r[methodHeader], valueBudget)
	e.redacted("url.path", path, pathBudget)
	e.redactedQuery("url.query", query, pathBudget)
	e.redacted("envoy.original_path", r[originalPathHeader], valueBudget)
	e.redacted("server.address", r[authorityHeader], valueBudget)
	e.redacted("user_agent.original", r[userAgentHeader], valueBudget)
	e.redacted("http.request.id", r[requestIDHeader], valueBudget)
	trace, span := r.trace()
	e.text("trace_id", trace, valueBudget)
	e.text("span_id", span, valueBudget)
}

func (s *Stream) appendResponse(e *encoder, h Host) {
	m := s.masking
	e.integer("http.response.status_code", m.status)
	e.property(h, "envoy.route", RouteName)
	e.property(h, "envoy.cluster", ClusterName)
	e.property(h, "envoy.upstream", UpstreamAddress)
	if !m.ended || m.codeDetails == "" { // what ended an answer before its time is said after its headers came
		if details := codeDetails(h); details != "" {
			m.codeDetails = details
		}
	}
	e.text("envoy.code_details", m.codeDetails, valueBudget)
	if nanos, ok := m.duration(h); ok {
		e.milliseconds("duration_ms", nanos)
	}
	if m.policy.recording.contentTypes {
		e.redacted("http.response.header.content_type", m.contentType, valueBudget)
	}
	e.redacted("http.response.header.content_encoding", m.contentEncoding, valueBudget)
	e.details(m.details)
}

// duration gives the stream's, or the one up to now if the stream is not done yet.
func (m *masking) duration(h Host) (nanos int64, ok bool) {
	if !m.early {
		return number(h, RequestDuration)
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
		e.bytes(name, value, valueBudget)
	}
}

// appendBody appends what is known of the body, and its text unless the record is to be short.
func (m *masking) appendBody(e *encoder, s *recording, known *analysis, isShort bool) {
	if m.capture.size > 0 {
		e.integer("http.response.body.size", m.capture.size)
	}
	if known.decodedSize > 0 {
		e.integer("http.response.body.decoded_size", known.decodedSize)
	}
	e.text("http.response.body.decode_error", known.reason, valueBudget)
	if !m.ended {
		e.yes("http.response.body.incomplete")
	}
	if isShort || m.capture.size == 0 {
		return
	}
	missing := known.body.size()
	budget := s.lineLimit() - len(e.line) - tailReserve
	switch {
	case len(known.body.text) > 0:
		missing = e.content(known, budget)
	case known.reason != "":
		missing = e.base64(m.capture.excerpt(), budget)
	}
	if m.truncated = missing > 0; m.truncated {
		e.integer("http.response.body.truncated", missing)
	}
}

// content appends a body as text, and gives the number of bytes left out.
func (e *encoder) content(known *analysis, budget int) (missing int) {
	e.name("http.response.body.content")
	e.put(`"`)
	if known.escaped != nil && len(known.escaped) <= budget {
		e.line = append(e.line, known.escaped...)
	} else {
		e.line, missing = known.body.append(e.line, budget)
	}
	e.put(`"`)
	return missing
}

// base64 appends a body's beginning as it came, and gives the number of bytes left out.
func (e *encoder) base64(body excerpt, budget int) (missing int) {
	head := body.head()
	head = head[:min(len(head), max(0, budget/4*3))]
	e.name("http.response.body.base64")
	e.put(`"`)
	e.line = appendBase64(e.line, head)
	e.put(`"`)
	return body.size() - len(head)
}
