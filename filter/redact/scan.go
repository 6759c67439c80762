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
	// inTag says that no tag began since, so that the name may be an attribute's, and the element's text the value.
	inTag bool
	// barren is up to where no JSON Web Token begins.
	barren int
	// dull is up to where a value does not look like a secret, and so the rest of it does not either.
	dull int
	// unfit is up to where a value in such quotes did not look like a secret. No other one begins in it.
	unfit struct {
		end, slashes int
		mark         byte
	}
	// refused is what follows a scheme's name and is no credentials: within it nothing else is.
	refused struct{ from, to int }
	// cut is what the cut in the middle of the text interrupted.
	cut interruption
	// insert is the statement whose values come.
	insert statement
	// bound is the word of a secret that a statement has a placeholder for: its parameters come.
	bound *word
	// positional are the arguments that are being passed over.
	positional arguments
	// holder is what may have secrets in its members.
	holder holder
	// alert says that there is a password or a holder, for which separators count that have no key of a secret before them.
	alert bool
	// line is what is known of the line of commands: up to where dst and the text were read, and the letter; see command.
	line struct {
		written, read int
		letter        byte
	}
	// spoken is what the text speaks of, 0 where that is not known yet.
	spoken uint8
	// looked counts the bytes that were looked at besides those of the pass itself, for the test that this is linear.
	looked int
	// into is where findings go in place of dst, nil if they do not; base is where text stands in that of the search.
	into *own
	base int
	// finds are what is looked for again.
	finds finds
}

// look looks for secrets from i on.
func (s *scan) look(i int) {
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
			if c <= '9' { // a line's number, mostly
				n := i + 1
				for n < len(text) && n < i+4 && class[text[n]]&digit != 0 {
					n++
				}
				if n < i+4 && n < len(text) && class[text[n]]&(alnum|slash|hyphen|blank) == 0 {
					i = n
					continue
				}
			}
			if i+2 < len(text) && opened.has(text, i) {
				i = max(s.word(i), s.done)
				continue
			}
			from := i
			for i++; i < len(text) && role[text[i]] == wordByte; i++ {
			}
			if i-from >= leastGenerated {
				i = s.generated(from, i)
			}
			continue
		}
		if what == separator {
			if !s.alert && s.passes(i) {
				i++
				continue
			}
			i = max(s.separator(i, i+1), s.done) // of a part of a form, the value was replaced before the scan comes to it
			continue
		}
		if what == comma && i >= s.positional.end && i != s.insert.at && !s.r.lists(text, i) || what == parenthesis && i >= s.positional.end && !s.r.opensValues(text, i) ||
			what == bar && c == '\t' && (i == 0 || class[text[i-1]]&(lower|upper|quoteMark) == 0) ||
			what == dash && i > 0 && i+1 < len(text) && text[i+1] != '-' && class[text[i-1]]&alnum != 0 {
			i++
			continue
		}
		i = max(s.sign(what, i), s.done)
	}
}

// sign looks at a byte that is neither of a word nor a separator, and gives where to go on.
func (s *scan) sign(what uint8, i int) int {
	if s.insert.from > i && i == s.insert.at {
		return s.column(i)
	}
	switch what {
	case backslash:
		return s.escape(i)
	case sign:
		return max(i+1, s.signed(i))
	case dash:
		return s.dash(i)
	case angle:
		return s.tag(i)
	case ampersand:
		return max(i+1, s.signed(i))
	case greater:
		return s.afterTag(i + 1)
	case bracket:
		return s.bracket(i)
	case at:
		return s.at(i)
	case ellipsis:
		return s.ellipsis(i)
	case parenthesis:
		return s.parenthesis(i)
	case comma, bar:
		if i < s.positional.end && what == comma {
			if end := s.argument(i); end > i+1 {
				return end
			}
		}
		return s.loose(i, i+1)
	}
	return i + 1
}

