package redact

import "errormask/filter/words"

// quote is what a quoted value begins and ends with: a byte after a number of backslashes.
type quote struct {
	text    string
	slashes int
}

// openingQuote reads a quote at i and gives where the value begins.
func (s *scan) openingQuote(i int) (q quote, next int) {
	text := s.text
	if i >= len(text) {
		return quote{}, i
	}
	c := text[i]
	if next := s.byteAt(i + 1); class[c]&beforeText != 0 && class[next]&quoteMark != 0 {
		if q, inner := s.openingQuote(i + 1); q.text != "" && (s.byteAt(inner) == '[' || class[s.byteAt(inner)]&endsWord == 0 || s.byteAt(inner) == '\\') {
			return q, inner
		}
	}
	slashes := 0
	for i < len(text) && text[i] == '\\' && slashes < longestEscape {
		i++
		slashes++
	}
	if c = s.byteAt(i); class[c]&quoteMark != 0 {
		return quote{string(quoteMarks(c)), slashes}, i + 1
	}
	return quote{}, i
}

// quoteMarks gives a constant, so that nothing is allocated.
func quoteMarks(c byte) string {
	switch c {
	case '"':
		return `"`
	case '\'':
		return "'"
	}
	return "`"
}

// value replaces the value that begins at from, and gives where to go on, which is before from if there is none.
func (s *scan) value(p *pair, from int) int {
	if q, inner := s.openingQuote(from + len("<<")); q.text != "" && s.hasPrefix(from, "<<") { // Erlang's <<"x">>
		return s.quotedValue(p, q, from, inner)
	}
	if q, inner := s.openingQuote(from); q.text != "" {
		return s.quotedValue(p, q, from, inner)
	}
	switch c := s.text[from]; {
	case c == '{' && p.equals && p.before == ';':
		return s.settle(p, from+1, s.find(from+1, "}", false))
	case s.hasPrefix(from, "[]string{"): // Go's %#v
		return s.list(p, from+len("[]string{"), '}')
	case s.hasPrefix(from, "rejected value ["):
		return s.list(p, from+len("rejected value ["), ']')
	case c == '{', c == '[' && s.holdsObject(from):
		s.hold(p, from)
		return from
	case class[c]&newline != 0 || c == '<' && s.isTag(from):
		return from
	case c == '[':
		return s.list(p, from+1, ']')
	case s.hasPrefix(from, "array ("): // PHP's var_export
		from += len("array (")
		from += s.run(from, blank|newline, reach)
		if n := s.run(from, digit, 4); n > 0 && s.hasPrefix(from+n, " => ") {
			return s.list(p, from+n+len(" => "), ')')
		}
		return from
	case c == '(' && !p.spaced:
		floor := s.floor
		if end := s.list(p, from+1, ')'); s.floor > floor {
			return end
		}
		return from
	}
	if q, inner := s.wrapped(from); inner > 0 && !s.isVariable(inner) {
		floor := s.floor
		if end := s.quotedValue(p, q, from, inner); s.floor > floor || s.mark(inner) > 0 {
			return end
		}
		return from // another argument may be the secret
	}
	if from < s.dull && (p.least > 0 || p.word.flags&mixed != 0) {
		return from
	}
	to := s.bareEnd(p, from)
	if c := s.byteAt(to); (c == '&' || c == '\\') && (s.byteAt(to-1) == '(' || to == from+1 && class[s.text[from]]&beforeText != 0) {
		return from // what opens a quote, which is seen behind its escape
	}
	if p.least == 0 && p.word.flags&mixed == 0 {
		return s.settle(p, from, to)
	}
	end := s.settle(p, from, to)
	if end <= from {
		s.dull = to
	}
	return end
}

// wrapped finds the quote in values such as Some("x") or SecretStr('x').
func (s *scan) wrapped(i int) (q quote, inner int) {
	n := s.run(i, alnum|underscore, 24)
	if n == 0 || s.byteAt(i+n) != '(' {
		return quote{}, 0
	}
	i += n + 1
	if q, inner = s.openingQuote(i + s.run(i, blank|newline, reach)); q.text == "" {
		return quote{}, 0
	}
	return q, inner
}

// isVariable reports whether the name of a variable of the environment stands at i, as in config("API_TOKEN").
func (s *scan) isVariable(i int) bool {
	n := s.run(i, upper|digit|underscore, longestKey)
	return class[s.byteAt(i+n)]&quoteMark != 0 && s.run(i, upper|digit, n) < n
}

func (s *scan) quotedValue(p *pair, q quote, from, inner int) int {
	// The quote may be the end of a string that encloses the key: 'password=' or {"e":"password="}.
	after := s.byteAt(inner)
	if p.equals && !p.quoted && q.slashes == 0 && len(q.text) == 1 && !p.surrounded &&
		(p.before == q.text[0] || p.before == '`') && class[after]&alnum == 0 || inner >= len(s.text) {
		return inner
	}
	if !p.quoted && !p.spaced && (after == ',' || after == '}' || after == ']') && class[s.byteAt(inner+1)]&(alnum|joint) == 0 {
		return inner
	}
	if s.mark(inner) > 0 || s.isPEM(inner) || after == '<' && s.markedTag(inner) {
		return inner
	}
	if inner < s.unfit.end && q.slashes == s.unfit.slashes && q.text[0] == s.unfit.mark && (p.least > 0 || p.word.flags&mixed != 0) {
		return inner
	}
	end := s.quotedEnd(q, inner)
	s.saw(end - inner)
	if end == inner {
		return inner
	}
	to := inner
	if p.least == 0 || from > s.positional.end || end <= s.positional.end { // an argument does not go on behind the bracket
		to = s.settle(p, inner, end)
	}
	if to <= inner {
		s.unfit.end, s.unfit.slashes, s.unfit.mark = end, q.slashes, q.text[0]
	}
	return max(inner, to)
}

