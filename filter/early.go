package filter

// Envoy tells a filter that an HTTP/3 stream is done only after it has deleted the filter's context of the stream: it waits for the client to
// acknowledge the last byte. A record that waits for that is lost. So the record of an HTTP/3 stream is written early, when the answer ends. What
// it says of the request has to be kept from the request phase; this begins with the first masked HTTP/3 stream, so that proxies without
// HTTP/3 pay nothing for it.

// OnRequestHeaders keeps what an early record will need.
func (s *Stream) OnRequestHeaders(h Host) {
	if s.filter == nil || !s.filter.http3 {
		return
	}
	defer func() { _ = recover() }()
	if !s.isHTTP3(h) {
		return
	}
	if headers, err := h.RequestHeaders(); err == nil {
		var r request
		r.read(headers)
		s.request = r.clone()
	}
}

func (s *Stream) isHTTP3(h Host) bool {
	protocol, ok := h.Property(RequestProtocol)
	if !ok || string(protocol) != "HTTP/3" {
		return false
	}
	s.filter.http3 = true
	return true
}

// recordEarly writes the record of an HTTP/3 stream whose answer has ended.
func (s *Stream) recordEarly(h Host) {
	if s.masking.early && s.masking.ended && !s.masking.recorded {
		s.masking.recorded = true
		s.record(h)
	}
}