// passes reports whether the separator at i is neither that of a key nor of a URL, seen by the last bytes of the key.
func (s *scan) passes(i int) bool {
	text := s.text
	if i+1 < len(text) && (text[i+1] == '/' || text[i+1] == ':' || text[i+1] == '\\') {
		return false
	}
	whole := text[i] == ':' && s.bound == nil && i >= s.positional.end // else what is no word is a key as well; "id" and "code" end like words
	if i > 0 && text[i-1] == '"' {
		i--
	}
	number := i
	for number > 0 && i-number < 16 && class[text[number-1]]&(digit|dot) != 0 {
		number--
	}
	if number < i && (number == 0 || text[number-1] != '$') { // a line's or a port's, or an address, unless it is a length in PHP's notation
		return number > 0 && class[text[number-1]]&keyByte == 0 && !(number > 2 && text[number-2] == 's' && text[number-3] == ';')
	}
	if i < 3 || class[text[i-1]]&(lower|upper) == 0 || class[text[i-2]]&(lower|upper) == 0 {
		return false
	}
	bucket := &s.r.byEnd[lastTwo(text[i-2], text[i-1])]
	return bucket.third == 0 || whole && !bucket.has(text, i)
}

// lists reports whether the comma at i may follow a key in quotes, or one that a string follows, seen by the last bytes of the key.
func (r *Redactor) lists(text []byte, i int) bool {
	if i < 3 || i+1 == len(text) {
		return false
	}
	if class[text[i-1]]&quoteMark != 0 {
		for i--; i > 2 && text[i-1] == '\\'; i-- {
		}
	} else if next := i + 1; text[next] != '"' && text[next] != '<' && text[next] != '\\' && text[next] != '&' && (text[next] != ' ' || next+1 == len(text) || text[next+1] != '"' && text[next+1] != '<') {
		return false
	}
	bucket := &r.byEnd[lastTwo(text[i-2], text[i-1])]
	return bucket.from < bucket.to && bucket.has(text, i) && class[text[i-1]]&class[text[i-2]]&(lower|upper) != 0
}

// replace puts a mark in the place of a secret and gives where it ended.
func (s *scan) replace(from, to int, kind string) int {
	s.finds.add(s.text, from, to, kind)
	if s.into != nil {
		s.into.found = append(s.into.found, finding{from: s.base + from, to: s.base + to, kind: kind})
	} else {
		s.dst = put(s.dst, s.text[s.done:from])
		s.dst = s.r.appendMark(s.dst, kind, s.text[from:to])
	}
	if s.alert && s.holds(from) {
		s.holder.read = max(to, s.holder.read)
	}
	s.done, s.floor = to, to
	if s.insert.from > 0 && s.insert.from < to {
		s.resumeValues(max(to, s.insert.to))
	}
	if s.inside.from > from && s.inside.from <= to { // what looked like the end of a tag was a part of the secret
		s.inside.from = s.tagEnd(to)
	}
	return to
}

// end appends what was not yet appended.
func (s *scan) end() []byte {
	if s.into != nil {
		return nil
	}
	return put(s.dst, s.text[s.done:])
}

// hasPrefix reports whether prefix stands at i.
//
//go:noinline
func (s *scan) hasPrefix(i int, prefix string) bool {
	return len(s.text)-i >= len(prefix) && string(s.text[i:i+len(prefix)]) == prefix
}

// byteAt gives the byte at i, and 0 where the text has none.
//
//go:noinline
func (s *scan) byteAt(i int) byte {
	if uint(i) >= uint(len(s.text)) {
		return 0
	}
	return s.text[i]
}

// run is run for what stands at i.
//
//go:noinline
func (s *scan) run(i int, classes uint32, limit int) int {
	n := 0
	for text := s.text; n < limit && uint(i+n) < uint(len(text)) && class[text[i+n]]&classes != 0; n++ {
	}
	return n
}

// mark is mark for what stands at i.
//
//go:noinline
func (s *scan) mark(i int) int {
	if s.byteAt(i) != '[' {
		return 0
	}
	return mark(s.text[i:])
}

// back is run for what ends at i, after the last secret.
//
//go:noinline
func (s *scan) back(i int, classes uint32, limit int) int {
	n := 0
	for text := s.text; n < limit && i-n > s.floor && class[text[i-n-1]]&classes != 0; n++ {
	}
	s.saw(n)
	return n
}
