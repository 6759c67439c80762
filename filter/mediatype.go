package filter

import (
	"strings"

	"errormask/filter/ascii"
)

// isMediaType reports whether a value can stand in a content-type header: type "/" subtype, then parameters of printable ASCII
// (RFC 9110, section 8.3.1).
func isMediaType(value string) bool {
	essence, parameters, _ := strings.Cut(value, ";")
	kind, subtype, ok := strings.Cut(ascii.TrimRight(essence, " "), "/")
	if !ok || !isToken(kind) || !isToken(subtype) {
		return false
	}
	for i := range len(parameters) {
		if c := parameters[i]; c != '\t' && (c < ' ' || c > '~') {
			return false
		}
	}
	return true
}

// isToken follows RFC 9110, section 5.6.2.
func isToken(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c <= ' ' || c > '~' || strings.IndexByte(`"(),/:;<=>?@[\]{}`, c) >= 0 {
			return false
		}
	}
	return s != ""
}

// isGRPC reports whether a content-type names gRPC's own framing, whose errors stand in trailers and not in the body: application/grpc,
// alone or with a "+" suffix or parameters. gRPC-Web is not exempt: its errors are bodies.
func isGRPC(contentType string) bool {
	const grpc = "application/grpc"
	if len(contentType) < len(grpc) || !equalFold(contentType[:len(grpc)], grpc) {
		return false
	}
	rest := contentType[len(grpc):]
	return rest == "" || strings.IndexByte("+; \t", rest[0]) >= 0
}

// equalFold compares a value with a word in lower-case ASCII letters, whatever the value's case.
func equalFold(value, word string) bool {
	if len(value) != len(word) {
		return false
	}
	for i := range len(word) {
		c := value[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != word[i] {
			return false
		}
	}
	return true
}
