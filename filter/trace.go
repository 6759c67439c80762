package filter

import "strings"

// trace gives the trace that a request belongs to and the span that it came from, both in lower-case hex; empty if it says nothing valid.
func (r *request) trace() (trace, span string) {
	if trace, span, ok := parseTraceparent(r[traceparentHeader]); ok {
		return trace, span
	}
	if b3 := r[b3Header]; b3 != "" {
		trace, span, _ := strings.Cut(b3, "-")
		span, _, _ = strings.Cut(span, "-") // what follows says whether the trace is sampled, and which span is the parent's
		return parseB3(trace, span)
	}
	return parseB3(r[b3TraceIDHeader], r[b3SpanIDHeader])
}

// parseB3 reads the ids of Zipkin's B3 propagation. A trace id of 64 bits is one of 128 whose first half is 0.
func parseB3(trace, span string) (string, string) {
	if len(trace) == 16 {
		trace = "0000000000000000" + trace
	}
	if len(trace) != 32 || len(span) != 16 || !isID(trace) || !isID(span) {
		return "", ""
	}
	return trace, span
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
