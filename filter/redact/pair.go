package redact

import "strings"

// pair is a key, its separator, and where both stand.
type pair struct {
	word *word
	// quoted: the key ended with a quote, so that its value ends with one as well, or is a number.
	quoted bool
	// equals: the separator is "=", not ":"; spaced: a space follows the separator; surrounded: one stands before it, too.
	equals, spaced, surrounded bool
	// before is the byte before the key, and start where the key begins.
	before byte
	start  int
	// lineStart: nothing stands before the key in its line, neither in that of a string whose line ends are escapes.
	lineStart, escapedLine bool
	plural                 bool
	// least is not 0 where so little says that there is a value that it must look like a secret, and have so many bytes.
	least int
}

// reach is how far a look ahead or back goes for what belongs to a key: spaces, quotes, tags.
const reach = 64

// separator looks at the = or : from i to next for a key before it, and replaces its value. It gives where to go on.
func (s *scan) separator(i, next int) int {
	if s.text[i] == ':' && next < len(s.text) {
		if next == s.password.from {
			return s.replace(next, s.password.to, "password")
		}
		if s.hasPrefix(next, "//") {
			return s.url(next + 2)
		}
		if s.text[next] == ':' { // a scope, as in Token::parse, or base64 in LDIF
			if s.byteAt(next+1) != ' ' || class[s.byteAt(i-1)]&lower == 0 {
				return next + 1
			}
			next++
		}
	}
	if s.text[i] == '=' && s.after(i, "parameters: $1 ") { // PostgreSQL's log
		return s.parameters(next)
	}
	if s.bound != nil && s.after(i, "paramvalues") { // DBI names the values of a statement's parameters by their places
		return s.parameters(next)
	}
	w, end, plural := s.keyBefore(s.serialized(i), next)
	if s.alert && s.text[i] == ':' && (w == nil || w.flags&(names|valued) != 0) && s.holds(i) {
		if held := s.held(end, next); held != nil {
			w = held
		}
	}
	if key := end - s.back(end, lower, 16); w == nil && i < s.positional.end && versionMembers.Has(s.text[key:end]) {
		w = s.positional.word
	}
	if w == nil && class[s.byteAt(i-1)]&(alnum|quoteMark) == 0 && s.text[i] == ':' { // Clojure's
		return max(next, s.adjacent(next, next+s.run(next, keyByte|slash, longestKey)))
	}
	if w == nil || s.text[i] == ':' && s.isVisibility(next) {
		return next
	}
	p := pair{word: w, plural: plural, equals: s.text[i] != ':', quoted: end < i && class[s.text[end]]&blank == 0}
	s.place(&p, end)
	return s.pair(&p, i, next)
}

// place finds out where a key stands that ends at end.
func (s *scan) place(p *pair, end int) {
	i := end - s.back(end, keyByte, longestKey)
	if i > s.floor && s.text[i-1] == '\\' && isEscape(s.text[i]) {
		i++
	}
	p.start, p.before = i, s.byteAt(i-1)
	if p.before == ';' && s.after(i, "&amp;") {
		p.before = '&'
	}
	for i > s.floor && p.start-i < reach && (class[s.text[i-1]]&blank != 0 || s.text[i-1] == '>' || s.text[i-1] == '-') {
		i--
	}
	s.saw(end - i)
	switch {
	case i == 0 || class[s.text[i-1]]&newline != 0:
		p.lineStart = true
	case i > 1 && s.text[i-2] == '\\' && isEscape(s.text[i-1]):
		p.lineStart, p.escapedLine = true, true
	}
}

// pair replaces the value of a pair whose separator is text[i:next].
func (s *scan) pair(p *pair, i, next int) int {
	p.surrounded = i > 0 && class[s.text[i-1]]&blank != 0
	arrow := false
	for next < len(s.text) && next < i+3 && (s.text[next] == '=' || s.text[next] == '>') {
		arrow = arrow || s.text[next] == '>'
		p.equals = true
		next++
	}
	from, tagged := s.onward(next)
	if from == len(s.text) {
		from, tagged = s.blanks(next), false
	}
	p.spaced = from > next
	if q, _ := s.openingQuote(from + len("value ")); q.text != "" && s.hasPrefix(from, "value ") {
		from += len("value ")
	}
	if n := s.run(from, lower|upper, 16); p.spaced && !p.equals && s.hasPrefix(from+n, " = ") && literals.Has(s.text[from:from+n]) { // behind its type
		from += n + len(" = ")
	}
	if arrow {
		from = s.dumped(from)
		s.printed(p, i, from)
	}
	if from >= len(s.text) || s.isOperator(from) || s.harmless(p, next, from) || s.byteAt(i-1) == '!' && class[s.text[from]]&quoteMark == 0 {
		return next
	}
	switch {
	case p.word.flags&names != 0:
		s.name(from)
		if p.word != &keyAlone {
			return next
		}
		p.word = &randomKey
	case p.word.flags&valued != 0:
		if s.named == nil || p.start >= s.namedUntil {
			s.named = s.nameAfter(from)
		}
		if s.named == nil && p.equals {
			s.named = s.nameAbove(p.start)
		}
		if s.named == nil {
			return next
		}
		p.word, s.named = s.named, nil
	}
	if n := s.mark(from); n > 0 {
		s.floor = from + n
		if from >= s.dull && p.word.flags&mixed != 0 { // it may be in the place of a part of a value that was none itself
			s.dull = s.bareEnd(p, s.floor)
		}
		return s.floor
	}
	if s.isPEM(from) {
		return from
	}
	if tagged {
		if end := s.content(p, next); end > 0 {
			return end
		}
		from = s.blanks(next) // there is nothing behind what looks like tags
	}
	if end := s.block(p, from); end > 0 {
		return end
	}
	return max(next, s.value(p, from))
}

// isOperator reports whether an escape of = or > stands at i, or one behind the first sign of an arrow or a comparison, or a blank or quote of a URL: no value, which
// is seen behind the escape.
func (s *scan) isOperator(i int) bool {
	sign := strings.IndexByte("-=:!", s.byteAt(i)) >= 0
	if sign {
		i++
	}
	c, n := s.characterAt(i)
	return n > 1 && (c == '>' || c == '=' || !sign && s.text[i] == '%' && class[c]&(blank|quoteMark) != 0)
}

// blanks passes over spaces and tabs.
//
//go:noinline
func (s *scan) blanks(i int) int {
	for i < len(s.text) && class[s.text[i]]&blank != 0 {
		i++
		s.saw(1)
	}
	return i
}

// dumped passes over what PHP's var_dump writes between => and a string: a line end and string(7).
func (s *scan) dumped(i int) int {
	j := i + s.run(i, blank|newline, reach)
	if !s.hasPrefix(j, "string(") {
		return i
	}
	j += len("string(")
	j += s.run(j, digit, 9)
	if s.hasPrefix(j, ") ") {
		return j + len(") ")
	}
	return i
}
