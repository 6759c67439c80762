package redact

// isEveryday reports whether a value is a word that stands for a secret in code and prose, and that many a secret is as well.
func isEveryday(value []byte) bool {
	return equalFold(value, "secret") || equalFold(value, "password") || equalFold(value, "token")
}

// everyday reports whether text[from:to] is such a word, and is written as values are: in a member, a form, an element, or behind a key
// that begins its line. password=password is more often code that passes an argument on.
func (s *scan) everyday(p *pair, from, to int) bool {
	value := s.text[from:to]
	if !isEveryday(value) {
		return false
	}
	before, after := s.byteAt(from-1), s.byteAt(to)
	switch {
	case before == '>' && after == '<', p.quoted && class[before]&quoteMark != 0, p.before == '&', p.before == '?', p.equals && after == '&':
		return true
	case class[before]&quoteMark == 0 && s.sameKey(p, value):
		return false
	}
	return p.equals || p.lineStart || class[before]&quoteMark != 0 && s.opensMember(p)
}

// sameKey reports whether the key of a pair is the value itself.
func (s *scan) sameKey(p *pair, value []byte) bool {
	n := run(s.text[p.start:], keyByte, longestKey)
	return n == len(value) && equalFold(value, lowered(s.text[p.start:p.start+n]))
}

// lowered gives a constant for an everyday word, so that nothing is allocated.
func lowered(key []byte) string {
	for _, word := range [...]string{"secret", "password", "token"} {
		if equalFold(key, word) {
			return word
		}
	}
	return ""
}

// opensMember reports whether what stands before a key says that it is one of several: { user: 'x', password: 'y' }.
func (s *scan) opensMember(p *pair) bool {
	c := p.before
	if class[c]&blank != 0 {
		c = s.byteAt(p.start - 2)
	}
	return c == '{' || c == ',' || c == '('
}