// list replaces what stands between brackets: each quoted element, or all of it.
func (s *scan) list(p *pair, i int, closing byte) int {
	next := i // what was not replaced is looked at as any other text
	for {
		if quote := i + s.run(i, blank|newline, reach); s.byteAt(quote) == '"' {
			i = quote
		}
		i = s.blanks(i)
		q, inner := s.openingQuote(i)
		if q.text == "" {
			break
		}
		end := s.quotedEnd(q, inner)
		floor := s.floor
		if n := s.mark(inner); n > 0 {
			s.floor = inner + n
		} else if inner < len(s.text) && !s.isPEM(inner) {
			s.settle(p, inner, end)
		}
		i = min(len(s.text), end+q.slashes+len(q.text))
		if s.floor != floor {
			next = i
		}
		if c := s.byteAt(i); c == ',' {
			i++
		} else if c != ' ' {
			return next
		}
	}
	end := i
	if s.byteAt(end) == '{' {
		return next
	}
	for end < len(s.text) && (p.least == 0 || end-i < reach) && s.text[end] != closing && class[s.text[end]]&newline == 0 && s.text[end] != '"' {
		end += max(1, s.mark(end))
	}
	s.saw(end - i)
	if n := s.mark(i); n > 0 {
		s.floor = i + n
		return s.floor
	}
	if end == i {
		return next
	}
	return max(next, s.settle(p, i, end))
}

// settle replaces text[from:to] unless it is harmless, and gives where to go on.
func (s *scan) settle(p *pair, from, to int) int {
	from = s.scheme(p.word, from, to)
	for to > from && class[s.text[to-1]]&(blank|newline) != 0 {
		to--
	}
	if from >= to || s.marked(from, to) {
		return from
	}
	text := s.text[from:to]
	if placeholder(text) {
		s.bound = p.word
	}
	if (p.least > 0 || p.word.flags&mixed != 0) && !s.convinces(p, text, from) {
		return from
	}
	named := text[0] == '@' && (!p.equals || class[s.byteAt(from-1)]&quoteMark != 0) // no parameter of SQL
	if innocent(text) && !named && !s.everyday(p, from, to) || p.plural && p.word.kind == "token" && isCount(text) || p.word.flags&directory != 0 && text[0] == '/' {
		return from
	}
	return s.replace(from, to, p.word.kind)
}

// convinces reports whether a value looks like a secret. Of otp, pin, cvv and ssn it is enough that they are numbers.
func (s *scan) convinces(p *pair, text []byte, from int) bool {
	if p.least > 0 && opensMessage(text) {
		return false
	}
	quoted, end := class[s.byteAt(from-1)]&quoteMark != 0 || s.byteAt(from-1) == ';', from+len(text)
	if p.word.flags&random != 0 && !quoted && text[len(text)-1] == '=' && (class[s.byteAt(end)]&quoteMark != 0 || s.byteAt(end) == '>') {
		return false // it is a key itself
	}
	if p.word == &randomCode && quoted && len(text) == usualCode && only(text, digit) && s.speaksOf(ofOneTimes) {
		return true
	}
	return p.word.fits(text, max(p.least, 5)) || (len(text) > 3 || p.word.kind == "cvv") &&
		(p.least == 5 && quoted || len(p.word.kind) == 3 && only(text, digit|hyphen))
}

// fits reports whether a value looks like a secret of the word's, with least bytes or more.
func (w *word) fits(text []byte, least int) bool {
	if w.flags&random != 0 {
		return (dense(text) || w != &randomCode && least < 10 && tangled(text)) && (only(text, alnum|joint|base64Sign) || only(text, alnum|slash|base64Sign))
	}
	return isMixed(text, least)
}

// marked reports whether there is a mark in a value, near its beginning. Such a value was judged before, and found to be innocent but for
// what the mark replaced.
func (s *scan) marked(from, to int) bool {
	for to = min(to, from+longestMessage); from < to; from++ {
		if s.text[from] == '[' && s.mark(from) > 0 {
			return true
		}
	}
	return false
}

// isCount reports whether a value is the number of tokens that a language model was given, and no token.
func isCount(text []byte) bool {
	n := run(text, digit, 9)
	return n > 0 && n < 9 && (n == len(text) || text[n] == ',' || class[text[n]]&blank != 0)
}

// schemes of credentials (RFC 9110, section 11.1) tell nothing, and the reader something.
var schemes = words.Set{Name: "schemes"}

// scheme passes over the name of a scheme at the beginning of an authorization.
func (s *scan) scheme(w *word, from, to int) int {
	if w.kind != "authorization" && w.kind != "token" {
		return from
	}
	n := run(s.text[from:to], alnum|hyphen, 20)
	if space := s.space(from + n); space > 0 && from+n+space < to && schemes.Has(s.text[from:from+n]) {
		return from + n + space
	}
	return from
}
