package pluginconfig

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// In a YAML scalar the text is not as it is in the file: it is indented, folded or escaped. But what is no space stands in both in the same
// order. So a place in the text is found in the file by counting the characters before it that are no spaces.

// placeIn gives where in the file the byte at an offset of a scalar's text stands.
func placeIn(s *source, scalar *yaml.Node, offset int) Position {
	before := strings.Join(strings.FieldsFunc(scalar.Value[:min(offset, len(scalar.Value))], isSpace), "")
	at := begin(s, scalar)
	for count := utf8.RuneCountInString(before); at < len(s.text); {
		r, size := unit(s.text[at:], scalar.Style)
		if !isSpace(r) {
			if count == 0 {
				break
			}
			count--
		}
		at += size
		if count == 0 && offset >= len(scalar.Value) {
			break // the end of the text
		}
	}
	return s.position(at)
}

// begin gives where a scalar's text begins, behind its quote or the line with the sign of a block.
func begin(s *source, scalar *yaml.Node) int {
	at := s.offset(Position{scalar.Line, scalar.Column})
	mark := ""
	switch {
	case scalar.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		mark = "\n"
	case scalar.Style&yaml.DoubleQuotedStyle != 0:
		mark = `"`
	case scalar.Style&yaml.SingleQuotedStyle != 0:
		mark = `'`
	}
	if n := strings.Index(s.text[at:], mark); n >= 0 {
		at += n + len(mark)
	}
	return at
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

// unit reads a character of a scalar from the file, and gives how many bytes it takes up there.
func unit(text string, style yaml.Style) (r rune, size int) {
	r, size = utf8.DecodeRuneInString(text)
	switch {
	case style&yaml.SingleQuotedStyle != 0 && strings.HasPrefix(text, "''"):
		return r, 2
	case style&yaml.DoubleQuotedStyle != 0 && r == '\\' && len(text) > 1:
		return escaped(text)
	}
	return r, size
}

// escaped reads an escape of a double-quoted scalar (YAML 1.2.2, section 5.7), or a pair of them in JSON.
func escaped(text string) (r rune, size int) {
	if at := pairs.FindStringIndex(text[:min(pairLength, len(text))]); at != nil {
		return utf16.DecodeRune(surrogates(text)), pairLength
	}
	if digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[text[1]]; digits > 0 && len(text) >= 2+digits {
		n, err := strconv.ParseUint(text[2:2+digits], 16, 32)
		if err == nil {
			return rune(n), 2 + digits
		}
	}
	if strings.IndexByte("ntr", text[1]) >= 0 {
		return ' ', 2
	}
	r, size = utf8.DecodeRuneInString(text[1:])
	return r, 1 + size
}
