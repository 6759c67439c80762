package redact

// name remembers that the value at i names a secret, which a "value" close by then is.
func (s *scan) name(i int) {
	if q, next := openingQuote(s.text, s.blanks(i)); q.text != "" {
		i = next
	} else if s.text[i] == '[' { // a list such as ["body", "password"]
		end := i + 1
		for end < len(s.text) && end-i < reach && s.text[end] != ']' {
			end++
		}
		end = s.beforeQuotes(end, 0)
		for i = end; i > s.floor && end-i < longestKey && class[s.text[i-1]]&keyByte != 0; i-- {
		}
	}
	size := run(s.text[i:], keyByte, longestKey)
	s.looked += size
	if size == 0 {
		return
	}
	if w, _ := s.r.match(s.text[i : i+size]); w != nil && w.flags&(names|valued) == 0 {
		s.named, s.namedUntil = w, i+size+2*reach
		s.formPart(i + size)
	}
}

// formPart replaces the value of a part of a form (RFC 7578), which follows name="password" and an empty line.
func (s *scan) formPart(i int) {
	for _, lines := range [...]string{"\"\r\n\r\n", "\"\n\n", `"\r\n\r\n`, `\"\r\n\r\n`} {
		if from := i + len(lines); s.hasPrefix(i, lines) && from < len(s.text) && mark(s.text[from:]) == 0 {
			p := pair{word: s.named, lineStart: true, spaced: true}
			s.value(&p, from)
			return
		}
	}
}
