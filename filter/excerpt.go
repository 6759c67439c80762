package filter

import (
	"strconv"
	"unicode/utf8"
)

// excerpt is a text whose middle may be missing.
type excerpt struct {
	text []byte
	// gap is where in the text its middle is missing, and missing how many bytes of it; both matter only where missing > 0.
	gap, missing int
}

// markerSize is the most that the marker of a cut takes.
const markerSize = len(" …[ bytes cut]… ") + len("9223372036854775807")

// append appends the text as the inside of a JSON string of at most budget bytes, or of the marker alone where budget is less, cutting more of its middle where that is needed, and
// gives the number of bytes that are missing in all. A cut splits no character, and is marked.
func (e excerpt) append(dst []byte, budget int) ([]byte, int) {
	if e.missing == 0 && prefix(e.text, budget) == len(e.text) {
		return appendEscaped(dst, e.text), 0
	}
	half := max(0, budget-markerSize) / 2
	head, tail := e.text, e.text
	if e.missing > 0 {
		head, tail = e.text[:e.gap], e.text[e.gap:]
	}
	head = head[:prefix(trimPartialEnd(head), half)]
	if e.missing == 0 {
		tail = tail[len(head):]
	}
	tail = trimPartialStart(tail[suffix(tail, half):])
	cut := len(e.text) + e.missing - len(head) - len(tail)
	dst = append(appendEscaped(dst, head), " …["...)
	dst = append(strconv.AppendInt(dst, int64(cut), 10), " bytes cut]… "...)
	return appendEscaped(dst, tail), cut
}

// prefix gives the length of the longest beginning of text that takes at most budget bytes when escaped.
func prefix(text []byte, budget int) int {
	if len(text)*maxEscapedSize <= budget {
		return len(text)
	}
	for i := 0; i < len(text); {
		r, width := utf8.DecodeRune(text[i:])
		if budget -= escapedSize(r, width); budget < 0 {
			return i
		}
		i += width
	}
	return len(text)
}

// suffix gives where the longest end of text begins that takes at most budget bytes when escaped.
func suffix(text []byte, budget int) int {
	for i := len(text); i > 0; {
		r, width := utf8.DecodeLastRune(text[:i])
		if budget -= escapedSize(r, width); budget < 0 {
			return i
		}
		i -= width
	}
	return 0
}

// trimPartialEnd drops the beginning of a character whose rest was cut off.
func trimPartialEnd(text []byte) []byte {
	for i := len(text) - 1; i >= max(0, len(text)-utf8.UTFMax); i-- {
		if utf8.RuneStart(text[i]) {
			if !utf8.FullRune(text[i:]) {
				return text[:i]
			}
			break
		}
	}
	return text
}

// trimPartialStart drops the rest of a character whose beginning was cut off.
func trimPartialStart(text []byte) []byte {
	for i := range min(len(text), utf8.UTFMax-1) {
		if utf8.RuneStart(text[i]) {
			return text[i:]
		}
	}
	return text
}
