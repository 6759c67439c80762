package filter

import (
	"bytes"

	"errormask/filter/diagnose"
)

// failure is what an error body says of what failed.
type failure struct {
	// members are those of a record, as JSON without braces. Only the first brief bytes of them go into a short record.
	members []byte
	brief   int
	// fingerprint is 0 where nothing is known of the error.
	fingerprint uint64
	cause       diagnose.Class
}

// diagnose reads a redacted body.
func (a *analyser) diagnose(e *memory, contentType string) failure {
	body := e.known.body.text
	d := a.parser.Parse(contentType, body)
	f := failure{fingerprint: diagnose.Fingerprint(d), cause: d.Cause}
	out := &a.encoder
	out.begin(e.recording.redactor)
	out.text("error.type", d.Cause.String(), valueBudget)
	out.found("exception.type", d.ExceptionType, body, valueBudget)
	out.found("exception.message", d.ExceptionMessage, body, messageBudget)
	out.found("exception.own_frame", d.Frames.Own, body, valueBudget)
	if f.fingerprint != 0 {
		out.hexadecimal("error.fingerprint", f.fingerprint)
	}
	f.brief = len(out.line) - len("{")
	out.frames("exception.stacktrace", &d.Frames, body)
	e.members = append(e.members[:0], out.line[len("{"):]...)
	f.members = e.members
	return f
}

// unknownFailure is what is said of a failure of which nothing is known.
func unknownFailure() failure {
	const members = `"error.type":"unknown"`
	return failure{members: []byte(members), brief: len(members)}
}

// found appends a text that was found in a redacted body. One that was put together from escapes, as in JSON and HTML, may show a secret that they
// hid, so it is redacted once more; one that stands in the body as it is was redacted there.
func (e *encoder) found(name string, text, body []byte, budget int) {
	if liesIn(text, body) {
		e.bytes(name, text, budget)
	} else {
		e.redactedBytes(name, text, budget)
	}
}

// liesIn reports whether part is a piece of whole itself, not just equal to one.
func liesIn(part, whole []byte) bool {
	at := cap(whole) - cap(part)
	return len(part) > 0 && at >= 0 && at < len(whole) && &whole[at] == &part[0]
}

// frames appends the frames of interest, outermost first, one a line.
func (e *encoder) frames(name string, frames *diagnose.Frames, body []byte) {
	distinct := [...][]byte{frames.Top, frames.Own, frames.Cause}
	count := 0
	for _, frame := range distinct {
		if frame != nil && !(count > 0 && bytes.Equal(frame, distinct[0])) && !(count > 1 && bytes.Equal(frame, distinct[1])) {
			distinct[count] = frame
			count++
		}
	}
	if count == 1 {
		e.found(name, distinct[0], body, messageBudget)
	} else if count > 1 {
		value := e.value[:0]
		for i, frame := range distinct[:count] {
			if i > 0 {
				value = append(value, '\n')
			}
			value = append(value, frame...)
		}
		e.value = value
		e.redactedBytes(name, value, messageBudget)
	}
}
