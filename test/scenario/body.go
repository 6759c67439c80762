package scenario

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"errormask/test/casefile"
)

// maxPiece bounds what one piece may become, in bytes.
const maxPiece = 64 << 20

// body reads a piece of the upstream's body.
func (p *parser) body(s section) *parseError {
	var step Step
	if err := s.changedInto(&step.Data); err != nil {
		return err
	}
	return p.step(step)
}

// changedInto applies the words behind the marker to the section's bytes, from left to right.
func (s section) changedInto(target *[]byte) *parseError {
	data := append([]byte{}, s.data...)
	for words := s.words; len(words) > 0; {
		var err error
		if data, words, err = change(data, words); err != nil {
			return &parseError{0, fmt.Errorf("%s: %w", s.kind, err)}
		}
	}
	*target = data
	return nil
}

// change applies the first word, and its number if it takes one, and gives the words that are left.
func change(data []byte, words []string) ([]byte, []string, error) {
	word, rest := words[0], words[1:]
	var err error
	switch word {
	case "escaped":
		data, err = casefile.Unescape(string(data))
	case "base64":
		data, err = base64.StdEncoding.DecodeString(strings.ReplaceAll(string(data), "\n", ""))
	case "gzip":
		data, err = compress(data)
	case "repeat", "cut":
		if len(rest) == 0 {
			return nil, nil, fmt.Errorf("%s without a number", word)
		}
		data, err = changeLength(data, word, rest[0])
		rest = rest[1:]
	default:
		err = fmt.Errorf("unknown word %q", word)
	}
	return data, rest, err
}

func changeLength(data []byte, word, number string) ([]byte, error) {
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 {
		return nil, fmt.Errorf("%s %q: not a number of at least 0", word, number)
	}
	if word == "cut" {
		if n > len(data) {
			return nil, fmt.Errorf("cut %d: the piece has only %d bytes", n, len(data))
		}
		return data[:n], nil
	}
	if n > 0 && len(data) > maxPiece/n {
		return nil, fmt.Errorf("repeat %d: more than %d bytes", n, maxPiece)
	}
	return bytes.Repeat(data, n), nil
}

func compress(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
