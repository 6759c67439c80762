package filter

import (
	"cmp"
	"strconv"

	"errormask/filter/decode"
)

// Stream is one request and its answer. Its callbacks may come in any order and number; the zero Stream passes everything on.
type Stream struct {
	filter *Filter
	// masking is nil as long as the answer passes untouched.
	masking *masking
	// request is what was kept of the request, for a record that is written early; nil in most streams.
	request *request
	// method is the request's as far as it is known; see head.go.
	method method
}

// masking is what a stream keeps of a masked answer until its record is written.
type masking struct {
	status                       int
	contentType, contentEncoding string
	// details are the headers and trailers that told of the error; the client does not get them.
	details details
	// codeDetails is read early only where a local reply would wipe it out.
	codeDetails string

	capture capture
	// hasLength says that the original announced a body by its content-length, and isChunked that it has one, be it empty.
	hasLength, isChunked bool
	// replaced says that the generic body was sent.
	replaced bool
	// aborted says that an edit failed: nothing more may pass.
	aborted bool
	// ended says that the upstream's answer came to its end.
	ended bool
	// early says that the record is written when the answer ends, and recorded that it was.
	early, recorded bool
	// fault is what went wrong in the filter itself.
	fault string
}

func (m *masking) reset() {
	m.capture.reset()
	*m = masking{capture: m.capture, details: m.details[:0]}
}

// Reset makes the stream a new one of this filter.
func (s *Stream) Reset(f *Filter) { *s = Stream{filter: f} }

// OnResponseHeaders decides, from the status alone, whether the answer is masked, and edits the headers if so.
// An answer that ends with its headers is replaced by a local reply, as no body can be added to it.
func (s *Stream) OnResponseHeaders(h Host, endOfStream bool) Action {
	if s.filter == nil {
		return Continue
	}
	status, ok := readStatus(h)
	if s.masking == nil {
		if s.filter.settings.off || ok && !s.filter.masks(status) {
			return Continue
		}
		s.masking = s.filter.acquire()
	}
	s.masking.status = cmp.Or(status, 500)
	s.masking.capture.bothEnds(s.filter.settings.maxBodyBytes)
	s.masking.ended = endOfStream
	return s.maskHeaders(h, endOfStream)
}

// readStatus gives false for a status that cannot be read; it might be one that must be masked.
func readStatus(h Host) (status int, ok bool) {
	defer func() { _ = recover() }()
	text, _ := h.ResponseHeader(":status")
	status = parseStatus(text)
	return status, status != 0
}

func (s *Stream) maskHeaders(h Host, endOfStream bool) (action Action) {
	m := s.masking
	defer s.failClosed(h, &action)

	m.early = s.isHTTP3(h)
	headers, err := h.ResponseHeaders()
	if err != nil {
		return s.abort(h, "reading the response headers", err.Error())
	}
	original := describe(headers)
	if isGRPC(original.contentType) {
		s.filter.release(m)
		s.masking = nil
		return Continue
	}
	m.contentType, m.contentEncoding = keepValue(original.contentType), keepValue(original.contentEncoding)
	m.details.addHeaders(headers, s.filter.settings.headers)
	if endOfStream {
		return s.reply(h, s.typed(original.keep(nil, headers)))
	}
	if m.isCoded() && s.filter.settings.maxBodyBytes > 0 {
		// Only the beginning of a coded body can be decoded.
		m.capture.beginning(decode.InputLimit(s.filter.settings.maxBodyBytes))
	}
	m.hasLength, m.isChunked = original.hasLength, original.isChunked
	s.filter.expectHEAD(original)
	// Room for the four headers that may be added.
	kept := make([][2]string, 0, len(headers)+4)
	kept = append(kept, [2]string{":status", strconv.Itoa(m.status)})
	if original.hasLength {
		kept = append(kept, [2]string{"content-length", strconv.Itoa(len(s.filter.settings.body))})
	}
	if err := h.ReplaceResponseHeaders(s.typed(original.keep(kept, headers))); err != nil {
		return s.abort(h, "replacing the response headers", err.Error())
	}
	return Continue
}

