package redact

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
		if s.hasPrefix(next, `\/\/`) {
			return s.url(next + 4)
		}
		if s.text[next] == ':' { // a scope, as in Token::parse
			return next + 1
		}
		if s.isVisibility(next) {
			return next
		}
	}
	w, end, plural := s.keyBefore(i, next)
	if s.alert && s.colon(i) && (w == nil || w.flags&(names|valued) != 0) && s.holds(i) {
		if held := s.held(end, next); held != nil {
			w = held
		}
	}
	if w == nil {
		return next
	}
	p := pair{word: w, plural: plural, equals: !s.colon(i), quoted: end < i && class[s.text[end]]&blank == 0}
	s.place(&p, end)
	return s.pair(&p, i, next)
}

// colon reports whether the separator at i is a colon, which may be percent-encoded or escaped.
func (s *scan) colon(i int) bool { return s.text[i] == ':' || s.text[i] != '=' && s.escapedColon(i) }

// escapedColon tells %3A and \u003a from %3D and \u003d.
func (s *scan) escapedColon(i int) bool {
	if s.text[i] == '%' {
		return s.text[i+2]|0x20 == 'a'
	}
	for s.text[i] == '\\' {
		i++
	}
	return s.text[i+len("u003a")-1]|0x20 == 'a'
}

// keyBefore gives the word that the key before the separator text[i:next] ends with, where the key ends, and whether it is in the plural.
func (s *scan) keyBefore(i, next int) (w *word, end int, plural bool) {
	end = i
	for end > s.floor && i-end < reach && class[s.text[end-1]]&blank != 0 {
		end--
	}
	end = s.beforeVisibility(s.beforeQuotes(end, next))
	from := max(s.floor, end-longestKey)
	if from >= end {
		return nil, end, false
	}
	key := s.text[from:end]
	s.looked++
	w, plural = s.r.match(key)
	if w == nil && !s.colon(i) {
		w, plural = s.escapedKey(key)
	}
	if w != nil && w.flags&equals != 0 && s.colon(i) {
		w = nil
	}
	return w, end, plural
}

// escapedKey is for keys of forms with percent-encoded bytes: pass%77ord=x.
func (s *scan) escapedKey(key []byte) (w *word, plural bool) {
	from, escaped := len(key), false
	for from > 0 && (class[key[from-1]]&keyByte != 0 || key[from-1] == '%') {
		from--
		escaped = escaped || key[from] == '%'
	}
	s.looked += len(key) - from
	if !escaped {
		return nil, false
	}
	var room [longestKey]byte
	plain := unescaped(key[from:], &room)
	for len(plain) > 0 && (class[plain[len(plain)-1]]&quoteMark != 0 || plain[len(plain)-1] == ']') {
		plain = plain[:len(plain)-1]
	}
	if len(plain) == 0 {
		return nil, false
	}
	return s.r.match(plain)
}

// beforeQuotes passes back over what may stand between a key and its separator: quotes, as they are or escaped, and brackets, as in
// "key": or params[key]= or [:key] =>.
func (s *scan) beforeQuotes(end, next int) int {
	for range 4 {
		if end <= s.floor {
			break
		}
		switch c := s.text[end-1]; {
		case class[c]&quoteMark != 0:
			end--
			for range longestEscape {
				if end > s.floor && s.text[end-1] == '\\' {
					end--
				}
			}
		case c == ']', c == ')' && s.byteAt(next) == '(':
			end--
		case c == ';' && s.entityBefore(end) > 0:
			end -= s.entityBefore(end)
		case end-3 >= s.floor && s.text[end-3] == '%' && (s.hasPrefix(end-2, "22") || s.hasPrefix(end-2, "27") || s.hasPrefix(end-2, "5D")):
			end -= 3
		case end-6 >= s.floor && s.hasPrefix(end-6, `\u0022`):
			end -= 6
		default:
			return end
		}
	}
	return end
}

// entityBefore gives the length of the HTML entity for a quote that ends at end.
func (s *scan) entityBefore(end int) int {
	for _, entity := range entities {
		if end-len(entity) >= s.floor && s.hasPrefix(end-len(entity), entity) {
			return len(entity)
		}
	}
	return 0
}

// place finds out where a key stands that ends at end.
func (s *scan) place(p *pair, end int) {
	i := end
	for i > s.floor && end-i < longestKey && class[s.text[i-1]]&keyByte != 0 {
		i--
	}
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
	s.looked += end - i
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
	if s.hasPrefix(next, "&gt;") {
		arrow = true
		next += len("&gt;")
	}
	from := s.blanks(next)
	p.spaced = from > next
	if arrow {
		from = s.dumped(from)
		s.printed(p, i, from)
	}
	if from >= len(s.text) || s.harmless(p, next, from) {
		return next
	}
	switch {
	case p.word.flags&names != 0:
		s.name(from)
		return next
	case p.word.flags&valued != 0:
		if s.named == nil || p.start >= s.namedUntil {
			return next
		}
		p.word, s.named = s.named, nil
	}
	if n := mark(s.text[from:]); n > 0 {
		s.floor = from + n
		return s.floor
	}
	if s.isPEM(from) {
		return from
	}
	if end := s.block(p, from); end > 0 {
		return end
	}
	return max(next, s.value(p, from))
}

// blanks passes over spaces and tabs.
func (s *scan) blanks(i int) int {
	for i < len(s.text) && class[s.text[i]]&blank != 0 {
		i++
		s.looked++
	}
	return i
}

// dumped passes over what PHP's var_dump writes between => and a string: a line end and string(7).
func (s *scan) dumped(i int) int {
	j := i + run(s.text[i:], blank|newline, reach)
	if !s.hasPrefix(j, "string(") {
		return i
	}
	j += len("string(")
	j += run(s.text[j:], digit, 9)
	if s.hasPrefix(j, ") ") {
		return j + len(") ")
	}
	return i
}
