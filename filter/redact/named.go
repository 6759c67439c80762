package redact

// name remembers that the value at i names a secret, which a "value" close by then is.
func (s *scan) name(i int) {
	if q, next := s.openingQuote(s.blanks(i)); q.text != "" {
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
	size := s.run(i, keyByte|slash, longestKey)
	s.saw(size)
	if size == 0 {
		return
	}
	if w, _ := s.keyAt(i, i+size); w != nil && w.flags&(names|valued) == 0 {
		s.named, s.namedUntil, s.inTag = w, i+size+4*reach, true
		s.formPart(i + size)
	}
}

// nameAfter gives the word for the value at i, which a member after it names: {"value": "x", "msg": "..", "path": "password"}.
func (s *scan) nameAfter(i int) *word {
	q, i := s.openingQuote(i)
	if q.text == "" {
		return nil
	}
	from := s.quotedEnd(q, i)
	s.saw(from - i)
	for i = from; i < len(s.text) && i-from < 2*reach && s.text[i] != '}'; i++ {
		s.saw(1)
		if s.text[i] != ':' {
			continue
		}
		key := s.beforeQuotes(i, 0)
		if key <= from {
			continue
		}
		if w, _ := s.keyAt(from, key); w == nil || w.flags&names == 0 {
			continue
		}
		_, name := s.openingQuote(s.blanks(i + 1))
		size := s.run(name, keyByte|slash, longestKey)
		if size == 0 {
			return nil
		}
		if w, _ := s.keyAt(name, name+size); w != nil && w.flags&(names|valued) == 0 {
			return w
		}
	}
	return nil
}

// nameAbove gives the word for the value in the line of i, which the line above names and nothing else, as pydantic does.
func (s *scan) nameAbove(i int) *word {
	from := i
	for from > s.floor && i-from < 4*reach && class[s.text[from-1]]&newline == 0 && !s.after(from, `\n`) {
		from--
	}
	s.saw(i - from)
	end := from
	if end -= s.back(end, newline, 2); end == from && s.after(end, `\n`) {
		end -= len(`\n`)
	}
	name := end - s.back(end, keyByte, longestKey)
	if w, _ := s.keyAt(name, end); w != nil && w.flags&(names|valued) == 0 {
		return w
	}
	return nil
}

// formPart replaces the value of a part of a form (RFC 7578), which follows name="password" and an empty line. The quote is at i.
func (s *scan) formPart(i int) {
	begin, ends := i, 0
	for i < len(s.text) && i-begin < reach {
		c, n := s.characterAt(i)
		if i > begin && class[c]&newline == 0 || i == begin && class[c]&quoteMark == 0 {
			break
		}
		if c == '\n' {
			ends++
		}
		i += n
	}
	if ends > 1 && i < len(s.text) && s.mark(i) == 0 {
		s.value(&pair{word: s.named, lineStart: true, spaced: true}, i)
	}
}
