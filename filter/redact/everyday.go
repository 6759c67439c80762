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

// sameKey reports whether the key of a pair is the value itself: the three words differ in length.
func (s *scan) sameKey(p *pair, value []byte) bool {
	return s.run(p.start, keyByte, longestKey) == len(value) && equalFold(value, p.word.name)
}

// opensMember reports whether what stands before a key says that it is one of several: { user: 'x', password: 'y' }.
func (s *scan) opensMember(p *pair) bool {
	c := p.before
	if class[c]&blank != 0 {
		c = s.byteAt(p.start - 2)
	}
	return c == '{' || c == ',' || c == '('
}
