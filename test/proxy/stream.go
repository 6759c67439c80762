package proxy

import (
	"time"

	"errormask/test/scenario"
)

// Stream is one request and its answer, as a filter sees them. Which of it can be read and edited depends on the running callback; its
// methods answer what Envoy answers at that moment.
type Stream struct {
	exchange scenario.Exchange
	options  scenario.Options
	route    scenario.Route
	filter   Callbacks
	client   *client
	start    time.Time
	lines    []Line

	request *Headers
	// response and trailers are nil until there are any.
	response, trailers *Headers
	// code is the answer's status, 0 before there is one; detail says who answered, and why.
	code    int
	details *string
	routed  bool

	// visible holds the maps of the running callback, and chunk the piece of the body in a body callback.
	visible map[Map]*Headers
	chunk   *[]byte
	logging bool
	// endOfStream is what the last callback with such a flag was told.
	endOfStream bool

	state map[string][]byte
	// pending is a local reply that takes effect after the callback.
	pending *reply
	// held is what a filter keeps back in the proxy's buffer.
	held []byte
	// stopped says that no more callbacks but those of the end may come.
	stopped bool
}

func newStream(x scenario.Exchange, o scenario.Options) *Stream {
	return &Stream{
		exchange: x, options: o, route: o.RouteOf(x.Request.Path), client: newClient(x, o), start: time.Now(), request: requestHeaders(x.Request),
		visible: map[Map]*Headers{}, state: map[string][]byte{},
	}
}

// Log writes a line to the proxy's log. Levels above critical do not exist.
func (s *Stream) Log(level int, text string) Status {
	if level < 0 || level > 5 {
		return BadArgument
	}
	s.lines = append(s.lines, Line{level, text})
	return OK
}

// Now is the proxy's wall clock.
func (s *Stream) Now() time.Time { return time.Now() }

// during makes a header map visible to a callback, and hides it again unless the filter holds it back.
func (s *Stream) during(m Map, h *Headers, callback func() Action) Action {
	s.visible[m] = h
	action := s.call(callback)
	if action == Continue {
		delete(s.visible, m)
	}
	return action
}

// call runs a callback and what it asked for. A local reply stops the stream whatever the callback returns.
func (s *Stream) call(callback func() Action) Action {
	action := callback()
	if action == Failed {
		s.pending = &reply{status: 503, grpcStatus: 14, details: failedDetails}
	}
	if s.pending == nil {
		return action
	}
	s.stopped = true
	return Pause
}

// finish is the end of the stream: log, then done and delete.
func (s *Stream) finish() {
	s.logging = true
	s.filter.OnLog()
	s.logging = false
	s.filter.OnDone()
	s.filter.OnDelete()
}
