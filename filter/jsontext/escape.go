package jsontext

import (
	"encoding/binary"
	"unicode/utf8"

	"errormask/filter/lanes"
)

// Hex has the hexadecimal digits.
const Hex = "0123456789abcdef"

// AppendEscaped appends text as the inside of a JSON string (RFC 8259, section 7) that is safe to read in a terminal and in a log:
// quotes, backslashes, control characters (C0, DEL and C1, which begin terminal escapes), line and paragraph separators and the
// characters that turn the direction of text are escaped; each byte that is not UTF-8 becomes U+FFFD.
func AppendEscaped(dst, text []byte) []byte {
	for len(text) > 0 {
		if len(text) >= 8 { // written before they are looked at: most need no escape, and a call for what stands between two quotes takes longer
			x := lanes.Load(text)
			dst = binary.LittleEndian.AppendUint64(dst, x)
			n := lanes.First(special(x))
			if text = text[n:]; n == 8 {
				continue
			}
			dst = dst[:len(dst)-8+n]
		}
		if c := text[0]; c == '"' || c == '\\' { // of JSON in JSON there are many
			dst, text = append(dst, '\\', c), text[1:]
			continue
		}
		r, width := rune(text[0]), 1
		if r >= utf8.RuneSelf {
			r, width = utf8.DecodeRune(text)
		}
		if size := EscapedSize(r, width); size != width {
			dst = appendEscape(dst, r, size)
		} else {
			dst = append(dst, text[:width]...)
		}
		text = text[width:]
	}
	return dst
}

// PlainRun gives how many plain bytes text begins with.
func PlainRun(text []byte) int {
	i := 0
	for i+8 <= len(text) {
		n := lanes.First(special(lanes.Load(text[i:])))
		if i += n; n < 8 {
			return i
		}
	}
	for i < len(text) && text[i] < utf8.RuneSelf && EscapedSize(rune(text[i]), 1) == 1 {
		i++
	}
	return i
}

// special finds what is not plain.
func special(x uint64) uint64 {
	return lanes.Unprintable(x) | lanes.Equal(x, '"') | lanes.Equal(x, '\\')
}

// MaxEscapedSize is the most that EscapedSize gives for one byte of text.
const MaxEscapedSize = 6

// EscapedSize gives the number of bytes that AppendEscaped writes for a character, which stands in width bytes of its text. It differs
// from width for the characters that need an escape, and for no other.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func EscapedSize(r rune, width int) int {
	switch {
	case r == '"', r == '\\', r == '\n', r == '\r', r == '\t':
		return 2
	case r < ' ', r >= 0x7f && r < 0xa0, turnsText(r):
		return 6
	case r == utf8.RuneError:
		return 3
	}
	return width
}

// turnsText names line and paragraph separators, the controls of bidirectional text (Unicode Standard Annex 9, section 2) and the byte order
// mark, which nobody sees.
func turnsText(r rune) bool {
	return r == 0xfeff || r >= 0x200e && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

func appendEscape(dst []byte, r rune, size int) []byte {
	switch size {
	case 2:
		switch r {
		case '\n':
			r = 'n'
		case '\r':
			r = 'r'
		case '\t':
			r = 't'
		}
		return append(dst, '\\', byte(r))
	case 3:
		return append(dst, "\ufffd"...)
	}
	return append(dst, '\\', 'u', Hex[r>>12&15], Hex[r>>8&15], Hex[r>>4&15], Hex[r&15])
}
