package filter

// request is what a record says of a request.
type request struct {
	_                       [0]func() // none of these is compared
	method, path, authority string
	// originalPath is the one before a route rewrote it. A client can send this header too, so it does not take the path's place.
	originalPath  string
	userAgent, id string
	// The trace, as W3C's or as Zipkin's header says, the latter in one or in two.
	traceparent, b3     string
	b3TraceID, b3SpanID string
}

func (r *request) read(headers [][2]string) {
	for _, header := range headers {
		switch header[0] {
		case ":method":
			r.method = header[1]
		case ":path":
			r.path = header[1]
		case "x-envoy-original-path":
			r.originalPath = header[1]
		case ":authority":
			r.authority = header[1]
		case "user-agent":
			r.userAgent = header[1]
		case "x-request-id":
			r.id = header[1]
		case "traceparent":
			r.traceparent = header[1]
		case "b3":
			r.b3 = header[1]
		case "x-b3-traceid":
			r.b3TraceID = header[1]
		case "x-b3-spanid":
			r.b3SpanID = header[1]
		}
	}
}

// clone copies what is kept beyond a callback; see keepValue.
func (r request) clone() *request {
	r.path = keepUpTo(r.path, pathBudget)
	for _, value := range []*string{&r.method, &r.authority, &r.originalPath, &r.userAgent, &r.id, &r.traceparent, &r.b3, &r.b3TraceID, &r.b3SpanID} {
		*value = keepUpTo(*value, valueBudget)
	}
	return &r
}
