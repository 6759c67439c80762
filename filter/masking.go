package filter

import "errormask/filter/response"

// masking is what a stream keeps of an answer that is masked, or watched, until its record is written.
type masking struct {
	policy                       *policy
	status                       int
	contentType, contentEncoding string
	// details are the headers and trailers that told of the error; the client of a masked answer does not get them.
	details details
	// dropped names the headers that a watched answer would have lost.
	dropped string
	// codeDetails is what the proxy said of the answer's origin: a local reply of ours wipes it out.
	codeDetails string
	// fromProxy says that the proxy generated the answer by itself.
	fromProxy bool

	// id names the error once it is drawn; see errorID.
	id      errorID
	capture capture
	// answer is what the client gets, and body its text.
	answer *response.Answer
	body   []byte
	// awaits is the length of the original that has to be complete before members of it are put into the body; 0 if none are.
	awaits int
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
	// truncated says that the record lacks some of the body.
	truncated bool
	// fault is what went wrong in the filter itself, and panics how often it panicked.
	fault  string
	panics int
}

func (m *masking) reset() {
	m.capture.reset()
	*m = masking{capture: m.capture, details: m.details[:0]}
}

// passes reports whether the client gets the original.
func (m *masking) passes() bool { return m.policy.mode.passes() }

// errorID gives the error's id, drawn when it is first asked for.
//
//go:noinline
func (m *masking) errorID() errorID {
	if m.id == (errorID{}) {
		m.id = newErrorID()
	}
	return m.id
}

// isCoded reports whether a content-encoding other than identity was declared.
func (m *masking) isCoded() bool {
	return m.contentEncoding != "" && !equalFold(m.contentEncoding, "identity")
}

// note remembers a fault, and reports whether there is one.
//
// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func (m *masking) note(while, fault string) bool {
	if fault != "" {
		m.fault = "panic while " + while + ": " + fault
		m.panics++
	}
	return fault != ""
}
