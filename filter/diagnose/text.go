package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

// These do what functions of package bytes do, and take a string, so that each call is short: there are many.

// lastByte gives where a byte stands for the last time, or -1. bytes.LastIndexByte would be a loop in each place where it is called.
//
//go:noinline
func lastByte(text []byte, c byte) int { return bytes.LastIndexByte(text, c) }

// Inlined where it is called it would make the module larger.
//
//go:noinline
func includes(text []byte, part string) bool { return find.Index(text, part) >= 0 }

// Inlined where it is called it would make the module 2 KB larger.
//
//go:noinline
func hasPrefix(text []byte, prefix string) bool {
	return len(text) >= len(prefix) && string(text[:len(prefix)]) == prefix
}

// startsWith reports whether a text begins with one of several.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func startsWith(text []byte, prefixes []string) bool {
	for _, prefix := range prefixes {
		if hasPrefix(text, prefix) {
			return true
		}
	}
	return false
}

func hasSuffix(text []byte, suffix string) bool {
	return len(text) >= len(suffix) && string(text[len(text)-len(suffix):]) == suffix
}

func cut(text []byte, part string) (before, after []byte, ok bool) {
	if i := find.Index(text, part); i >= 0 {
		return text[:i], text[i+len(part):], true
	}
	return text, nil, false
}

// Inlined where it is called it would make the module 4 KB larger.
//
//go:noinline
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

// trimPrefixes takes away each of several prefixes, in their order, and the space around what stays.
func trimPrefixes(text []byte, prefixes []string) []byte {
	for _, prefix := range prefixes {
		text = trimPrefix(trimSpace(text), prefix)
	}
	return trimSpace(text)
}

//go:noinline
func trimPrefix(text []byte, prefix string) []byte {
	text, _ = cutPrefix(text, prefix)
	return text
}

// Inlined where it is called it would make the module larger.
//
//go:noinline
func trimSuffix(text []byte, suffix string) []byte {
	text, _ = cutSuffix(text, suffix)
	return text
}

// count gives how often a text has a part. The one of package bytes is 1 KB, and used nowhere else.
func count(text []byte, part string) int {
	n := 0
	for ok := true; ok; n++ {
		_, text, ok = cut(text, part)
	}
	return n - 1
}
