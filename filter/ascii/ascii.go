// Package ascii has what the filter needs of package strings, for ASCII alone: Unicode's tables would add to the module. Numbers are written
// here, too.
package ascii

import (
	"slices"
	"strconv"
	"strings"
)

// Lower gives a text with its ASCII letters in lower case.
//
// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func Lower(text string) string {
	b := []byte(text)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// Trim gives a text without the bytes of cutset, which are ASCII, at both ends.
//
//go:noinline
func Trim(text, cutset string) string { return TrimRight(TrimLeft(text, cutset), cutset) }

// TrimLeft gives a text without the bytes of cutset at its beginning.
//
//go:noinline
func TrimLeft(text, cutset string) string {
	for text != "" && strings.IndexByte(cutset, text[0]) >= 0 {
		text = text[1:]
	}
	return text
}

// TrimRight gives a text without the bytes of cutset at its end.
//
//go:noinline
func TrimRight(text, cutset string) string {
	for text != "" && strings.IndexByte(cutset, text[len(text)-1]) >= 0 {
		text = text[:len(text)-1]
	}
	return text
}

// Join is strings.Join, in a quarter of its code.
//
//go:noinline
func Join(texts []string, between string) string {
	var joined []byte
	for i, text := range texts {
		if i > 0 {
			joined = append(joined, between...)
		}
		joined = append(joined, text...)
	}
	return string(joined)
}

// Int is strconv.Itoa.
//
// Inlined where it is called it would make the module 2 KB larger.
//
//go:noinline
func Int(n int) string { return strconv.Itoa(n) }

// In reports whether a list has a text.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func In(list []string, text string) bool { return slices.Contains(list, text) }
