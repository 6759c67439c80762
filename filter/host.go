package filter

// Host is what a stream may ask of the proxy that it runs in. A stream calls it only from within its own callbacks.
//
// Names of headers are in lower case and include the pseudo headers. What a method returns stays valid after the call.
type Host interface {
	// ResponseHeader gives the first value of a response header, and false if there is none.
	ResponseHeader(name string) (string, bool)
	// ResponseHeaders gives all response headers, every value of a repeated one.
	ResponseHeaders() ([][2]string, error)
	// ReplaceResponseHeaders sets all response headers at once. It works only before they are sent on.
	ReplaceResponseHeaders(headers [][2]string) error
	// ResponseBody copies length bytes of the current chunk, beginning at start. Both lie within the chunk's size, and length > 0.
	ResponseBody(start, length int) ([]byte, error)
	// ReplaceResponseBody replaces the current chunk; an empty body sends nothing for it.
	ReplaceResponseBody(body []byte) error
	// ResponseTrailers gives all trailers. It works only before they are sent on.
	ResponseTrailers() ([][2]string, error)
	// RemoveResponseTrailers empties the trailers.
	RemoveResponseTrailers() error
	// SendLocalReply makes the proxy answer by itself in place of the upstream. Only for answers with no body:
	// where one follows, the proxy would break the connection.
	SendLocalReply(status int, headers [][2]string, body []byte) error

	// RequestHeaders gives all request headers. Proxies have them in the request phase and when the stream is done, not in between.
	RequestHeaders() ([][2]string, error)
	// Property gives one of the proxy's attributes as raw bytes, and false if it has none: a string as it is, a number as 8 bytes
	// little endian.
	Property(p Property) ([]byte, bool)

	// SetProperty gives the stream an attribute of the filter's own, which others, such as the access log, can read.
	SetProperty(name string, value []byte) error

	// DefineCounter makes a counter known to the proxy, or finds the one of this name.
	DefineCounter(name string) (Counter, error)
	// Increment adds n, above 0, to a counter.
	Increment(c Counter, n int)

	// Log writes one line to the proxy's log.
	Log(level Level, line []byte)
	// Now is the proxy's wall clock, in nanoseconds since 1970-01-01 UTC.
	Now() int64
}

// Counter is one of the proxy's counters.
type Counter uint32

// Property names one of the proxy's attributes.
type Property uint8

// The attributes that a record needs. The names on the right are Envoy's.
const (
	RouteName       Property = iota // xds.route_name
	ClusterName                     // xds.cluster_name
	UpstreamAddress                 // upstream.address
	CodeDetails                     // response.code_details
	RequestDuration                 // request.duration, in nanoseconds, known when the stream is done
	RequestTime                     // request.time, when the request began, in nanoseconds since 1970-01-01 UTC
	RequestProtocol                 // request.protocol, e.g. "HTTP/2"
	RequestMethod                   // request.method, known where the request headers are
	RequestAccept                   // request.headers.accept, all its values as one list, likewise
	RequestID                       // request.id, likewise
	RoutePolicy                     // xds.route_metadata.filter_metadata.errormask.policy, a string
)

// Level is a severity of the proxy's log.
type Level uint8

// The severities, mildest first.
const (
	Trace Level = iota
	Debug
	Info
	Warn
	Error
	Critical
)

// Action tells the proxy what to do with what it just handed over.
type Action uint8

const (
	// Pause holds it back. It is the zero value, so that what goes wrong on the way to a decision shows nothing.
	Pause Action = iota
	// Continue passes it on to the client, as edited.
	Continue
)
