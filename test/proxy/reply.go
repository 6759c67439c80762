package proxy

import (
	"fmt"
	"strconv"
	"strings"

	"errormask/test/scenario"
)

// reply is an answer that Envoy makes by itself.
type reply struct {
	status  int
	headers []scenario.Header
	body    []byte
	// grpcStatus is for gRPC requests only; negative leaves it to the proxy.
	grpcStatus int32
	details    string
}

// SendLocalReply makes the proxy answer by itself in place of the upstream. It takes effect after the running callback: then the stream
// is at its end, and after the headers were sent all that is left is to break the connection. A negative grpcStatus means none.
func (s *Stream) SendLocalReply(status int, headers []scenario.Header, body []byte, grpcStatus int32, details string) Status {
	s.pending = &reply{status, append([]scenario.Header(nil), headers...), append([]byte(nil), body...), grpcStatus, details}
	return OK
}

// ownReply sends a reply through the filter's response callbacks, as Envoy does before an answer has begun.
func (s *Stream) ownReply(r reply) {
	h, body := s.build(r)
	s.details = details(r.details)
	end := len(body) == 0
	s.encodeHeaders(h, end)
	if !end && !s.stopped {
		s.encodeData(body, true)
	}
}

// directReply sends a reply past the filter.
func (s *Stream) directReply(r reply) {
	h, body := s.build(r)
	s.details = details(r.details)
	s.response = h
	s.client.headers(h, len(body) == 0)
	status, _ := h.Get(":status")
	s.code, _ = strconv.Atoi(status)
	if len(body) > 0 {
		s.client.data(body)
		s.client.end(nil)
	}
}

// build makes the headers, and the body that goes with them: a HEAD request gets the headers alone.
func (s *Stream) build(r reply) (*Headers, []byte) {
	h := NewHeaders(scenario.Header{":status", strconv.Itoa(r.status)})
	for _, e := range r.headers {
		h.Add(e[0], e[1])
	}
	if kind, _ := s.request.Get("content-type"); isGRPC(kind) {
		return grpcReply(h, r), nil
	}
	if len(r.body) == 0 {
		h.Remove("content-length")
		h.Remove("content-type")
		return h, nil
	}
	h.Set("content-length", strconv.Itoa(len(r.body)))
	if _, ok := h.Get("content-type"); !ok {
		h.Set("content-type", "text/plain")
	}
	if s.client.head {
		return h, nil
	}
	return h, r.body
}

// grpcReply turns a reply into one that gRPC clients understand: the status goes into grpc-status, the body into grpc-message.
func grpcReply(h *Headers, r reply) *Headers {
	h.Set(":status", "200")
	h.Set("content-type", "application/grpc")
	h.Remove("content-length")
	if _, ok := h.Get("grpc-status"); !ok {
		status := r.grpcStatus
		if status < 0 {
			status = grpcStatus(r.status)
		}
		h.Set("grpc-status", strconv.Itoa(int(status)))
	}
	if len(r.body) > 0 {
		h.Set("grpc-message", percentEncoded(r.body))
	}
	return h
}

func isGRPC(contentType string) bool {
	return contentType == "application/grpc" || strings.HasPrefix(contentType, "application/grpc+")
}

// grpcStatus follows gRPC's doc/http-grpc-status-mapping.md.
func grpcStatus(status int) int32 {
	switch status {
	case 400:
		return 13
	case 401:
		return 16
	case 403:
		return 7
	case 404:
		return 12
	case 429, 502, 503, 504:
		return 14
	default:
		return 2
	}
}

func percentEncoded(message []byte) string {
	var b strings.Builder
	for _, c := range message {
		if c < ' ' || c > '~' || c == '%' {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
