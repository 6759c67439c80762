package proxy

import (
	"strconv"

	"errormask/test/scenario"
)

// decode takes the request through the filter, and reports whether the upstream gets it.
func (s *Stream) decode() bool {
	end := len(s.exchange.Request.Body) == 0
	s.endOfStream = end
	action := s.during(RequestHeaders, s.request, func() Action { return s.filter.OnRequestHeaders(s.request.Len(), end) })
	if action == Continue && !end {
		s.endOfStream = true
		action = s.call(func() Action { return s.filter.OnRequestBody(len(s.exchange.Request.Body), true) })
	}
	if s.pending != nil {
		r := *s.pending
		s.pending = nil
		s.stopped = false
		s.ownReply(r)
		return false
	}
	return action == Continue
}

// requestHeaders are what Envoy makes of a client's request.
func requestHeaders(r scenario.Request) *Headers {
	h := NewHeaders(
		scenario.Header{":authority", r.Authority}, scenario.Header{":path", r.Path},
		scenario.Header{":method", r.Method}, scenario.Header{":scheme", "http"})
	for _, e := range r.Headers {
		h.Add(e[0], e[1])
	}
	if len(r.Body) > 0 {
		h.Set("content-length", strconv.Itoa(len(r.Body)))
	}
	h.Add("x-forwarded-proto", "http")
	if _, ok := h.Get("x-request-id"); !ok {
		h.Add("x-request-id", "6f1de9a4-6d8e-4c5e-9f0b-0d4c1b7f2a11")
	}
	h.Add("x-envoy-expected-rq-timeout-ms", "15000")
	return h
}
