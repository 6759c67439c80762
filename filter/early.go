package filter

// Envoy tells a filter that an HTTP/3 stream is done only after it has deleted the filter's context of the stream: it waits for the client to
// acknowledge the last byte. A record that waits for that is lost. So the record of an HTTP/3 stream is written early, when the answer ends. What
// it says of the request has to be kept from the request phase; this begins with the first masked HTTP/3 stream, so that proxies without
// HTTP/3 pay nothing for it.

func (s *Stream) keepRequest(h Host) {
	if headers, err := h.RequestHeaders(); err == nil {
		var r request
		r.read(headers)
		s.request = r.appendKept(nil)
	}
}

func (s *Stream) isHTTP3(h Host) bool {
	defer func() { _ = recover() }()
	protocol, ok := h.Property(RequestProtocol)
	if !ok || string(protocol) != "HTTP/3" {
		return false
	}
	s.filter.wants |= wantHTTP3
	return true
}

// recordEarly writes the record of an HTTP/3 stream whose answer has ended. The proxy may not say that it is done with the stream, so what
// the capture holds is given back here.
func (s *Stream) recordEarly(h Host) {
	m := s.masking
	if !m.early || !m.ended || m.recorded {
		return
	}
	m.recorded = true
	s.record(h)
	s.filter.captures.giveBack(m.capture.reserved)
	m.capture = capture{frozen: true}
}

// recordAborted writes the record of an HTTP/3 stream that ends with a local reply of ours.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func (s *Stream) recordAborted(h Host) {
	s.masking.ended = s.masking.ended || s.masking.early
	s.recordEarly(h)
}
