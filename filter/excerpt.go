package filter

import (
	"strconv"
	"unicode/utf8"

	"errormask/filter/jsontext"
)

// excerpt is a text whose middle may be missing: text up to gap is its head, and from resume on its tail. What stands between the two, if
// anything, parts them for those who read text as one piece. Of a whole text all is head.
type excerpt struct {
	text        []byte
	gap, resume int
	// missing is how many bytes lie between head and tail.
	missing int
}

func whole(text []byte) excerpt { return excerpt{text: text, gap: len(text), resume: len(text)} }

// head is what stands before the gap.
//
// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func (e excerpt) head() []byte { return e.text[:e.gap] }

// tail is what stands behind it.
//
// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func (e excerpt) tail() []byte { return e.text[e.resume:] }

// size is the length of the whole text.
func (e excerpt) size() int { return len(e.head()) + e.missing + len(e.tail()) }

// markerSize is the most that the marker of a cut takes.
const markerSize = len(" …[ bytes cut]… ") + len("9223372036854775807")

// append appends the text as the inside of a JSON string of at most budget bytes, or of the marker alone where budget is less, cutting more
// of its middle where that is needed, and gives the number of bytes that are missing in all. A cut is marked; see cutEnd for where it is.
func (e excerpt) append(dst []byte, budget int) ([]byte, int) {
	if e.missing == 0 && prefix(e.head(), budget) == len(e.head()) {
		return jsontext.AppendEscaped(dst, e.head()), 0
	}
	half := max(0, budget-markerSize) / 2
	head, tail := e.head(), e.tail()
	if n := prefix(head, half); n < len(head) {
		if e.missing == 0 {
			tail = head[n:]
		}
		head = cutEnd(head[:n])
	}
	if n := suffix(tail, half); n > 0 || e.missing == 0 {
		tail = cutStart(tail[n:])
	}
	missing := e.size() - len(head) - len(tail)
	dst = append(jsontext.AppendEscaped(dst, head), " …["...)
	dst = append(strconv.AppendInt(dst, int64(missing), 10), " bytes cut]… "...)
	return jsontext.AppendEscaped(dst, tail), missing
}

// prefix gives the length of the longest beginning of text that takes at most budget bytes when escaped.
func prefix(text []byte, budget int) int {
	if len(text)*jsontext.MaxEscapedSize <= budget {
		return len(text)
	}
	for i := 0; i < len(text); {
		plain := min(jsontext.PlainRun(text[i:]), budget)
		if i, budget = i+plain, budget-plain; i == len(text) {
			break
		}
		r, width := utf8.DecodeRune(text[i:])
		if budget -= jsontext.EscapedSize(r, width); budget < 0 {
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
		if budget -= jsontext.EscapedSize(r, width); budget < 0 {
			return i
		}
		i -= width
	}
	return 0
}
