package corpus

import (
	"bytes"
	"fmt"
	"strconv"
)

// change applies the words behind the body's marker, from left to right.
func change(body []byte, words []string) ([]byte, error) {
	for _, word := range words {
		switch word {
		case "crlf":
			body = bytes.ReplaceAll(body, []byte("\n"), []byte("\r\n"))
		case "escaped":
			var err error
			if body, err = unescape(string(body)); err != nil {
				return nil, err
			}
		default:
			return nil, fmt.Errorf("%q: a body is crlf or escaped", word)
		}
	}
	return body, nil
}

// unescape reads the escapes of a Go string. Line ends and quotes may stand as they are.
func unescape(text string) ([]byte, error) {
	var out []byte
	for text != "" {
		if text[0] != '\\' {
			out, text = append(out, text[0]), text[1:]
			continue
		}
		r, multibyte, rest, err := strconv.UnquoteChar(text, '"')
		if err != nil {
			return nil, fmt.Errorf("bad escape at %.12q", text)
		}
		if multibyte {
			out = append(out, string(r)...)
		} else {
			out = append(out, byte(r))
		}
		text = rest
	}
	return out, nil
}