// reply answers in place of an upstream whose answer has no body.
func (s *Stream) reply(h Host, headers [][2]string) Action {
	details, _ := h.Property(CodeDetails)
	s.masking.codeDetails = string(details)
	s.masking.replaced = true
	if err := h.SendLocalReply(s.masking.status, headers, s.filter.settings.body); err != nil {
		return s.abort(h, "sending the local reply", err.Error())
	}
	s.recordEarly(h)
	return Pause
}

// typed adds the generic body's own content-type.
func (s *Stream) typed(headers [][2]string) [][2]string {
	if len(s.filter.settings.body) == 0 {
		return headers
	}
	return append(headers, [2]string{"content-type", s.filter.settings.contentType})
}

// OnResponseBody replaces the first chunk of a masked answer by the generic body and every later one by nothing.
func (s *Stream) OnResponseBody(h Host, size int, endOfStream bool) Action {
	if s.masking == nil {
		return Continue
	}
	s.masking.ended = s.masking.ended || endOfStream
	s.observe(h, size)
	action := Continue
	if size > 0 || s.masking.aborted || endOfStream && s.mayHaveBody() {
		action = s.maskBody(h)
	}
	s.recordEarly(h)
	return action
}

// observe takes from a chunk what the record may need. What fails here fails for the record alone.
func (s *Stream) observe(h Host, size int) {
	m := s.masking
	defer m.recover("reading the body")
	if err := m.capture.add(h, size, &s.filter.captures); err != nil {
		m.fault = "reading the body: " + err.Error()
	}
}

func (s *Stream) maskBody(h Host) (action Action) {
	defer s.failClosed(h, &action)
	if s.masking.aborted {
		return Pause
	}
	var body []byte
	if !s.masking.replaced {
		body = s.filter.settings.body
	}
	if err := h.ReplaceResponseBody(body); err != nil {
		return s.abort(h, "replacing the body", err.Error())
	}
	s.masking.replaced = true
	return Continue
}

func (s *Stream) observeTrailers(h Host) {
	m := s.masking
	defer m.recover("reading the trailers")
	trailers, err := h.ResponseTrailers()
	if err != nil {
		m.fault = "reading the trailers: " + err.Error()
	}
	m.details.addTrailers(trailers)
}

// recover, deferred, puts a panic into the record.
func (m *masking) recover(while string) {
	if p := recover(); p != nil {
		m.fault = "panic while " + while + ": " + describePanic(p)
	}
}

// OnResponseTrailers drops the trailers of a masked answer: they would leak what the body no longer does.
func (s *Stream) OnResponseTrailers(h Host) (action Action) {
	if s.masking == nil {
		return Continue
	}
	s.masking.ended = true
	s.observeTrailers(h)
	defer s.failClosed(h, &action)
	if s.masking.aborted {
		return Pause
	}
	if err := h.RemoveResponseTrailers(); err != nil {
		return s.abort(h, "removing the trailers", err.Error())
	}
	s.recordEarly(h)
	return Continue
}

// OnDone writes the record of a masked answer. It comes when the proxy has everything about the stream at hand, once for each stream;
// whatever it is called on after that passes untouched, like a new stream.
func (s *Stream) OnDone(h Host) {
	if s.masking != nil {
		if !s.masking.recorded {
			s.record(h)
		}
		s.filter.release(s.masking)
	}
	s.masking, s.request = nil, nil
}

// failClosed, deferred, turns a panic into an aborted answer.
func (s *Stream) failClosed(h Host, action *Action) {
	if p := recover(); p != nil {
		*action = s.abort(h, "panic", describePanic(p))
	}
}

// abort is what happens when an edit failed: the answer is held back from here on, and a local reply is asked for. Before the headers were sent that
// gives the client the generic body; later the proxy breaks the connection, which shows nothing either.
func (s *Stream) abort(h Host, what, cause string) Action {
	defer func() { _ = recover() }()
	s.masking.fault = what + ": " + cause
	s.masking.aborted = true
	defer s.recordAborted(h)
	_ = h.SendLocalReply(s.masking.status, s.typed(nil), s.filter.settings.body)
	return Pause
}
