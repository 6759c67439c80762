package envoylog

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// pieceSize is where container runtimes split lines, in bytes.
const pieceSize = 16 << 10

// splits puts lines together again that a container runtime has split: docker's json-file leaves out the line end in all but the last
// piece, CRI marks them with P and the last one with F. Pieces of the two output streams may come in turns.
type splits struct {
	// waiting are the beginnings of lines, by output stream.
	waiting map[string][]byte
	// scratch is what a line of docker's says.
	scratch []byte
}

func (s *splits) open() bool { return len(s.waiting) > 0 }

// join gives what a program has written on one line, nil while the end of it is missing. The result is valid until the next call.
func (s *splits) join(line []byte) []byte {
	stream, piece, last := s.unwrap(line)
	before, split := s.waiting[stream]
	if last && !split {
		return piece
	}
	before = append(before, piece...)
	if !last && len(before) < maxLine {
		if s.waiting == nil {
			s.waiting = map[string][]byte{}
		}
		s.waiting[stream] = before
		return nil
	}
	delete(s.waiting, stream)
	return before
}

// rest gives the beginning of a line whose end never came, nil if there is none.
func (s *splits) rest() []byte {
	for stream, text := range s.waiting {
		delete(s.waiting, stream)
		return text
	}
	return nil
}

// unwrap takes a runtime's wrapping off a line: which output stream it comes from, what it says, and whether the line ends with it. A line
// that is not wrapped belongs to no stream.
func (s *splits) unwrap(line []byte) (stream string, piece []byte, last bool) {
	if text, ok := bytes.CutPrefix(line, []byte(`{"log":`)); ok {
		return s.docker(line, text)
	}
	return cri(line)
}

func (s *splits) docker(line, text []byte) (stream string, piece []byte, last bool) {
	said, rest, err := unquote(s.scratch[:0], text)
	s.scratch = said
	if err != nil {
		return "", line, true
	}
	stream = "docker stdout"
	if bytes.Contains(rest, []byte(`"stderr"`)) {
		stream = "docker stderr"
	}
	// Collectors that write the same JSON leave out each line end.
	return stream, said, len(said) < pieceSize || said[len(said)-1] == '\n'
}

// cri reads "TIME STREAM TAG TEXT", the format of containerd, CRI-O and podman.
func cri(line []byte) (stream string, piece []byte, last bool) {
	clock, rest, _ := bytes.Cut(line, []byte{' '})
	name, rest, _ := bytes.Cut(rest, []byte{' '})
	tags, text, ok := bytes.Cut(rest, []byte{' '})
	if len(clock) < len("2006-01-02T15:04:05Z") || clock[10] != 'T' || !ok {
		return "", line, true
	}
	tag, _, _ := bytes.Cut(tags, []byte{':'})
	switch string(name) {
	case "stdout", "stderr":
		if string(tag) == "P" || string(tag) == "F" {
			return "cri " + string(name), text, string(tag) == "F"
		}
	}
	return "", line, true
}

// unquote appends what the JSON string at the beginning of text says, and gives what follows the string.
func unquote(to, text []byte) (said, rest []byte, err error) {
	end := stringEnd(text)
	said, err = jsontext.AppendUnquote(to, text[:end])
	return said, text[end:], err
}

// stringEnd gives the length of the JSON string at the beginning of text; all of text, if it has no end.
func stringEnd(text []byte) int {
	for i := 1; i < len(text); {
		n := bytes.IndexByte(text[i:], '"')
		if n < 0 {
			break
		}
		i += n + 1
		if backslashes(text[1:i-1])%2 == 0 {
			return i
		}
	}
	return len(text)
}

// backslashes counts those at the end of text.
func backslashes(text []byte) int {
	return len(text) - len(bytes.TrimRight(text, `\`))
}
