package response

import (
	"strings"

	"errormask/filter/jsontext"
)

// escape appends a value that a client may have chosen to a body of some media type, so that it cannot become anything else there than text.
type escape func(dst []byte, value string) []byte

func escapeFor(essence string) escape {
	switch {
	case isJSON(essence):
		return inJSON
	case isMarkup(essence):
		return inMarkup
	}
	return inText
}

// inJSON escapes for the inside of a JSON string, and "<" besides, as some put JSON into a page.
func inJSON(dst []byte, value string) []byte {
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

// inMarkup escapes for text and quoted attributes of HTML and XML. Control characters, which XML has no escape for, are left out.
func inMarkup(dst []byte, value string) []byte {
	for _, r := range value {
		switch {
		case r == '<':
			dst = append(dst, "&lt;"...)
		case r == '>':
			dst = append(dst, "&gt;"...)
		case r == '&':
			dst = append(dst, "&amp;"...)
		case r == '"':
			dst = append(dst, "&#34;"...)
		case r == '\'':
			dst = append(dst, "&#39;"...)
		case r >= ' ' && r != 0x7f:
			dst = append(dst, string(r)...)
		}
	}
	return dst
}

// inText leaves out whatever could mean something in a format that is not known: all but letters, digits and a few marks of ASCII.
func inText(dst []byte, value string) []byte {
	for i := range len(value) {
		switch c := value[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9',
			c == ' ', c == '-', c == '_', c == '.', c == ':', c == '/', c == '+', c == '=', c == '@', c == ',':
			dst = append(dst, c)
		}
	}
	return dst
}
