package envoylog

import (
	"bytes"
	"errors"
)

// Records begin so. Those that were written in an emergency have no time.
var (
	withTime    = []byte(`{"timestamp":"`)
	withoutTime = []byte(`{"event.name":"errormask.`)
	behindTime  = []byte(`","event.name":"errormask.`)
)

// maxTime is more than the length of any timestamp, and headSize than what has to be read of a record to know it for one.
const (
	maxTime  = 40
	headSize = 100
)

// maxDepth is how often a record may be a string in JSON: once in Envoy's JSON log, once more where docker or a collector has wrapped that.
const maxDepth = 3

// find looks for a record in a line. It gives nil if there is none, and an error if there is one that is broken.
func find(line []byte) (*Record, error) {
	for from := 0; ; {
		n := bytes.IndexByte(line[from:], '{')
		if n < 0 {
			return nil, nil
		}
		at := from + n
		from = at + 1
		depth, ok := depthOf(line[from:])
		if !ok {
			continue
		}
		head, _ := peel(line[at:min(len(line), at+headSize<<depth)], depth)
		verdict := begins(head)
		if verdict == no || !said(line[:at], depth) {
			continue
		}
		if verdict == cutOff {
			return nil, errCutOff
		}
		text, err := peel(line[at:], depth)
		if err != nil {
			return nil, err
		}
		return parse(bytes.TrimRight(text, "\r\n"))
	}
}

var errCutOff = errors.New("a record that is cut off")

// depthOf tells from the escaping of a quote in how many strings of JSON it lies: a quote has 0 backslashes there, or 1, or 3, or 7.
func depthOf(text []byte) (depth int, ok bool) {
	n := 0
	for n < len(text) && text[n] == '\\' {
		n++
	}
	if n == len(text) || text[n] != '"' {
		return 0, false
	}
	for depth = range maxDepth + 1 {
		if n == 1<<depth-1 {
			return depth, true
		}
	}
	return 0, false
}

// said reports whether what follows is a message of a wasm plugin, or begins its line or its string. Other lines may quote a record, such as
// an access log with what a client has sent.
func said(before []byte, depth int) bool {
	if depth > 0 && bytes.HasSuffix(before, []byte{'"'}) {
		return backslashes(before[:len(before)-1]) == 1<<(depth-1)-1
	}
	return len(bytes.TrimSpace(before)) == 0 || bytes.Contains(before, []byte("wasm log"))
}

// peel takes a text out of the strings of JSON that it lies in.
func peel(text []byte, depth int) ([]byte, error) {
	for range depth {
		quoted := append([]byte{'"'}, text...)
		said, _, err := unquote(nil, quoted)
		if err != nil {
			return said, errCutOff
		}
		text = said
	}
	return text, nil
}

type verdict int

const (
	no verdict = iota
	cutOff
	yes
)

// begins tells whether a text begins as a record does. It may end before that is clear.
func begins(text []byte) verdict {
	text = bytes.TrimRight(text, "\r\n")
	if v := startsWith(text, withoutTime); v != no && len(text) > 2 {
		return v
	}
	v := startsWith(text, withTime)
	if v != yes {
		return v
	}
	rest := text[len(withTime):]
	n := bytes.IndexByte(rest, '"')
	switch {
	case n < 0 && len(rest) > maxTime, n > maxTime:
		return no
	case n < 0:
		return cutOff
	}
	return startsWith(rest[n:], behindTime)
}

func startsWith(text, prefix []byte) verdict {
	switch {
	case bytes.HasPrefix(text, prefix):
		return yes
	case bytes.HasPrefix(prefix, text) && len(text) > 2:
		return cutOff
	}
	return no
}
