package diagnose

import "bytes"

// These are functions of package bytes that take a string, so that each call is short: there are many.

func index(text []byte, part string) int     { return bytes.Index(text, []byte(part)) }
func lastIndex(text []byte, part string) int { return bytes.LastIndex(text, []byte(part)) }
func includes(text []byte, part string) bool { return index(text, part) >= 0 }

func hasPrefix(text []byte, prefix string) bool {
	return len(text) >= len(prefix) && string(text[:len(prefix)]) == prefix
}

func hasSuffix(text []byte, suffix string) bool {
	return len(text) >= len(suffix) && string(text[len(text)-len(suffix):]) == suffix
}

func cut(text []byte, part string) (before, after []byte, ok bool) {
	if i := index(text, part); i >= 0 {
		return text[:i], text[i+len(part):], true
	}
	return text, nil, false
}

func cutPrefix(text []byte, prefix string) ([]byte, bool) {
	if hasPrefix(text, prefix) {
		return text[len(prefix):], true
	}
	return text, false
}

func cutSuffix(text []byte, suffix string) ([]byte, bool) {
	if hasSuffix(text, suffix) {
		return text[:len(text)-len(suffix)], true
	}
	return text, false
}

func trimPrefix(text []byte, prefix string) []byte {
	text, _ = cutPrefix(text, prefix)
	return text
}

func trimSuffix(text []byte, suffix string) []byte {
	text, _ = cutSuffix(text, suffix)
	return text
}
