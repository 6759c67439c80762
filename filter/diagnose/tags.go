package diagnose

import "bytes"

// tagLength gives the length of the tags before a line, which the next line has as well, as loggers write a request's id before each line:
// "[b0a4-17] [eu-2] message". 0 if there are none, or none has a digit.
func (s *scan) tagLength(line []byte) int {
	n, digits := 0, 0
	for n < len(line) && line[n] == '[' {
		end := index(line[n:min(len(line), maxPlace)], "] ")
		if end < 0 {
			break
		}
		for _, c := range line[n : n+end] {
			if kinds[c] == digit {
				digits++
			}
		}
		n += end + len("] ")
	}
	if digits == 0 || !bytes.HasPrefix(s.text[min(s.end+1, len(s.text)):], line[:n]) {
		return 0
	}
	return n
}
