package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
)

// writeJSONLine writes a value as one line of JSON. What a terminal would obey is escaped, since people look at such lines, too.
func writeJSONLine(w io.Writer, value any) error {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err
	}
	var safe bytes.Buffer
	for _, r := range line.String() {
		switch {
		case unicode.IsPrint(r) || r == '\n':
			safe.WriteRune(r)
		case r > 0xffff:
			safe.WriteRune('\ufffd')
		default:
			fmt.Fprintf(&safe, `\u%04x`, r)
		}
	}
	_, err := w.Write(safe.Bytes())
	return err
}
