package filter

import (
	"bytes"
	"encoding/binary"

	"errormask/filter/decode"
	"errormask/filter/diagnose"
	"errormask/filter/jsontext"
	"errormask/filter/redact"
)

// analyser makes of captured bodies what an operator can read. It remembers the last ones: most errors come more than once, and then a
// comparison is enough.
type analyser struct {
	decoder decode.Decoder
	parser  diagnose.Parser
	encoder encoder
	// decoded is what a body was without its coding, or in UTF-8.
	decoded  []byte
	memories [8]memory
	// next is the memory to be used for the next new body.
	next int
}

// memory is one body, with all that it depends on what is known of it, and what is.
type memory struct {
	// recording is what the policy says of records; nil for a memory that is not in use.
	recording                    *recording
	contentType, contentEncoding string
	size                         int
	ended                        bool
	body                         []byte
	// sum tells most other bodies of the same length from this one.
	sum uint64
	// redacted, escaped and members are where the texts of known lie.
	redacted, escaped, members []byte
	known                      analysis
}

// maxMemory bounds each buffer of a memory.
const maxMemory = 16 << 10

// analysis is what is known of a body.
type analysis struct {
	// body is redacted text, unless reason says that it is none. Of one that is whole, escaped is the inside of its JSON string.
	body    excerpt
	escaped []byte
	// reason says why the body is not, or not wholly, shown as text.
	reason string
	// decodedSize is the length of a coded body without its coding, 0 if not known.
	decodedSize int
	failure     failure
}

// analyse never fails. What goes wrong in one step is noted as the stream's fault, and the steps before it count: what could not be redacted
// is not shown. What it gives holds until it is called again.
func (a *analyser) analyse(m *masking, raw excerpt, s *recording) *analysis {
	sum := checksum(raw.text)
	for i := range a.memories {
		if a.memories[i].isOf(m, s, raw.text, sum) {
			return &a.memories[i].known
		}
	}
	entry := &a.memories[a.next]
	a.next = (a.next + 1) % len(a.memories)
	entry.begin(m, s, raw.text, sum)
	if !a.fill(entry, m, raw, s) {
		entry.recording = nil // what went wrong may go well the next time
	}
	return &entry.known
}

func (e *memory) isOf(m *masking, s *recording, body []byte, sum uint64) bool {
	return e.recording == s && e.sum == sum && e.size == m.capture.size && e.ended == m.ended && e.contentType == m.contentType &&
		e.contentEncoding == m.contentEncoding && bytes.Equal(e.body, body)
}

// checksum is FNV-1a over eight bytes at a time, which says enough of two bodies that are compared anyway if it is the same.
func checksum(body []byte) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	sum := uint64(offset)
	for ; len(body) >= 8; body = body[8:] {
		sum = (sum ^ binary.LittleEndian.Uint64(body)) * prime
	}
	for _, c := range body {
		sum = (sum ^ uint64(c)) * prime
	}
	return sum
}

// begin makes a memory one of another body. Buffers that an unusually long one made grow are let go.
func (e *memory) begin(m *masking, s *recording, body []byte, sum uint64) {
	for _, buffer := range []*[]byte{&e.body, &e.redacted, &e.escaped, &e.members} {
		if *buffer = (*buffer)[:0]; cap(*buffer) > maxMemory {
			*buffer = nil
		}
	}
	e.recording, e.sum, e.size, e.ended = s, sum, m.capture.size, m.ended
	e.contentType, e.contentEncoding = m.contentType, m.contentEncoding
	e.body = append(e.body, body...)
	e.known = analysis{failure: unknownFailure()}
}

// fill finds out what a body says, and reports whether nothing went wrong.
func (a *analyser) fill(e *memory, m *masking, raw excerpt, s *recording) bool {
	if len(raw.text) == 0 {
		e.known.body.missing = raw.missing
		return true
	}
	var text excerpt
	if m.note("decoding the body", attempt(func() { text = a.decode(m, raw, s, &e.known) })) {
		e.known.reason = "panic while decoding"
		return false
	}
	if len(text.text) == 0 {
		return true
	}
	if m.note("redacting the body", attempt(func() { e.known.body = e.redact(text) })) {
		e.known.body = excerpt{missing: text.size()}
		return false
	}
	if text.missing == 0 {
		e.escaped = jsontext.AppendEscaped(e.escaped[:0], e.known.body.text)
		e.known.escaped = e.escaped
	}
	return !m.note("reading the error", attempt(func() { e.known.failure = a.diagnose(e, m.contentType) }))
}

// redact gives a text without its secrets, and its parts on lines of their own.
func (e *memory) redact(text excerpt) excerpt {
	s, redacted := e.recording, e.redacted // stored once, as each store takes a write barrier
	if text.missing == 0 {
		e.redacted = s.appendRedacted(redacted, text.head(), (*redact.Redactor).Append)
		return whole(e.redacted)
	}
	redacted = s.appendRedacted(redacted, text.head(), (*redact.Redactor).AppendHead)
	gap := len(redacted)
	redacted = append(redacted, '\n')
	e.redacted = s.appendRedacted(redacted, text.tail(), (*redact.Redactor).AppendTail)
	return excerpt{text: e.redacted, gap: gap, resume: gap + len("\n"), missing: text.missing}
}

func (s *recording) appendRedacted(dst, text []byte, redacted func(r *redact.Redactor, dst, text []byte) []byte) []byte {
	if s.redactor == nil {
		return append(dst, text...)
	}
	return redacted(s.redactor, dst, text)
}

// release lets go of a buffer that an unusually long body made grow.
//
//go:noinline
func (a *analyser) release() {
	if cap(a.decoded) > maxIdleText {
		a.decoded = nil
	}
}

// maxIdleText bounds the buffer that an analyser keeps between two bodies.
const maxIdleText = 64 << 10
