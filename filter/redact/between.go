package redact

import "errormask/filter/words"

// What stands between a key and its value is more than a separator where the text was made to be looked at: tags of HTML, and colours of
// terminals.

// behind passes back from end over what may stand between a key and its separator, or its value: blanks, quotes, tags and colours.
func (s *scan) behind(end, next int) int {
	for range 4 {
		before := end
		end -= s.back(end, blank, reach)
		end = s.beforeVisibility(s.beforeQuotes(end, next))
		switch c := s.byteAt(end - 1); {
		case c == '>':
			open := end - 1
			for open > s.floor && end-open < 2*reach && s.text[open] != '<' {
				open--
			}
			s.saw(end - open)
			if !s.hasPrefix(open, "<") || !s.isTag(open) {
				return end
			}
			end = open
		case c == 'm' && class[s.byteAt(end-2)]&(digit|blank) != 0:
			before, end = end, s.beforeColour(end)
		case (c == '!' || c == '=' || c == '~' || c == '?') && end > s.floor && s.byteAt(end) == '=':
			end--
		default:
			return end
		}
		if end == before {
			break
		}
	}
	return end
}

// beforeColour passes back over the colour that ends at end: ESC [ 3 2 m, with or without the first byte.
func (s *scan) beforeColour(end int) int {
	i := end - 2
	for i > s.floor && end-i < 16 && (class[s.text[i]]&digit != 0 || s.text[i] == ';') {
		i--
	}
	switch {
	case s.byteAt(i) != '[' || i < s.floor:
		return end
	case s.byteAt(i-1) == 0x1b:
		return max(s.floor, i-1)
	}
	return i
}

// colour gives the length of the colour at i, 0 if there is none.
func (s *scan) colour(i int) int {
	from := i
	if s.byteAt(i) == 0x1b {
		i++
	}
	if s.byteAt(i) != '[' {
		return 0
	}
	for i++; class[s.byteAt(i)]&digit != 0 || s.byteAt(i) == ';'; i++ {
		s.saw(1)
	}
	if s.byteAt(i) != 'm' {
		return 0
	}
	return i + 1 - from
}

// onward passes over what may stand between a separator and a value, and tells whether there were tags.
func (s *scan) onward(i int) (from int, tagged bool) {
	for range 10 {
		i = s.blanks(i)
		c := s.byteAt(i)
		if tagged {
			i += s.run(i, blank|newline, reach)
			c = s.byteAt(i)
		}
		if c == 0x1b || c == '[' {
			if n := s.colour(i); n > 0 {
				i += n
				continue
			}
		}
		_, tag := s.openingQuote(i)
		if s.byteAt(tag) != '<' {
			break
		}
		end := s.inline(tag)
		if end == 0 {
			break
		}
		i, tagged = end, true
		if s.after(i, "<small>") { // Xdebug writes the type there
			i += s.run(i, lower, 16)
		}
	}
	return i, tagged
}

// inline gives where a tag at i ends that tells how a text looks, 0 if there is none.
func (s *scan) inline(i int) int {
	name := i + 1
	if s.byteAt(name) == '/' {
		name++
	}
	n := s.run(name, lower|upper, 8)
	if !inlineTags.Has(s.text[name:name+n]) || class[s.byteAt(name+n)]&alnum != 0 {
		return 0
	}
	return s.tagEnd(name + n)
}

var inlineTags = words.Set{Name: "inlineTags"}

// content replaces what stands in an element from i on, and what is a secret in the tags before it. It gives 0 if nothing stands there.
func (s *scan) content(p *pair, i int) int {
	from, _ := s.onward(i + s.run(i, blank|newline, reach))
	to := s.find(from, "<", false)
	if from == to {
		return 0
	}
	if from > i {
		all := s.text
		s.text = all[:from]
		s.look(i)
		s.text = all
	}
	if q, inner := s.openingQuote(from); q.text != "" && inner < to {
		from, to = inner, min(to, s.quotedEnd(q, inner))
	} else if s.entity(from) {
		inner := s.find(from, ";", false) + 1
		if closing := to - (inner - from); closing >= inner && s.entity(closing) {
			to = closing
		}
		from = inner
	}
	return max(i, s.settle(p, from, to))
}
