package filter

// watchHeaders takes from an answer that passes untouched what its record needs. What fails here fails for the record alone.
func (s *Stream) watchHeaders(h Host) Action {
	m := s.masking
	isExempt := false
	m.note("reading the response headers", attempt(func() {
		headers, original, err := s.readHeaders(h)
		if err != nil {
			m.fault = "reading the response headers: " + err.Error()
		}
		isExempt = isGRPC(original.contentType)
		m.dropped = dropped(headers, &m.policy.replacement.headers)
	}))
	if isExempt {
		return s.letPass()
	}
	s.recordEarly(h)
	return Continue
}
