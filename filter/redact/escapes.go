package redact

import (
	"bytes"
	"strings"

	"errormask/filter/lanes"
	"errormask/filter/words"
)

// A text often stands in another one that has escapes for some of its characters: a JSON string in a JSON string, a trace in a page. Of such a text the
// scan sees less as it stands than as it is meant, so it looks at both. All escapes are read at once, however deep they are: what ends a value
// two levels down ends it too soon here, but not where the scan looked at the text as it stands.

// behindEscapes replaces in dst[base:], which is text redacted, the secrets that are seen once its escapes are read.
func (r *Redactor) behindEscapes(dst []byte, base int, f form) []byte {
	text := dst[base:]
	if !hasEscapes(text) {
		return dst
	}
	plain, size := make([]byte, len(text)), 0
	for i, n := 0, 0; i < len(text); i += n {
		plain[size], n = character(text[i:])
		size++
	}
	plain = plain[:size]
	o := new(own)
	if r.scan(nil, plain, f, o); len(o.found) == 0 {
		return dst
	}
	end, done, i, at := len(dst), 0, 0, 0 // at is where in plain is what stands at i
	for _, g := range o.found {
		from := 0
		for ; at < g.to; at++ {
			if at == g.from {
				from = i
			}
			_, n := character(text[i:])
			i += n
		}
		dst = r.appendMark(put(dst, text[done:from]), g.kind, plain[g.from:g.to])
		done = i
	}
	dst = put(dst, text[done:])
	dst = dst[:base+copy(dst[base:], dst[end:])]
	return r.again(dst, base, plain, &o.finds)
}

// hasEscapes reports whether a text may have escapes besides those of line ends and tabs before a frame, which the scan has no need to know: traces in JSON
// have no others.
//
//go:noinline
func hasEscapes(text []byte) bool {
	for i := 0; i < len(text); i++ {
		if i+8 <= len(text) {
			x := lanes.Load(text[i:])
			if n := lanes.First(lanes.Equal(x, '&') | lanes.Equal(x, '%') | lanes.Equal(x, '\\')); n > 0 {
				i += n - 1
				continue
			}
		}
		switch text[i] {
		case '&', '%':
			return true
		case '\\':
			next := min(i+2, len(text))
			next += run(text[next:], blank, reach)
			if next+1 >= len(text) || !isEscape(text[i+1]) || text[next] == 'a' && text[next+1] != 't' || strings.IndexByte(`a\".#/`, text[next]) < 0 {
				return true
			}
			i = next - 1
		}
	}
	return false
}

// character gives the character that text begins with, 0xff for one beyond Latin-1, and how many bytes it takes: an escape of JSON and most languages behind any number of
// backslashes, or a character reference of HTML, escaped once more or not, or a byte.
//
//go:noinline
func character(text []byte) (c byte, n int) {
	for n < len(text) && n < longestEscape && text[n] == '\\' {
		n++
	}
	if n == len(text) {
		return text[0], 1
	}
	c = text[n]
	if n > 0 {
		digits := 1
		switch c {
		case '"', '\'', '`', '/':
			return c, n + 1
		case 'n':
			return '\n', n + 1
		case 'r':
			return '\r', n + 1
		case 't':
			return '\t', n + 1
		case 'u':
			digits = 3
		case 'x':
		case '&': // of a quote that was escaped before it stood in a page
			if c, m := character(text[n:]); class[c]&quoteMark != 0 {
				return c, n + m
			}
			return text[0], 1
		default:
			return text[0], 1
		}
		if n += digits; n+2 > len(text) || unhex(text[n])|unhex(text[n+1]) > 15 {
			return text[0], 1
		}
		if digits == 3 && (text[n-2] != '0' || text[n-1] != '0') {
			if unhex(text[n-2])|unhex(text[n-1]) > 15 {
				return text[0], 1
			}
			return 0xff, n + 2
		}
		c = unhex(text[n])<<4 | unhex(text[n+1])
		n++
	}
	n++
	switch {
	case c == '%' && len(text)-n >= 2 && unhex(text[n])|unhex(text[n+1]) < 16:
		return unhex(text[n])<<4 | unhex(text[n+1]), n + 2
	case c != '&':
		return c, n
	}
	for len(text)-n > 4 && string(text[n:n+4]) == "amp;" {
		n += 4
	}
	rest := text[n:min(n+6, len(text))]
	if end := bytes.IndexByte(rest, ';'); end > 0 {
		if k := words.Nth(references, string(rest[:end])); k >= 0 {
			return referenced[k], n + end + 1
		}
	}
	return c, n
}

// characterAt is character for what stands at i, and no character at the end.
//
//go:noinline
func (s *scan) characterAt(i int) (c byte, n int) {
	if i >= len(s.text) {
		return 0, 0
	}
	c, n = character(s.text[i:])
	s.saw(n)
	return c, n
}

// references are names and numbers of characters in HTML, referenced these characters.
const (
	references = "quot lt gt apos #39 #34 #x27 #x22 #039 #034 nbsp"
	referenced = "\"<>''\"'\"'\" "
)
