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
	policies *policies
	// wants is what requests are asked for; see request.go.
	wants wants
	// captures is what the bodies of all open streams may still take.
	captures budget
	// idle holds what ended streams no longer need, for the next ones.
	idle []*masking
	// repeats tells which records may be short.
	repeats repeats
	// analyser and encoder make the records, one after the other.
	analyser analyser
	encoder  encoder
	counters counters
}

// maxIdle bounds the memory that is kept ready after a burst of errors.
const maxIdle = 64

// New compiles a configuration (JSON; empty for the defaults). The error is a *ConfigurationError, one line that says where, what was found and
// what is allowed.
func New(configuration []byte) (*Filter, error) {
	p, err := parse(string(configuration))
	if err != nil {
		return nil, err
	}
	return &Filter{policies: p, wants: p.wants(), captures: budget{left: captureBudget}}, nil
}

// Warnings gives what an operator should know of a configuration that was taken, a line each.
func (f *Filter) Warnings() []string { return f.policies.warnings() }

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
