package redact

// quotedEnd gives where a value ends that began at from, after the quote: before its closing quote, at the end of the line, or where the
// middle of the text was cut out.
//
// A quote closes a string in a string in a string when just as many backslashes stand before it as before the opening one. More of them
// escape it, fewer end one of the strings around.
func (s *scan) quotedEnd(q quote, from int) int {
	backslashes := 0
	for i := from; i < len(s.text); i++ {
		c := s.text[i]
		switch {
		case class[c]&newline != 0 || c == ellipsisByte && cutMarker(s.text[i:]) > 0:
			return s.interrupted(q, i)
		case c == '\\':
			backslashes++
			continue
		case c == q.text[0]:
			escaped := backslashes % (2 * (q.slashes + 1))
			if escaped == 2*q.slashes+1 {
				break
			}
			more := s.goesOn(q, i)
			if more == 0 {
				return i - escaped
			}
			i += more - 1
		}
		backslashes = 0
	}
	return len(s.text)
}

// goesOn gives how many bytes the quote at i takes if it ends no value: an apostrophe in a word, or a quote that is doubled, as SQL
// escapes it. It gives 0 if the quote does end the value.
func (s *scan) goesOn(q quote, i int) int {
	next := s.byteAt(i + 1)
	switch {
	case q.slashes > 0:
		return 0
	case next == q.text[0] && class[s.byteAt(i+2)]&(alnum|foreign) != 0: // else it ends a string in a string, whose escapes were read
		return 2
	case q.text == "'" && (class[next]&alnum != 0 || s.mark(i+1) > 0): // which may have been alphanumeric
		return 1
	}
	return 0
}

// bareEnd gives where a value without quotes ends.
func (s *scan) bareEnd(p *pair, from int) int {
	line := p.lineStart && p.spaced && (!p.equals || p.surrounded) && !p.quoted
	header := p.word.flags&wholeLine != 0
	connection := p.equals && p.before == ';'
	record := p.equals && p.surrounded && p.spaced && !line && s.opensMember(p)
	i := from
	for ; i < len(s.text); i++ {
		c := s.text[i]
		if class[c]&(alnum|joint|slash|base64Sign) != 0 {
			continue
		}
		if class[c]&newline != 0 || c == ellipsisByte && cutMarker(s.text[i:]) > 0 || c == '<' && s.isTag(i) || c == '\\' && s.endsLine(i) {
			return s.interrupted(quote{}, i)
		}
		if n := s.mark(i); n > 0 { // it is no part of the value's text, and stays whole
			i += n - 1
			continue
		}
		if line || header {
			if class[c]&quoteMark != 0 && (!p.lineStart || p.escapedLine) && s.closes(i) || c == '&' && s.entity(i) {
				break
			}
			continue
		}
		if connection {
			if c == ';' && !s.after(i, "&amp") && !s.after(i, "&lt") || class[c]&quoteMark != 0 || c == '&' && s.entity(i) {
				break
			}
			continue
		}
		if record && c == ' ' && s.byteAt(i+1) != '}' && s.byteAt(i-1) != ',' {
			continue
		}
		if s.endsBare(c, i) {
			break
		}
	}
	s.saw(i - from)
	if !line && !header && i > from+1 && s.text[i-1] == '.' { // a sentence's
		i--
	}
	return i
}

// endsBare reports whether the byte c at i ends a value: it does not where the value obviously goes on, as passwords have any bytes.
func (s *scan) endsBare(c byte, i int) bool {
	switch c {
	case ' ', '\t', 0, 0x1b:
		return true
	case '"', '\'', '`', ')', ']', '}', '>', '|':
		return s.closes(i) || i == s.positional.end
	case ',', ';':
		next := s.byteAt(i + 1)
		return class[next]&(blank|newline|quoteMark) != 0 || i+1 == len(s.text) || next == '\\' || s.beginsPair(i+1)
	case '&':
		c, n := s.characterAt(i)
		return i+1 == len(s.text) || s.entity(i) || c == '&' && s.beginsPair(i+n)
	case '%':
		return s.hasPrefix(i, "%26") || s.hasPrefix(i, "%22")
	}
	return false
}

// closes reports whether a quote or bracket at i is no part of the word that it follows.
func (s *scan) closes(i int) bool {
	return class[s.byteAt(i+1)]&(alnum|underscore|foreign) == 0 && s.mark(i+1) == 0
}

// entity reports whether an HTML entity at i, escaped once more or not, stands for a quote, a space or the < of a closing tag.
//
//go:noinline
func (s *scan) entity(i int) bool {
	c, n := s.characterAt(i)
	return n > 1 && s.text[i] == '&' && (class[c]&(quoteMark|blank) != 0 || c == '>' || c == '<' && s.byteAt(i+n) == '/')
}

// longestEscape is how many backslashes an escape has in a string in a string in a string in a string.
const longestEscape = 15

// endsLine reports whether the backslash at i begins an escape that ends a value in a string: a line's end, a quote, < or &.
//
//go:noinline
func (s *scan) endsLine(i int) bool {
	for end := i + longestEscape; i < end && i < len(s.text) && s.text[i] == '\\'; i++ {
		s.saw(1)
	}
	switch c := s.byteAt(i); c {
	case 'n', 'r', 't', '"', '\'':
		return true
	case '&':
		return s.entity(i)
	case 'u':
		c, d := s.byteAt(i+3), s.byteAt(i+4)
		return s.hasPrefix(i, "u00") && (c == '2' && (d == '2' || d == '6' || d == '7') || c == '3' && d|0x20 == 'c' || c == '1' && d|0x20 == 'b')
	}
	return false
}

// beginsPair reports whether a key and a separator stand at i. A quote behind a key that none stands before ends the text around it.
func (s *scan) beginsPair(i int) bool {
	i += s.run(i, blank|quoteMark, 4)
	end := i
	for end-i < longestKey && end < len(s.text) && s.mark(end) == 0 && (class[s.text[end]]&keyByte != 0 || s.text[end] == '[' || s.text[end] == ']' || s.text[end] == '%') {
		end++
	}
	s.saw(end - i)
	if end == i {
		return false
	}
	c, n := s.characterAt(end)
	if class[c]&quoteMark != 0 {
		if class[s.byteAt(i-1)]&quoteMark != 0 {
			return true
		}
		c, _ = s.characterAt(end + n)
	}
	return c == '=' || c == ':' || c == '['
}

// isTag reports whether the < at i begins a tag, a comment or the like.
func (s *scan) isTag(i int) bool {
	c := s.byteAt(i + 1)
	return c == '/' || c == '!' || c == '?' || class[c]&(lower|upper) != 0
}
