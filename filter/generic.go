package filter

import (
	"errormask/filter/ascii"
	"errormask/filter/redact"
	"errormask/filter/response"
)

// prepare makes the generic answer. Until then, and if it fails, it is the built-in one.
func (s *Stream) prepare() {
	m := s.masking
	r := m.policy.replacement
	var id [36]byte
	facts := response.Facts{Status: m.status, RequestID: s.requestID}
	if r.needsID() {
		facts.ErrorID = m.errorID().append(id[:0])
	}
	answer := r.response.For(s.accept)
	m.body = answer.Body(nil, facts)
	m.answer = answer
}

// genericHeaders gives the headers of the masked answer, without its status.
func (s *Stream) genericHeaders(o original, kept, headers [][2]string) [][2]string {
	m := s.masking
	r := m.policy.replacement
	kept = o.keep(kept, headers, &r.headers)
	if r.idInHeader {
		kept = withHeader(kept, idHeader, string(m.errorID().append(nil)))
	}
	if r.response.Negotiates() {
		kept = withHeader(kept, "vary", "accept")
	}
	return m.typed(kept)
}

// typed adds the generic body's own content-type.
func (m *masking) typed(headers [][2]string) [][2]string {
	switch {
	case m.answer == nil:
		return withHeader(headers, "content-type", "application/json")
	case len(m.body) == 0:
		return headers
	}
	return withHeader(headers, "content-type", m.answer.ContentType)
}

// generic gives the generic body.
//
//go:noinline
func (m *masking) generic() []byte {
	if m.answer == nil {
		return []byte(genericBody)
	}
	return m.body
}

// announce gives the header for the length of the generic body, if that is known: with members of the original it is not.
func (m *masking) announce(kept [][2]string, o original) [][2]string {
	if m.answer.Keeps() && response.IsJSON(o.contentType) && o.length <= m.policy.recording.maxBodyBytes {
		m.awaits = o.length
	}
	if !o.hasLength || m.awaits > 0 {
		return kept
	}
	return withHeader(kept, "content-length", ascii.Int(len(m.body)))
}

// isWaiting reports whether the generic body has to wait for more of the original.
func (m *masking) isWaiting() bool { return m.capture.size < m.awaits }

// complete gives the body for the client when all of the original has come that it waited for.
func (s *Stream) complete() []byte {
	m := s.masking
	if m.awaits == 0 {
		return m.generic()
	}
	original := m.capture.excerpt()
	if original.missing > 0 || m.isWaiting() {
		return m.generic()
	}
	text := original.head()
	if m.isCoded() {
		decoded := s.filter.analyser.decoder.Decode(nil, m.coded(original), m.awaits)
		if !decoded.Whole || decoded.Missing > 0 || decoded.Reason != "" {
			return m.generic()
		}
		text = decoded.Text
	}
	guard := m.policy.recording.redactor
	if guard == nil {
		guard = m.policy.replacement.guard
	}
	return m.policy.replacement.response.Keep(nil, m.generic(), string(text), func(text string) bool { return holdsSecret(guard, text) })
}

// holdsSecret reports whether a redactor finds anything in a text.
func holdsSecret(r *redact.Redactor, text string) bool {
	return string(r.Append(nil, []byte(text))) != text
}
