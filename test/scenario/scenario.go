// Package scenario describes what a proxy with errormask in it is given, and what must come out of it.
//
// A scenario is one txtar file. The same scenario runs on the engine in plain Go, on the shipped .wasm in wazero and on
// real Envoys, and has to give the same answers and the same records on each of them. FORMAT.md shows the format.
package scenario

import (
	"strconv"
	"strings"
	"time"
)

// Host is a place where a scenario can run.
type Host string

// The three hosts. Engine and Wasm share one model of the proxy (package proxy); Envoy is the real thing, and settles every argument.
const (
	Engine Host = "engine"
	Wasm   Host = "wasm"
	Envoy  Host = "envoy"
)

// Scenario is one file.
type Scenario struct {
	// Name is the file's name without its ending.
	Name string
	// About says in a line or two what is at stake.
	About string
	// Config is the plugin configuration, byte for byte; nil when the file has none.
	Config []byte
	// Refused is the whole critical log line that answers a configuration which must be refused; then there are no exchanges.
	Refused string

	Options   Options
	Exchanges []Exchange
}

// Options say how the proxy around the filter is set up.
type Options struct {
	// Downstream is the client's protocol: "http/1.1" (default), "http/1.0" or "h2".
	Downstream string
	// Upstream is the application's protocol: "http/1.1" (default) or "h2".
	Upstream string
	// BufferLimit is the listener's and the cluster's per_connection_buffer_limit_bytes; 0 leaves Envoy's default.
	BufferLimit int
	// RecordLimit is the number of bytes below which each record's line must stay; 16384 unless the file says otherwise.
	RecordLimit int
	// Disabled sets envoy.config.route.v3.FilterConfig{disabled: true} on the route.
	Disabled bool
	// Routes stand before the one for all paths.
	Routes []Route
	// Skip gives, for each host on which the scenario makes no sense, the reason.
	Skip map[Host]string
}

// Route is one for paths that begin alike.
type Route struct {
	Prefix string
	// Name is what xds.route_name says, and Policy the string errormask.policy in the route's metadata, "" for none.
	Name, Policy string
	// Disabled is Options.Disabled.
	Disabled bool
}

// RouteName is the name of the route for all paths.
const RouteName = "scenario"

// RouteOf gives the first route that a path takes.
func (o Options) RouteOf(path string) Route {
	for _, r := range o.Routes {
		if strings.HasPrefix(path, r.Prefix) {
			return r
		}
	}
	return Route{Prefix: "/", Name: RouteName, Disabled: o.Disabled}
}

// Exchange is one request and its answer. All exchanges of a scenario go over one client connection, in order.
type Exchange struct {
	Request  Request
	Upstream Upstream
	// Gone makes the client close its connection after this many bytes of the answer's body have arrived; -1, the usual case, never.
	// Only the last exchange of a scenario has it.
	Gone   int
	Client Client
	// Records holds each expected record, in order; none means that no record may be written.
	Records []Record
	// RecordLimit is Options.RecordLimit.
	RecordLimit int
}

// Record is one expected record.
type Record struct {
	// Level is the severity of its log line, in the words of the configuration: "error" unless the file says otherwise.
	Level string
	// JSON is an object without the members that differ in every run; `*` in a string stands for any text. Text that begins with
	// "errormask: " is that of another line that the filter writes to the log.
	JSON string
}

// Header is a name in lower case and its value. Repeated names are repeated entries.
type Header = [2]string

// Request is what the client sends. Headers has no pseudo headers, no host and, where there is a body, no content-length:
// the client adds that.
type Request struct {
	Method, Path, Authority string
	Headers                 []Header
	Body                    []byte
}

// Framing is how an HTTP/1 upstream marks the end of its body.
type Framing string

// The framings of RFC 9112, section 6.3. In HTTP/2 only NoBody means something: END_STREAM stands in the HEADERS frame.
const (
	// ContentLength has a content-length header. It may announce more than the steps hold (see Upstream.Short).
	ContentLength Framing = "content-length"
	// Chunked has neither a content-length nor an end by closing. There may still be no step, so an empty body.
	Chunked Framing = "chunked"
	// UntilClose ends the body by closing the connection.
	UntilClose Framing = "close"
	// NoBody is an answer to HEAD, a 204, a 304, and in HTTP/2 an answer without body pieces and trailers.
	NoBody Framing = "none"
)

// Upstream is what the application answers.
type Upstream struct {
	// Refused says that nothing listens there: the proxy answers by itself.
	Refused bool
	// Interim holds the 1xx answers sent first; each needs only Status and Headers.
	Interim []Upstream

	Status  int
	Reason  string
	Headers []Header
	Framing Framing
	// Steps are the body's parts and what happens between them, in order.
	Steps []Step
	// Trailers end the body when there are any.
	Trailers []Header
}

// Step is one event while the body is sent. Exactly one of its fields is set.
type Step struct {
	// Data is sent as one piece (an HTTP/1 chunk, an HTTP/2 DATA frame or more, or one write) and flushed. An empty one, not nil,
	// is an empty DATA frame in HTTP/2 and nothing at all in HTTP/1.
	Data []byte
	// Pause lets that much time pass; the model hosts do not wait.
	Pause time.Duration
	// Reset breaks the connection (TCP RST, or RST_STREAM in HTTP/2); nothing follows.
	Reset bool
}

// Client is what the client must get.
type Client struct {
	// Untouched says that the answer must be the upstream's own, each header, body byte and trailer; or, of an upstream that
	// refused, the 503 of the proxy itself. Of the other fields only Incomplete means something then.
	Untouched bool
	Status    int
	// Headers is the whole set of the answer's headers, except those that a proxy adds or owns (see OwnedByProxy).
	Headers  []Header
	Body     []byte
	Trailers []Header
	// Incomplete says that the connection or stream ends before the answer is complete.
	Incomplete bool
}

// Body gives all bytes that the upstream sends.
func (u Upstream) Body() []byte {
	var body []byte
	for _, s := range u.Steps {
		body = append(body, s.Data...)
	}
	return body
}

// Short says that the upstream announces more bytes than it sends: unless a step resets the connection, it closes it after the
// last of them.
func (u Upstream) Short() bool {
	for _, h := range u.Headers {
		if h[0] == "content-length" && u.Framing == ContentLength {
			return h[1] != strconv.Itoa(len(u.Body()))
		}
	}
	return false
}
