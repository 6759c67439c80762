package redact

import "errormask/filter/words"

// In sentences, statements and tables a blank is all that stands between the name of a secret and its value, or a few small words.

// sentence looks at the word at i for the name of a secret whose value follows: with password "x", PASSWORD 'x', the token is x. It gives
// where the value ended, 0 if there is none.
func (s *scan) sentence(i int) int {
	end := i + s.run(i, keyByte, 24)
	s.saw(end - i)
	if class[s.byteAt(end)]&quoteMark != 0 {
		return s.adjacent(s.floor, end)
	}
	if c := s.text[i]; class[s.byteAt(end)]&blank == 0 || (c == 'a' || c == 'A' && end-i != len("AUTH")) && s.byteAt(i+1) == 'u' && s.byteAt(end+1) != '[' {
		return 0
	}
	w, plural := s.keyAt(s.floor, end)
	next := s.text[end+1:]
	next = next[:run(next, lower, 24)]
	if c := s.byteAt(end + 1 + len(next)); len(next) > 0 && (class[c]&(blank|newline) != 0 && !filler.Has(next) || c == ':' && fates.Has(next)) {
		if w == nil || w.flags&(names|valued) != 0 {
			return 0
		}
		return s.told(&pair{word: w, plural: plural, before: ' ', start: i, least: 8}, end)
	}
	statement := false
	switch word := s.text[i:end]; {
	case equalFold(word, "identified"):
		w, statement = &clause, true
	case string(word) == "AUTH":
		w = &login
	case w == &keyAlone && (class[s.byteAt(end+1)]&quoteMark != 0 || s.run(end+1, alnum, 32) == 32):
		if s.after(i, "' for ") {
			return s.duplicate(i, end+2)
		}
		w = &randomKey
	case w == nil || w.flags&(names|valued) != 0:
		return 0
	default:
		statement = string(word) == "PASSWORD" || s.after(i, "with ") || s.after(i, "encrypted ")
	}
	p := pair{word: w, plural: plural, before: ' ', start: i, least: 10}
	if w.kind == "password" || len(w.kind) == 3 || w == &login || s.isIdentifier(i-s.back(i, keyByte, longestKey), end) {
		p.least = 5
	}
	from := s.fillers(end)
	if q, _ := s.openingQuote(from); s.byteAt(from) == '[' || statement && (q.text != "" || s.hasPrefix(i, "IDENTIFIED BY ")) { // Oracle's needs no quotes
		p.least = 0
	} else if q.text != "" && w != &randomKey {
		p.least = min(p.least, 8)
	}
	if w != &login && s.beginsPair(from) && class[s.byteAt(from)]&alnum != 0 || s.byteAt(from) == '/' && s.after(from, "in ") { // a place
		return 0
	}
	if end := s.joined(&p, from); end > 0 {
		return end
	}
	p.least = 8
	return s.told(&p, from)
}

// duplicate replaces the value of an index, which MySQL names behind it: Duplicate entry 'x' for key 'users.token'. The index's name begins at name.
func (s *scan) duplicate(i, name int) int {
	end := name + s.run(name, keyByte, longestKey)
	to := i - len(" for ")
	from := s.quoteBefore(to)
	if w, _ := s.keyAt(name, end); w != nil && w.flags&(names|valued) == 0 && from > 0 {
		s.replace(from+1, to-1, w.kind)
	}
	return end
}

// told looks for the value in what a sentence tells of a secret: the password for bob was x, PIN entered: 1234. It stands behind words,
// the last of which introduces it.
func (s *scan) told(p *pair, i int) int {
	introduced := false
	for range 8 {
		i = s.blanks(i)
		_, from := s.openingQuote(i)
		end := from + s.run(from, alnum, 24)
		after := end + s.run(end, quoteMark|closing, 3)
		s.saw(after - i)
		if end == from || class[s.byteAt(after)]&blank == 0 || introduced && !only(s.text[from:end], lower|upper) {
			break
		}
		introduced = s.text[after-1] == ':' || introducers.Has(s.text[from:end])
		i = after
	}
	if !introduced {
		return 0
	}
	return s.joined(p, i)
}

var introducers = words.Set{Name: "introducers"}

// isIdentifier reports whether a key has a joint, so that it is a name and no word of a sentence.
func (s *scan) isIdentifier(from, end int) bool {
	return s.run(from, alnum, longestKey) < end-from
}

