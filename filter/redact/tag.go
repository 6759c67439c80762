package redact

// element is one whose text is a secret: what it is, where its text begins, and how its tags are written.
type element struct {
	word          *word
	from          int
	less, greater string
	cell          bool
}

// tag looks at a tag that begins at i, where less and greater stand for < and >: <password>x</password>, or the end of a cell of a table
// whose next cell has the value. The text is replaced when what comes before it was passed over. It gives where to go on.
func (s *scan) tag(i int, less, greater string) int {
	if !s.hasPrefix(i, less) {
		if s.hasPrefix(i, "&gt;") {
			return s.afterTag(i + len("&gt;"))
		}
		return i + 1
	}
	name := i + len(less)
	if s.byteAt(name) == '/' {
		s.cell(i, name)
		return name
	}
	end := name + run(s.text[name:], keyByte, longestKey)
	if s.byteAt(end) == ':' { // a namespace
		name = end + 1
		end = name + run(s.text[name:], keyByte, longestKey)
	}
	s.looked += end - i
	if end == name {
		return i + len(less)
	}
	if w, _ := s.r.match(s.text[name:end]); w != nil && w.flags&(names|valued) == 0 {
		if from := s.tagEnd(end, greater); from > 0 && s.text[from-len(greater)-1] != '/' {
			s.inside = element{w, from, less, greater, false}
		}
	}
	return i + len(less)
}

// tagEnd gives where the text goes on after a tag, 0 if the tag has no end close by. Values of attributes are no end, unless one is left
// open.
func (s *scan) tagEnd(i int, greater string) int {
	quote, first := byte(0), 0
	for end := i; end < len(s.text) && end-i < 4*reach; end++ {
		s.looked++
		switch c := s.text[end]; {
		case quote != 0:
			if c == quote {
				quote = 0
			} else if first == 0 && s.hasPrefix(end, greater) {
				first = end + len(greater)
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<' && s.isTag(end):
			return 0
		case s.hasPrefix(end, greater):
			return end + len(greater)
		}
	}
	return first
}

// cell looks whether the cell that ends at i has a key, so that the next one has its value.
func (s *scan) cell(i, name int) {
	if !s.hasPrefix(name, "/td>") && !s.hasPrefix(name, "/th>") && !s.hasPrefix(name, "/dt>") {
		return
	}
	key := s.beforeQuotes(i, 0)
	if key <= s.floor {
		return
	}
	w, _ := s.r.match(s.text[max(s.floor, key-longestKey):key])
	if w == nil || w.flags&(names|valued) != 0 {
		return
	}
	from := name + len("/td>")
	for range 4 {
		next := from + run(s.text[from:], blank|newline, reach)
		if s.byteAt(next) != '<' || class[s.byteAt(next+1)]&(lower|upper) == 0 {
			break
		}
		if next = s.tagEnd(next+1, ">"); next == 0 {
			return
		}
		s.inside, from = element{w, next, "<", ">", true}, next
	}
}

// afterTag goes on after a tag that ends at i. It replaces the text there if the tag says that it is a secret.
func (s *scan) afterTag(i int) int {
	if s.inside.from != i || s.inside.word == nil {
		return i
	}
	e := s.inside
	p := pair{word: e.word}
	const cdata, cdataEnd = "<![CDATA[", "]]>"
	switch {
	case s.hasPrefix(i, cdata):
		from := i + len(cdata)
		return max(i, s.settle(&p, from, s.find(from, cdataEnd, true)))
	case e.cell:
		from := i + run(s.text[i:], blank|newline, reach)
		to := s.find(from, "<", false)
		if q, inner := openingQuote(s.text, from); q.text != "" && inner < to {
			from, to = inner, min(to, s.quotedEnd(q, inner))
		}
		return max(i, s.settle(&p, from, to))
	}
	// The closing tag must follow, or else < and > were no brackets of tags: Map<String, Token> x.
	to := s.find(i, e.less, false)
	for e.less == "<" && to < len(s.text) && s.text[to] == '<' && !s.isTag(to) {
		to = s.find(to+1, e.less, false)
	}
	if s.hasPrefix(to, e.less) && s.byteAt(to+len(e.less)) == '/' || to == len(s.text) && s.text[0] == '<' {
		return max(i, s.settle(&p, i, to))
	}
	return i
}

// find gives where what stands, the end of the line (unless lines) or of the text if nowhere.
func (s *scan) find(i int, what string, lines bool) int {
	from := i
	for i < len(s.text) && !s.hasPrefix(i, what) && (lines || class[s.text[i]]&newline == 0) {
		i++
	}
	s.looked += i - from
	return i
}
