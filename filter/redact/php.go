package redact

import "errormask/filter/find"

// PHP's print_r and var_dump write an object's members with their visibility: [password:protected] => x, ["token":"App\User":private]=>.

// isVisibility reports whether a visibility, after its class if it has one, stands at i, or the rest of a key: "Jwt:Key": "x".
func (s *scan) isVisibility(i int) bool {
	if c := s.byteAt(i); c != 'p' && c != '"' && c != '\\' && c != '&' && class[c]&upper == 0 {
		return false
	}
	end := i + s.run(i, alnum, longestKey)
	if c, n := s.characterAt(end); class[c]&quoteMark != 0 && end > i && s.byteAt(end+n) == ':' {
		before := s.byteAt(i - 2 - s.back(i-1, keyByte, longestKey)) // the quote, or a key above
		return class[before]&quoteMark != 0 || before == ';' || before == ':' || before == '\\'
	}
	for end < len(s.text) && end-i < longestKey && s.text[end] != ']' && (class[s.text[end]]&keyByte != 0 || inClass(s.text[end])) {
		end++
	}
	s.saw(end - i)
	return s.byteAt(end) == ']' && (s.after(end, "private") || s.after(end, "protected"))
}

// inClass names what a class and a visibility have besides the bytes of a key.
func inClass(c byte) bool { return c == '\\' || c == '"' || c == ':' }

// beforeVisibility passes back over a visibility that ends at end, and over its class.
func (s *scan) beforeVisibility(end int) int {
	if s.after(end, ":protected") {
		return s.beforeQuotes(end-len(":protected"), end)
	}
	if !s.after(end, ":private") {
		return end
	}
	end -= len(":private")
	for i := end; i > s.floor && end-i < longestKey; i-- {
		s.saw(1)
		switch c := s.text[i-1]; {
		case c == ':':
			return s.beforeQuotes(i-1, end)
		case class[c]&keyByte == 0 && !inClass(c):
			return s.beforeQuotes(end, end)
		}
	}
	return s.beforeQuotes(end, end)
}

// serialized gives where the key ends of a value whose length ends at i, as PHP's serialize writes members: s:5:"token";s:12:"x". Elsewhere it gives i.
func (s *scan) serialized(i int) int {
	if n := s.back(i, digit, 9); n > 0 && s.after(i-n, ";s:") {
		return i - n - len(";s:")
	}
	return i
}

// arguments looks at the list at i of what a function was called with, in a trace as JSON: PDO's third one is a password.
func (s *scan) arguments(i int) int {
	frame := s.text[max(s.floor, i-reach):i]
	s.saw(len(frame))
	if find.Index(frame, `"PDO"`) < 0 && find.Index(frame, `"mysqli"`) < 0 {
		return i + 1
	}
	s.takes(2, i)
	return s.first(i)
}

// printed takes a value as print_r writes it, [password] => two words, to the end of its line.
func (s *scan) printed(p *pair, i, from int) {
	for i > s.floor && class[s.text[i-1]]&blank != 0 {
		i--
	}
	if i > s.floor && s.text[i-1] == ']' && p.before == '[' && from < len(s.text) && class[s.text[from]]&(alnum|foreign) != 0 {
		line := *p.word
		line.flags |= wholeLine
		p.word = &line
	}
}
