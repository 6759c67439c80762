package filter

// Of a request's headers a record needs these.
const (
	methodHeader = iota
	pathHeader
	// originalPathHeader has the path before a route rewrote it. A client can send this header too, so it does not take the path's place.
	originalPathHeader
	authorityHeader
	userAgentHeader
	requestIDHeader
	// The trace, as W3C's or as Zipkin's headers say, the latter in one or in two.
	traceparentHeader
	b3Header
	b3TraceIDHeader
	b3SpanIDHeader
)

var requestHeaders = [...]string{
	methodHeader:       ":method",
	pathHeader:         ":path",
	originalPathHeader: "x-envoy-original-path",
	authorityHeader:    ":authority",
	userAgentHeader:    "user-agent",
	requestIDHeader:    "x-request-id",
	traceparentHeader:  "traceparent",
	b3Header:           "b3",
	b3TraceIDHeader:    "x-b3-traceid",
	b3SpanIDHeader:     "x-b3-spanid",
}

// request has the values of these headers, "" for one that there is not.
type request [len(requestHeaders)]string

// Inlined where it is called it would make the module larger.
//
//go:noinline
func (r *request) read(headers [][2]string) {
	for _, header := range headers {
		for i := range requestHeaders {
			if header[0] == requestHeaders[i] {
				r[i] = header[1]
			}
		}
	}
}

// appendKept appends copies of the headers, for what is kept beyond a callback; see keepValue.
func (r *request) appendKept(headers [][2]string) [][2]string {
	for i, value := range r {
		headers = withHeader(headers, requestHeaders[i], keepUpTo(value, pathBudget))
	}
	return headers
}
