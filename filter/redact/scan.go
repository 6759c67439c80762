package redact

// scan is one pass over a text.
type scan struct {
	r    *Redactor
	dst  []byte
	text []byte
	// done is up to where the text was appended to dst. What was replaced is never looked at again.
	done int
	// floor is where a look back ends: after the last secret or mark.
	floor int
	// password is that of a URL whose user is being passed over.
	password struct{ from, to int }
	// inside is what the tags that are being passed over say of the text after them.
	inside element
	// named is the word that the value of a "name" was, in effect for what begins before namedUntil.
	named      *word
	namedUntil int
	// barren is up to where no JSON Web Token begins.
	barren int
	// refused is what follows a scheme's name and is no credentials: within it nothing else is.
	refused struct{ from, to int }
	// cut is what the cut in the middle of the text interrupted.
	cut interruption
	// insert is the statement whose values come.
	insert statement
	// holder is what may have secrets in its members.
	holder holder
	// alert says that there is a password or a holder, for which separators count that have no key of a secret before them.
	alert bool
	// looked counts the bytes that were looked at besides those of the pass itself, for the test that this is linear.
	looked int
	// into is where findings go in place of dst, nil if they do not; base is where text stands in that of the search.
	into *own
	base int
}

// run looks for secrets from i on.
func (s *scan) run(i int) {
	text := s.text
	for i < len(text) {
		c := text[i]
		// Most bytes ask for nothing, most words are none of a shape, most separators have no key before them, most parentheses no
		// statement. Switches and calls cost much in wasm, so all this is seen here.
		what := role[c]
		if what == nothing {
			i++
			continue
		}
		if what == wordByte {
			if i+1 < len(text) && begins[c]>>(text[i+1]&31)&1 != 0 {
				i = s.word(i)
				continue
			}
			for i++; i < len(text) && role[text[i]] == wordByte; i++ {
			}
			continue
		}
		if what == separator {
			if !s.alert && s.r.passes(text, i) {
				i++
				continue
			}
			i = s.separator(i, i+1)
			continue
		}
		if what == parenthesis && !opensValues(text, i) {
			i++
			continue
		}
		i = s.sign(what, i)
	}
}

// sign looks at a byte that is neither of a word nor a separator, and gives where to go on.
func (s *scan) sign(what uint8, i int) int {
	switch what {
	case backslash:
		return s.escape(i)
	case percent:
		return s.percent(i)
	case dash:
		return s.dash(i)
	case angle:
		return s.tag(i, "<", ">")
	case ampersand:
		return s.tag(i, "&lt;", "&gt;")
	case greater:
		return s.afterTag(i + 1)
	case bracket:
		return s.bracket(i)
	case at:
		return s.at(i)
	case ellipsis:
		return s.ellipsis(i)
	case parenthesis:
		s.parenthesis(i)
	case apostrophe:
		return s.apostrophe(i)
	}
	return i + 1
}

// passes reports whether the separator at i is neither that of a key nor of a URL, seen by the two last bytes of the key.
func (r *Redactor) passes(text []byte, i int) bool {
	if i+1 < len(text) && (text[i+1] == '/' || text[i+1] == ':' || text[i+1] == '\\') {
		return false
	}
	if i > 0 && text[i-1] == '"' {
		i--
	}
	return i > 1 && class[text[i-1]]&(lower|upper) != 0 && class[text[i-2]]&(lower|upper) != 0 &&
		r.byEnd[toLower(text[i-1])].before>>(text[i-2]&31)&1 == 0
}

// replace puts a mark in the place of a secret and gives where it ended.
func (s *scan) replace(from, to int, kind string) int {
	if s.into != nil {
		s.into.found = append(s.into.found, finding{s.base + from, s.base + to, kind})
	} else {
		s.dst = append(s.dst, s.text[s.done:from]...)
		s.dst = s.r.appendMark(s.dst, kind, s.text[from:to])
	}
	if s.alert && s.holds(from) {
		s.holder.read = max(to, s.holder.read)
	}
	s.done, s.floor = to, to
	if s.inside.from > from && s.inside.from <= to { // what looked like the end of a tag was a part of the secret
		s.inside.from = s.tagEnd(to, s.inside.greater)
	}
	return to
}

// end appends what was not yet appended.
func (s *scan) end() []byte {
	if s.into != nil {
		return nil
	}
	return append(s.dst, s.text[s.done:]...)
}

// hasPrefix reports whether prefix stands at i.
func (s *scan) hasPrefix(i int, prefix string) bool {
	return len(s.text)-i >= len(prefix) && string(s.text[i:i+len(prefix)]) == prefix
}

// byteAt gives the byte at i, and 0 where the text has none.
func (s *scan) byteAt(i int) byte {
	if i < 0 || i >= len(s.text) {
		return 0
	}
	return s.text[i]
}
