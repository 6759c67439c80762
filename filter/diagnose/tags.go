package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

// tagsLength gives the length of the tags before a line, which the next line has as well, as loggers write a request's id before each line:
// "[b0a4-17] [eu-2] message". 0 if there are none, or none has a digit.
func (s *scan) tagsLength(line []byte) int {
	head := line[:min(len(line), maxPlace)]
	n, digits := 0, 0
	for n < len(head) && head[n] == '[' {
		end := find.Index(head[n:], "] ")
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

// nuxtTags are those that Nuxt and its server begin a line with that has an error: "[nuxt] [request error] [unhandled] [500] message".
var nuxtTags = []string{"[nuxt] [", "[nitro] ["}

// cutTags takes away the tags before a line.
func cutTags(line []byte) []byte {
	for ok := true; ok && len(line) > 0 && line[0] == '['; {
		var rest []byte
		if _, rest, ok = cut(line, "] "); ok {
			line = rest
		}
	}
	return line
}

// cutRubyLog takes away what Ruby's logger writes before a line, and Rails' tags: "F, [2031-04-02T09:31:55.640 #48] FATAL -- : [request's id] message".
func cutRubyLog(line []byte) []byte {
	_, rest, ok := cut(line, " -- ")
	if ok {
		_, rest, ok = cut(rest, ": ")
	}
	if !ok {
		return line
	}
	return trimSpace(cutTags(rest))
}
