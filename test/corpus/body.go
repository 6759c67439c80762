package corpus

import (
	"bytes"
	"fmt"

	"errormask/test/casefile"
)

// change applies the words behind the body's marker, from left to right.
func change(body []byte, words []string) ([]byte, error) {
	for _, word := range words {
		switch word {
		case "crlf":
			body = bytes.ReplaceAll(body, []byte("\n"), []byte("\r\n"))
		case "escaped":
			var err error
			if body, err = casefile.Unescape(string(body)); err != nil {
				return nil, err
			}
		default:
			return nil, fmt.Errorf("%q: a body is crlf or escaped", word)
		}
	}
	return body, nil
}