// adjacent looks at the key text[from:end] for a value in quotes behind a blank, as Clojure prints its maps: {"x-api-key" "x", :session/id "x"}. It gives
// where the value ended, 0 if there is none.
func (s *scan) adjacent(from, end int) int {
	value := end
	if class[s.byteAt(end)]&quoteMark != 0 {
		value++
		if from := s.fillers(value); s.byteAt(value) == ' ' && from > value+1 { // "password" is "x", "password" with value "x"
			value = from - 1
		} else {
			open := end - s.back(end, keyByte, longestKey) - 1
			if open -= s.back(open, blank, reach); s.byteAt(open-1) != '{' && s.byteAt(open-1) != ',' {
				return 0
			}
		}
	}
	if q, _ := s.openingQuote(value + 1); s.byteAt(value) != ' ' || q.text == "" || q.text == "'" {
		return 0
	}
	w, plural := s.keyAt(from, end)
	if w == nil || w.flags&(names|valued) != 0 {
		return 0
	}
	return s.joined(&pair{word: w, plural: plural, start: from, before: ' ', quoted: true, least: 5}, value+1)
}

// joined replaces the value at from, if there is one, and gives where it ended, 0 if there is none.
func (s *scan) joined(p *pair, from int) int {
	if from >= len(s.text) || s.isPEM(from) || s.isOperator(from) {
		return 0
	}
	_, inner := s.openingQuote(from)
	if _, i := s.wrapped(from); i > 0 {
		inner = i
	}
	if n := s.mark(inner); n > 0 { // a text that was redacted stays as it is
		s.floor, s.named = inner+n, nil // which a "value" before it would have taken
		return s.floor
	}
	if end := s.value(p, from); s.floor > from {
		return max(end, s.floor) // of a list, more than one may be replaced
	}
	return 0
}

var (
	clause = word{name: "password", kind: "password"}
	login  = word{name: "authorization", kind: "authorization"}
)

// fillers passes over blanks and small words from i on.
func (s *scan) fillers(i int) int {
	for range 4 {
		i = s.blanks(i)
		n := s.run(i, lower|upper|digit|underscore, 24)
		if i+n >= len(s.text) || class[s.text[i+n]]&blank == 0 || !filler.Has(s.text[i:i+n]) {
			break
		}
		i += n
	}
	if s.hasPrefix(i, "<> ") {
		i += len("<> ")
	}
	return i
}

// isElement reports whether what begins at i, if that is a quote, is a whole element of a list, and no key.
func (s *scan) isElement(i int) bool {
	q, inner := s.openingQuote(i)
	if q.text == "" {
		return true
	}
	end := s.quotedEnd(q, inner)
	s.saw(end - i)
	end += q.slashes + len(q.text)
	switch s.byteAt(end + s.run(end, blank|newline, reach)) {
	case ',', ')', ']', '}', '>', ';', '\\', '\'', '"', 0:
		return true
	}
	return false
}

// inPairs reports whether the bracket at i is one of a list of pairs: [["id", 1], ["password", "x"]].
func (s *scan) inPairs(i int) bool {
	before := s.byteAt(i - 1 - s.back(i, blank|newline, reach))
	return before == '[' || before == ','
}

var filler = words.Set{Name: "filler"}

// loose looks at what joins a key and a value in lists and tables: the comma at i in ("password", "x") or "--password", "x", an arrow, a
// bar or a tab. It gives where to go on.
func (s *scan) loose(i, next int) int {
	w, end, plural := s.keyBefore(i, next)
	if w == nil || w.flags&(names|valued) != 0 {
		return next
	}
	p := pair{word: w, plural: plural, before: ' ', quoted: true}
	s.place(&p, end)
	first, firm := p.start-1, true
	if c := s.text[i]; c == '-' {
		firm = end < i-1 || s.byteAt(first) == '(' || s.byteAt(first-1) == ','
	} else if c == ',' {
		if class[s.byteAt(first)]&quoteMark != 0 {
			first = s.unslashed(first) - 1
		}
		if class[s.byteAt(first)]&lower != 0 {
			first--
		}
		first -= s.back(first+1, blank|newline, reach)
		c := s.byteAt(first)
		firm = c == '(' || c == '{' || c == '<' || s.text[p.start] == '-' || c == '[' && s.inPairs(first)
	}
	from := next + s.run(next, blank|newline, reach)
	if s.byteAt(from+1) == ':' && class[s.byteAt(from+2)]&digit != 0 && s.text[i] == '|' { // PHP's session: auth|a:1:{ or token|s:3:"
		if from += len("s:"); s.text[from-2] != 's' {
			return next
		}
		from += s.run(from, digit, 9) + len(":")
	}
	if q, _ := s.openingQuote(from); s.text[i] == ',' && (q.text == "" && class[s.byteAt(from)]&lower == 0 && s.byteAt(from) != '<' || !s.isElement(from)) {
		return next
	}
	if !firm && w.flags&wholeLine == 0 {
		p.least = 10
		if s.text[i] == '-' || s.run(p.start, alnum|hyphen, longestKey) == end-p.start && s.isIdentifier(p.start, end) { // a header's name, no column's
			p.least = 5
		}
	}
	return max(next, s.joined(&p, from))
}
