package filter

// wants is what requests are asked for while their headers can be read: in the response phase proxies keep them back. Each costs every request a call to
// the proxy, also those whose answers pass, so nothing is asked for unless it is known to be needed.
type wants uint8

const (
	// wantHTTP3 is for HTTP/3; see early.go.
	wantHTTP3 wants = 1 << iota
	// wantMethod is for HTTP/2 upstreams; see head.go.
	wantMethod
	// wantAccept and wantRequestID are for responses that depend on them.
	wantAccept
	wantRequestID
)

// wants gives what is wanted from the beginning on.
func (p *policies) wants() (all wants) {
	for _, each := range p.all {
		if each.mode != mask {
			continue
		}
		accept, requestID := each.replacement.response.Needs()
		if accept {
			all |= wantAccept
		}
		if requestID {
			all |= wantRequestID
		}
	}
	return all
}

// OnRequestHeaders keeps what will be needed and cannot be had later; usually nothing is.
func (s *Stream) OnRequestHeaders(h Host) {
	if s.filter == nil || s.filter.wants == 0 {
		return
	}
	attempt(func() { s.keep(h, s.filter.wants) })
}

func (s *Stream) keep(h Host, w wants) {
	if w&wantAccept != 0 {
		s.accept = text(h, RequestAccept)
	}
	if w&wantRequestID != 0 {
		s.requestID = text(h, RequestID)
	}
	if w&wantMethod != 0 {
		s.readMethod(h)
	}
	if w&wantHTTP3 != 0 && s.isHTTP3(h) {
		s.keepRequest(h)
	}
}

// text gives an attribute that is a string, "" if there is none.
func text(h Host, p Property) string {
	value, _ := h.Property(p)
	return string(value)
}
