package diagnose

import "bytes"

// tagsLength gives the length of the tags before a line, which the next line has as well, as loggers write a request's id before each line:
// "[b0a4-17] [eu-2] message". 0 if there are none, or none has a digit.
func (s *scan) tagsLength(line []byte) int {
	head := line[:min(len(line), maxPlace)]
	n, digits := 0, 0
	for n < len(head) && head[n] == '[' {
		end := index(head[n:], "] ")
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
