package response

import (
	"strings"

	"errormask/filter/jsontext"
)

// escape says how a value that a client may have chosen is put into a body, so that it cannot become anything else there than text.
type escape uint8

const (
	inText escape = iota
	inJSON
	inMarkup
)

func escapeFor(essence string) escape {
	switch {
	case isJSON(essence):
		return inJSON
	case isMarkup(essence):
		return inMarkup
	}
	return inText
}

func (e escape) append(dst []byte, value string) []byte {
	switch e {
	case inJSON:
		return appendJSON(dst, value)
	case inMarkup:
		return appendMarkup(dst, value)
	}
	return appendText(dst, value)
}

// appendJSON escapes for the inside of a JSON string, and "<" besides, as some put JSON into a page.
func appendJSON(dst []byte, value string) []byte {
	for {
		before, rest, found := strings.Cut(value, "<")
		dst = jsontext.AppendEscaped(dst, []byte(before))
		if !found {
			return dst
		}
		dst = append(dst, `\u003c`...)
		value = rest
	}
}

// appendMarkup escapes for text and quoted attributes of HTML and XML. Control characters, which XML has no escape for, are left out.
func appendMarkup(dst []byte, value string) []byte {
	for _, r := range value {
		text := ""
		switch {
		case r == '<':
			text = "&lt;"
		case r == '>':
			text = "&gt;"
		case r == '&':
			text = "&amp;"
		case r == '"':
			text = "&#34;"
		case r == '\'':
			text = "&#39;"
		case r >= ' ' && r != 0x7f:
			text = string(r)
		}
		dst = append(dst, text...)
	}
	return dst
}

// appendText leaves out whatever could mean something in a format that is not known: all but letters, digits and a few marks of ASCII.
func appendText(dst []byte, value string) []byte {
	for i := range len(value) {
		switch c := value[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9',
			c == ' ', c == '-', c == '_', c == '.', c == ':', c == '/', c == '+', c == '=', c == '@', c == ',':
			dst = append(dst, c)
		}
	}
	return dst
}
