package filter

import (
	"cmp"

	"errormask/filter/ascii"
	"errormask/filter/decode"
)

// Stream is one request and its answer. Its callbacks may come in any order and number; the zero Stream passes everything on.
type Stream struct {
	_      [0]func() // none of these is compared
	filter *Filter
	// masking is nil as long as the answer passes untouched.
	masking *masking
	// request is what was kept of the request, for a record that is written early; nil in most streams.
	request [][2]string
	// method is the request's as far as it is known; see head.go.
	method method
	// accept and requestID are the request's, if a response may need them.
	accept, requestID string
}

// Reset makes the stream a new one of this filter.
func (s *Stream) Reset(f *Filter) { *s = Stream{filter: f} }

// OnResponseHeaders decides, from the status alone, whether the answer is masked, and edits the headers if so.
// An answer that ends with its headers is replaced by a local reply, as no body can be added to it.
func (s *Stream) OnResponseHeaders(h Host, endOfStream bool) Action {
	if s.filter == nil {
		return Continue
	}
	if s.masking == nil && s.filter.policies.statuses == (statusSet{}) {
		return Continue
	}
	status, ok := readStatus(h)
	if s.masking == nil {
		if ok && !s.filter.policies.statuses.has(status) {
			return Continue
		}
		p := s.policyFor(h, status)
		if p == nil {
			return Continue
		}
		s.masking = s.filter.acquire()
		s.masking.policy = p
	}
	m := s.masking
	m.status = cmp.Or(status, 500)
	m.capture.bothEnds(m.policy.recording.maxBodyBytes)
	m.ended = endOfStream
	if m.passes() {
		return s.watchHeaders(h)
	}
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

	headers, original, err := s.readHeaders(h)
	if err != nil {
		return s.abort(h, "reading the response headers", err.Error())
	}
	if isGRPC(original.contentType) {
		return s.letPass()
	}
	s.prepare()
	if endOfStream {
		return s.reply(h, s.genericHeaders(original, nil, headers))
	}
	m.hasLength, m.isChunked = original.hasLength, original.isChunked
	s.filter.expectHEAD(original)
	// Room for the headers that may be added.
	kept := make([][2]string, 0, len(headers)+6+len(m.policy.replacement.headers.set))
	kept = withHeader(kept, ":status", ascii.Int(m.status))
	kept = m.announce(kept, original)
	if err := h.ReplaceResponseHeaders(s.genericHeaders(original, kept, headers)); err != nil {
		return s.abort(h, "replacing the response headers", err.Error())
	}
	return Continue
}

// readHeaders takes from the headers what the record and the edits need.
func (s *Stream) readHeaders(h Host) ([][2]string, original, error) {
	m := s.masking
	m.early = s.isHTTP3(h)
	m.codeDetails = codeDetails(h)
	m.fromProxy = !isFromUpstream(m.codeDetails)
	headers, err := h.ResponseHeaders()
	original := describe(headers)
	m.contentType, m.contentEncoding = keepValue(original.contentType), keepValue(original.contentEncoding)
	m.details.addHeaders(headers, m.policy.recording.headers)
	if limit := m.policy.recording.maxBodyBytes; m.isCoded() && limit > 0 {
		// Only the beginning of a coded body can be decoded.
		m.capture.beginning(decode.InputLimit(limit))
	}
	return headers, original, err
}

// letPass has the rest of an answer pass, without a record.
func (s *Stream) letPass() Action {
	s.filter.release(s.masking)
	s.masking = nil
	return Continue
}

// reply answers in place of an upstream whose answer has no body.
func (s *Stream) reply(h Host, headers [][2]string) Action {
	s.masking.replaced = true
	if err := h.SendLocalReply(s.masking.status, headers, s.masking.generic()); err != nil {
		return s.abort(h, "sending the local reply", err.Error())
	}
	s.recordEarly(h)
	return Pause
}

// OnResponseBody replaces the first chunk of a masked answer by the generic body and every later one by nothing.
func (s *Stream) OnResponseBody(h Host, size int, endOfStream bool) Action {
	if s.masking == nil {
		return Continue
	}
	s.masking.ended = s.masking.ended || endOfStream
	s.observe(h, size)
	action := Continue
	if !s.masking.passes() && (size > 0 || s.masking.aborted || endOfStream && s.mayHaveBody()) {
		action = s.maskBody(h, endOfStream)
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

func (s *Stream) maskBody(h Host, endOfStream bool) (action Action) {
	defer s.failClosed(h, &action)
	if s.masking.aborted {
		return Pause
	}
	var body []byte
	isDue := !s.masking.replaced && (endOfStream || !s.masking.isWaiting())
	if isDue {
		body = s.complete()
	}
	if err := h.ReplaceResponseBody(body); err != nil {
		return s.abort(h, "replacing the body", err.Error())
	}
	s.masking.replaced = s.masking.replaced || isDue
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
		m.note(while, describePanic(p))
	}
}

// OnResponseTrailers drops the trailers of a masked answer: they would leak what the body no longer does.
func (s *Stream) OnResponseTrailers(h Host) (action Action) {
	if s.masking == nil {
		return Continue
	}
	s.masking.ended = true
	s.observeTrailers(h)
	if s.masking.passes() {
		s.recordEarly(h)
		return Continue
	}
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
		s.masking.panics++
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
	_ = h.SendLocalReply(s.masking.status, s.masking.typed(nil), s.masking.generic())
	return Pause
}
