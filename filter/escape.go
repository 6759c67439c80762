package filter

import (
	"encoding/binary"
	"unicode/utf8"
)

const hex = "0123456789abcdef"

// appendEscaped appends text as the inside of a JSON string (RFC 8259, section 7) that is safe to read in a terminal and in a log:
// quotes, backslashes, control characters (C0, DEL and C1, which begin terminal escapes), line and paragraph separators and the
// characters that turn the direction of text are escaped; each byte that is not UTF-8 becomes U+FFFD.
func appendEscaped(dst, text []byte) []byte {
	plain := 0
	for i := plainRun(text); i < len(text); i += plainRun(text[i:]) {
		r, width := utf8.DecodeRune(text[i:])
		if size := escapedSize(r, width); size != width {
			dst = append(dst, text[plain:i]...)
			dst = appendEscape(dst, r, size)
			plain = i + width
		}
		i += width
	}
	return append(dst, text[plain:]...)
}

// isPlain has the single bytes that need no escape, which are nearly all of most texts.
var isPlain = func() (plain [256]bool) {
	for c := range utf8.RuneSelf {
		plain[c] = escapedSize(rune(c), 1) == 1
	}
	return plain
}()

// plainRun gives how many plain bytes text begins with. It looks at eight at a time: bodies are read byte by byte often enough.
func plainRun(text []byte) int {
	i := 0
	for i+8 <= len(text) && !hasSpecial(binary.LittleEndian.Uint64(text[i:])) {
		i += 8
	}
	for i < len(text) && isPlain[text[i]] {
		i++
	}
	return i
}

// hasSpecial reports whether any of eight bytes is not plain: below a blank, a quote, a backslash, DEL or beyond ASCII. It finds a zero byte of x as
// the one from which taking 1 borrows.
func hasSpecial(x uint64) bool {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	quote, backslash, del := x^'"'*ones, x^'\\'*ones, x^0x7f*ones
	return (x|(x-' '*ones)|(quote-ones)&^quote|(backslash-ones)&^backslash|(del-ones)&^del)&highs != 0
}

// maxEscapedSize is the most that escapedSize gives for one byte of text.
const maxEscapedSize = 6

// escapedSize gives the number of bytes that appendEscaped writes for a character, which stands in width bytes of its text. It differs
// from width for the characters that need an escape, and for no other.
func escapedSize(r rune, width int) int {
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
	return append(dst, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}
