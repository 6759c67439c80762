package proxy

import "errormask/test/scenario"

// Map names one of a stream's header maps, by proxy-wasm's number.
type Map uint32

// The header maps of an HTTP stream.
const (
	RequestHeaders Map = iota
	RequestTrailers
	ResponseHeaders
	ResponseTrailers
)

// readable gives the map if the running callback may read it. In the log phase that is all there was.
func (s *Stream) readable(m Map) *Headers {
	if !s.logging {
		return s.visible[m]
	}
	switch m {
	case RequestHeaders:
		return s.request
	case ResponseHeaders:
		return s.response
	case ResponseTrailers:
		return s.trailers
	default:
		return nil
	}
}

// editable gives the map if the running callback may edit it. On the last piece of a body that has no trailers they can be added.
func (s *Stream) editable(m Map) *Headers {
	if s.logging {
		return nil
	}
	if m == ResponseTrailers && s.visible[m] == nil && s.chunk != nil && s.endOfStream {
		s.trailers = NewHeaders()
		s.visible[m] = s.trailers
	}
	return s.visible[m]
}

// Header gives the first value of a name: BadArgument for a map that is out of reach, NotFound for a name that is not in it.
func (s *Stream) Header(m Map, name string) (string, Status) {
	h := s.readable(m)
	switch {
	case h == nil && s.logging:
		return "", NotFound
	case h == nil:
		return "", BadArgument
	}
	value, ok := h.Get(name)
	if !ok {
		return "", NotFound
	}
	return value, OK
}

// Headers gives all entries. Envoy answers OK and nothing for a map that is out of reach.
func (s *Stream) Headers(m Map) ([]scenario.Header, Status) {
	h := s.readable(m)
	if h == nil {
		return nil, OK
	}
	return h.All(), OK
}

// HeadersSize gives the number of bytes in all names and values of an editable map.
func (s *Stream) HeadersSize(m Map) (int, Status) {
	h := s.editable(m)
	if h == nil {
		return 0, BadArgument
	}
	return h.ByteSize(), OK
}

// ReplaceHeaders puts these entries in place of all.
func (s *Stream) ReplaceHeaders(m Map, entries []scenario.Header) Status {
	return s.edit(m, func(h *Headers) { h.Replace(entries) })
}

// AddHeader appends an entry.
func (s *Stream) AddHeader(m Map, name, value string) Status {
	return s.edit(m, func(h *Headers) { h.Add(name, value) })
}

// SetHeader replaces all entries of this name by one.
func (s *Stream) SetHeader(m Map, name, value string) Status {
	return s.edit(m, func(h *Headers) { h.Set(name, value) })
}

// RemoveHeader removes all entries of this name.
func (s *Stream) RemoveHeader(m Map, name string) Status {
	return s.edit(m, func(h *Headers) { h.Remove(name) })
}

func (s *Stream) edit(m Map, change func(*Headers)) Status {
	h := s.editable(m)
	if h == nil {
		return BadArgument
	}
	change(h)
	return OK
}

// Body gives the current piece of the response body. Outside of a body callback Envoy answers OK and nothing.
func (s *Stream) Body() ([]byte, Status) {
	if s.chunk == nil {
		return nil, OK
	}
	return *s.chunk, OK
}

// ReplaceBody edits the current piece in the three ways that Envoy knows: length 0 at the start inserts before it, a length of the whole
// piece or more replaces it, a start at its end or beyond appends.
func (s *Stream) ReplaceBody(start, length uint64, data []byte) Status {
	if s.chunk == nil {
		return BadArgument
	}
	size := uint64(len(*s.chunk))
	switch {
	case start == 0 && length == 0:
		*s.chunk = append(append([]byte(nil), data...), *s.chunk...)
	case start == 0 && length >= size:
		*s.chunk = append([]byte(nil), data...)
	case start != 0 && start >= size:
		*s.chunk = append(append([]byte(nil), *s.chunk...), data...)
	default:
		return BadArgument
	}
	return OK
}
