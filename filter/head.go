package filter

// An HTTP/2 upstream may end an answer without a body by an empty chunk. The generic body can then be put into it, unless the request was a HEAD: a
// body would be taken for the beginning of the connection's next answer. Proxies keep the method from the response phase. So it is asked for
// in the request phase, but only once a masked answer came that was framed as HTTP/2 does it: proxies with HTTP/1 upstreams pay nothing.

// method is what is known of a request's method.
type method uint8

const (
	unknown method = iota
	isHEAD
	isNotHEAD
)

// expectHEAD begins to ask for methods once an answer has neither a length nor HTTP/1's chunks.
func (f *Filter) expectHEAD(o original) {
	if !o.hasLength && !o.isChunked {
		f.wants |= wantMethod
	}
}

func (s *Stream) readMethod(h Host) {
	if value, ok := h.Property(RequestMethod); ok {
		s.method = isNotHEAD
		if string(value) == "HEAD" {
			s.method = isHEAD
		}
	}
}

// mayHaveBody says whether the generic body can go into an empty chunk that ends the answer. Where a length announced bytes that did not
// come, it answers a HEAD; where there are chunks, it does not.
func (s *Stream) mayHaveBody() bool {
	m := s.masking
	return !m.replaced && !m.hasLength && (m.isChunked || s.method == isNotHEAD)
}
