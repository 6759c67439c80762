// Package filter masks error answers and records them.
//
// A Filter is a compiled configuration. A Stream is one request and its answer: the proxy tells it of response headers, body chunks,
// trailers and the end, and the stream edits what the client gets through a Host. No byte of a masked body, trailer or stripped header
// passes, whatever fails; exactly one record is written for each masked stream.
//
// The package knows no proxy and no operating system: it starts no goroutine, waits for nothing and sets no timer, because some
// proxies' WebAssembly hosts lack what Go's runtime would need for them.
package filter

// Filter is a compiled configuration. A filter and its streams belong to one goroutine.
type Filter struct {
	settings settings
	// http3 says that a masked stream came over HTTP/3; see early.go.
	http3 bool
	// methods says that requests are asked for their method; see head.go.
	methods bool
	// captures is what the bodies of all open streams may still take.
	captures budget
	// idle holds what ended streams no longer need, for the next ones.
	idle []*masking
	// repeats tells which records may be short.
	repeats repeats
	// analyser and encoder make the records, one after the other.
	analyser analyser
	encoder  encoder
}

// maxIdle bounds the memory that is kept ready after a burst of errors.
const maxIdle = 64

// New compiles a configuration (JSON; empty for the defaults). The error is one line that says where, what was found and what is allowed.
func New(configuration []byte) (*Filter, error) {
	s, err := parse(string(configuration))
	if err != nil {
		return nil, err
	}
	return &Filter{
		settings: s,
		captures: budget{left: captureBudget},
		repeats:  repeats{window: s.repeatWindow},
		analyser: analyser{redactor: s.redact.redactor()},
	}, nil
}

// masks reports whether answers with this status are masked.
func (f *Filter) masks(status int) bool {
	return !f.settings.off && f.settings.statuses.has(status)
}

func (f *Filter) acquire() *masking {
	if last := len(f.idle) - 1; last >= 0 {
		m := f.idle[last]
		f.idle = f.idle[:last]
		return m
	}
	return new(masking)
}

func (f *Filter) release(m *masking) {
	f.captures.giveBack(m.capture.reserved)
	if len(f.idle) < maxIdle {
		m.reset()
		f.idle = append(f.idle, m)
	}
}
