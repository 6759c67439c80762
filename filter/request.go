package filter

// request is what a record says of a request.
type request struct {
	method, path, authority string
	// originalPath is the one before a route rewrote it. A client can send this header too, so it does not take the path's place.
	originalPath  string
	userAgent, id string
	traceparent   string
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
		}
	}
}

// clone copies what is kept beyond a callback; see keepValue.
func (r request) clone() *request {
	r.path = keepUpTo(r.path, pathBudget)
	for _, value := range []*string{&r.method, &r.authority, &r.originalPath, &r.userAgent, &r.id, &r.traceparent} {
		*value = keepUpTo(*value, valueBudget)
	}
	return &r
}

// parseTraceparent gives the trace and the parent span of a traceparent header (W3C Trace Context, section 3.2): version, trace-id,
// parent-id and flags in lower-case hex; all zeros are no id. A higher version may append more.
func parseTraceparent(value string) (trace, span string, ok bool) {
	const size = len("00-0123456789abcdef0123456789abcdef-0123456789abcdef-00")
	if len(value) < size || value[2] != '-' || value[35] != '-' || value[52] != '-' {
		return "", "", false
	}
	version, trace, span, flags := value[:2], value[3:35], value[36:52], value[53:size]
	if version == "ff" || len(value) > size && (version == "00" || value[size] != '-') {
		return "", "", false
	}
	if !isHex(version) || !isHex(flags) || !isID(trace) || !isID(span) {
		return "", "", false
	}
	return trace, span, true
}

func isHex(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

func isID(s string) bool {
	for i := range len(s) {
		if s[i] != '0' {
			return isHex(s)
		}
	}
	return false
}
