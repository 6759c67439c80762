// Package proxy is a model of one HTTP stream in Envoy with a proxy-wasm filter on it, without any WebAssembly in it.
//
// It says what such a filter may see and edit in which of its callbacks, and what the client gets in the end, byte for byte. Both the
// engine in plain Go (package direct) and the shipped .wasm (package host) run on it. What it does was seen on real Envoys, which
// settle every argument.
package proxy

import "errormask/test/scenario"

// Callbacks is a filter on one stream, called as Envoy calls it. A callback works through the methods of its Stream.
type Callbacks interface {
	OnRequestHeaders(count int, endOfStream bool) Action
	OnRequestBody(size int, endOfStream bool) Action
	OnResponseHeaders(count int, endOfStream bool) Action
	OnResponseBody(size int, endOfStream bool) Action
	OnResponseTrailers(count int) Action
	// OnLog, OnDone and OnDelete end the stream, in this order.
	OnLog()
	OnDone()
	OnDelete()
}

// Action is what a callback returns.
type Action int

// The actions. Pause holds headers or trailers back for good, as no filter here ever resumes a stream; a body piece is kept in the
// proxy's buffer and comes again together with the next one. Failed is for a callback that broke its virtual machine.
const (
	Continue Action = iota
	Pause
	Failed
)

// Status is the result of a call into the proxy, with the numbers of proxy-wasm's ABI 0.2.1.
type Status uint32

// The results that the model gives.
const (
	OK                  Status = 0
	NotFound            Status = 1
	BadArgument         Status = 2
	InvalidMemoryAccess Status = 6
	InternalFailure     Status = 10
	Unimplemented       Status = 12
)

var statusTexts = map[Status]string{
	NotFound: "not found", BadArgument: "bad argument", InvalidMemoryAccess: "invalid memory access",
	InternalFailure: "internal failure", Unimplemented: "unimplemented",
}

// Error makes a Status other than OK usable as an error.
func (s Status) Error() string { return statusTexts[s] }

// Err is nil for OK, and the status itself for all others.
func (s Status) Err() error {
	if s == OK {
		return nil
	}
	return s
}

// Names of the proxy's configuration, as a filter finds them in properties.
const (
	ClusterName     = "upstream"
	PluginName      = "errormask"
	UpstreamAddress = "127.0.0.1:8080"
)

// Line is one line of the proxy's log.
type Line struct {
	// Level is a number of proxy-wasm: 0 is trace, 5 is critical.
	Level int
	Text  string
}

// Result is how an exchange went.
type Result struct {
	// Answer is what the client got.
	Answer scenario.Answer
	// Lines is what the filter wrote to the log, in order.
	Lines []Line
	// Violation says what in the answer no client can make sense of, such as a content-length that is not the body's; "" when there is
	// none. It is a fault of the filter: the model itself and the scenarios cannot cause one.
	Violation string
}

// Run plays one exchange through a filter. The function open makes the filter on the stream; a nil result stands for a virtual machine
// that has failed, and without a disabled route it is called once. The plan only decides in which pieces the upstream's body comes.
func Run(x scenario.Exchange, o scenario.Options, plan Plan, open func(*Stream) Callbacks) Result {
	s := newStream(x, o)
	switch {
	case s.route.Disabled:
		s.filter = passive{}
	default:
		s.filter = open(s)
	}
	if s.filter == nil {
		s.filter = passive{}
		s.directReply(reply{status: 503, grpcStatus: 14, details: failedDetails})
	} else if s.decode() {
		s.encode(plan)
	}
	s.finish()
	return Result{Answer: s.client.result(), Lines: s.lines, Violation: s.client.violation}
}

// passive is a stream without a filter.
type passive struct{}

func (passive) OnRequestHeaders(int, bool) Action  { return Continue }
func (passive) OnRequestBody(int, bool) Action     { return Continue }
func (passive) OnResponseHeaders(int, bool) Action { return Continue }
func (passive) OnResponseBody(int, bool) Action    { return Continue }
func (passive) OnResponseTrailers(int) Action      { return Continue }
func (passive) OnLog()                             {}
func (passive) OnDone()                            {}
func (passive) OnDelete()                          {}
