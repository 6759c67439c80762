package proxy

import (
	"net/http"
	"strconv"

	"errormask/test/scenario"
)

// The response code details of Envoy 1.40 for what can happen to a stream.
const (
	viaUpstream         = "via_upstream"
	refusedDetails      = "upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:_Connection_refused}"
	refusedBody         = "upstream connect error or disconnect/reset before headers. reset reason: remote connection failure"
	brokenDetails       = "upstream_reset_after_response_started{protocol_error}"
	remoteResetDetails  = "upstream_reset_after_response_started{remote_reset}"
	goneDetails         = "downstream_remote_disconnect"
	failedDetails       = "wasm_fail_stream"
	overLimitDetails    = "response_payload_too_large"
	defaultBufferLimit  = 1 << 20
	upstreamServiceTime = "x-envoy-upstream-service-time"
)

// encode takes the upstream's answer through the filter to the client.
func (s *Stream) encode(plan Plan) {
	u := s.exchange.Upstream
	s.routed = true
	if u.Refused {
		s.ownReply(reply{status: http.StatusServiceUnavailable, body: []byte(refusedBody), grpcStatus: -1, details: refusedDetails})
		return
	}
	s.details = details(viaUpstream)
	h, end := s.upstreamHeaders()
	s.encodeHeaders(h, end)
	if end {
		return
	}
	for _, e := range plan.events(u, s.options.Upstream == "h2") {
		if s.stopped {
			return
		}
		s.encodeEvent(e)
	}
	if len(u.Trailers) > 0 && !s.stopped && !s.endOfStream {
		s.encodeTrailers(NewHeaders(u.Trailers...))
	}
}

// upstreamHeaders are the headers as Envoy's router hands them to the filters, and whether the answer ends with them.
func (s *Stream) upstreamHeaders() (h *Headers, end bool) {
	u := s.exchange.Upstream
	h = NewHeaders(scenario.Header{":status", strconv.Itoa(u.Status)})
	for _, e := range u.Headers {
		h.Add(e[0], e[1])
	}
	http1 := s.options.Upstream != "h2"
	if _, ok := h.Get("transfer-encoding"); http1 && u.Framing == scenario.Chunked && !ok {
		h.Add("transfer-encoding", "chunked")
	}
	h.Add(upstreamServiceTime, "0")
	length, _ := h.Get("content-length")
	bodiless := s.client.head && http1 || u.Status == http.StatusNoContent || u.Status == http.StatusNotModified
	return h, u.Framing == scenario.NoBody || bodiless || http1 && length == "0"
}

func (s *Stream) encodeHeaders(h *Headers, end bool) {
	s.response, s.endOfStream = h, end
	status, _ := h.Get(":status")
	s.code, _ = strconv.Atoi(status)
	action := s.during(ResponseHeaders, h, func() Action { return s.filter.OnResponseHeaders(h.Len(), end) })
	if s.replied() {
		return
	}
	if action != Continue {
		s.stall()
		return
	}
	s.client.headers(h, end)
	status, _ = h.Get(":status")
	s.code, _ = strconv.Atoi(status)
}

func (s *Stream) encodeEvent(e event) {
	switch {
	case e.reset:
		s.details = details(s.resetDetails())
		s.stopped = true
		s.client.reset()
	case e.pause:
		if s.client.left() {
			s.details = details(goneDetails)
			s.stopped = true
		}
	default:
		s.encodeData(e.data, e.end)
	}
}

func (s *Stream) encodeData(piece []byte, end bool) {
	s.endOfStream = end
	buffer := append(s.held, piece...)
	s.held = nil
	s.chunk = &buffer
	action := s.call(func() Action { return s.filter.OnResponseBody(len(buffer), end) })
	s.chunk = nil
	switch {
	case s.replied():
	case action == Pause && len(buffer) > s.bufferLimit():
		s.details = details(overLimitDetails)
		s.stopped = true
		s.client.reset()
	case action == Pause && end:
		s.stall()
	case action == Pause:
		s.held = buffer
	default:
		s.client.data(buffer)
		s.endWithBody(end)
	}
}

// endWithBody ends the answer after its last piece, with the trailers that a filter may have added there.
func (s *Stream) endWithBody(end bool) {
	if !end {
		return
	}
	var added []scenario.Header
	if s.trailers != nil {
		added = s.trailers.All()
	}
	s.client.end(added)
}

func (s *Stream) encodeTrailers(h *Headers) {
	s.trailers = h
	action := s.during(ResponseTrailers, h, func() Action { return s.filter.OnResponseTrailers(h.Len()) })
	if s.replied() {
		return
	}
	if action != Continue {
		s.stall()
		return
	}
	s.client.data(s.held)
	s.client.end(h.All())
}

// replied carries out the local reply that a callback asked for: in place of the answer as long as nothing of it was sent; later Envoy can
// only break the connection.
func (s *Stream) replied() bool {
	if s.pending == nil {
		return false
	}
	if s.client.started {
		s.details = details(s.pending.details)
		s.client.reset()
	} else {
		s.directReply(*s.pending)
	}
	s.pending = nil
	return true
}

// stall is what comes of holding an answer back for good: at some time the client gives up.
func (s *Stream) stall() {
	s.details = details(goneDetails)
	s.stopped = true
	s.client.reset()
}

func (s *Stream) bufferLimit() int {
	if s.options.BufferLimit > 0 {
		return s.options.BufferLimit
	}
	return defaultBufferLimit
}

// resetDetails depends on how Envoy's codec notices: a body that can be seen to be incomplete is an error of the protocol.
func (s *Stream) resetDetails() string {
	if s.options.Upstream == "h2" && !s.exchange.Upstream.Short() {
		return remoteResetDetails
	}
	return brokenDetails
}

func details(text string) *string { return &text }
