package filter

import (
	"bytes"
	"unicode/utf8"

	"errormask/filter/find"
)

// A text is cut between two lines where there is a border close by; else between two lines of a text that stands in JSON, where a line ends
// with the two characters \n; else between two words or members; else between two characters.

// cutReach is how many bytes are given up, at most, for a better place to cut. It is never more than a quarter of the text.
const cutReach = 256

// cutEnd gives text, whose end was cut off, up to the best place to end.
func cutEnd(text []byte) []byte {
	text = trimPartialEnd(text)
	from := len(text) - min(cutReach, len(text)/4)
	near := text[from:]
	if i := bytes.LastIndexByte(near, '\n'); i >= 0 {
		return bytes.TrimSuffix(text[:from+i], []byte("\r"))
	}
	if i := find.LastIndex(near, `\n`); i >= 0 {
		return text[:from+i]
	}
	for i := len(near) - 1; i > 0; i-- {
		if separates(near[i-1]) {
			return text[:from+i]
		}
	}
	return trimPartialEscape(text)
}

// cutStart gives text, whose beginning was cut off, from the best place to begin. What parts its first line or word from the one before stays, and says
// that these are whole.
func cutStart(text []byte) []byte {
	text = trimPartialStart(text)
	near := text[:min(cutReach, len(text)/4)]
	if i := bytes.IndexByte(near, '\n'); i >= 0 {
		return text[i:]
	}
	if i := find.Index(near, `\n`); i >= 0 {
		return text[i:]
	}
	for i := range near {
		if separates(near[i]) {
			return text[i:]
		}
	}
	return text
}

func separates(c byte) bool { return c == ' ' || c == ',' || c == ';' || c == '>' }

// trimPartialEscape drops the beginning of an escape of JSON (RFC 8259, section 7) whose rest was cut off.
func trimPartialEscape(text []byte) []byte {
	const longest = len(`\u00e9`)
	from := max(0, len(text)-longest+1)
	i := bytes.LastIndexByte(text[from:], '\\')
	if i < 0 || i > 0 && text[from+i-1] == '\\' {
		return text
	}
	if escape := text[from+i:]; len(escape) == 1 || escape[1] == 'u' {
		return text[:from+i]
	}
	return text
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
