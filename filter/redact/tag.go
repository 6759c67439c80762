package redact

import (
	"bytes"

	"errormask/filter/words"
)

// element is one whose text is a secret: what it is, and where its text begins.
type element struct {
	_    [0]func() // none of these is compared
	word *word
	from int
	cell bool
	// name and nameEnd are where the element's name stands.
	name, nameEnd int
}

// tag looks at a tag that begins at i: <password>x</password>, or the end of a cell of a table whose next cell has the value. The text is
// replaced when what comes before it was passed over. It gives where to go on.
func (s *scan) tag(i int) int {
	name := i + 1
	s.inTag = false
	if s.byteAt(name) == '/' {
		s.cell(i, name)
		return name
	}
	end := name + s.run(name, keyByte, longestKey)
	if s.byteAt(end) == ':' { // a namespace
		name = end + 1
		end = name + s.run(name, keyByte, longestKey)
	}
	s.saw(end - i)
	if end == name {
		return i + 1
	}
	if w, _ := s.keyAt(name, end); w != nil && w.flags&(names|valued) == 0 {
		if from := s.tagEnd(end); from > 0 && s.text[from-2] != '/' {
			s.inside = element{word: w, from: from, name: name, nameEnd: end}
		}
	}
	return i + 1
}

// tagEnd gives where the text goes on after a tag, 0 if the tag has no end close by. Quotes are not looked at: one of them may belong to a secret, and with
// an attribute's value that has a > too much is hidden rather than too little.
func (s *scan) tagEnd(i int) int {
	for end := i; end < len(s.text) && end-i < 4*reach; end++ {
		s.saw(1)
		if s.text[end] == '<' && s.isTag(end) || s.mark(end) > 0 { // a mark's element was looked at before
			return 0
		}
		if s.text[end] == '>' {
			return end + 1
		}
	}
	return 0
}

// markedTag reports whether a tag begins at i in which a secret was found.
func (s *scan) markedTag(i int) bool {
	tag := s.text[i:min(len(s.text), i+longestMessage)]
	s.saw(1)
	return s.isTag(i) && s.marked(i, i+bytes.IndexByte(tag, '>'))
}

// cell looks whether the cell that ends at i has a key, so that the next one has its value.
func (s *scan) cell(i, name int) {
	n := s.run(name+1, lower|upper, 5)
	if s.byteAt(name+1+n) != '>' || !labels.Has(s.text[name+1:name+1+n]) {
		return
	}
	key := s.behind(i, 0)
	if key > s.floor && s.text[key-1] == ':' {
		key--
	}
	if key <= s.floor {
		return
	}
	w, _ := s.keyAt(s.floor, key)
	if w == nil || w.flags&(names|valued) != 0 {
		return
	}
	from := name + 1 + n + 1
	for range 4 {
		next := from + s.run(from, blank|newline, reach)
		if s.byteAt(next) != '<' || class[s.byteAt(next+1)]&(lower|upper) == 0 {
			break
		}
		if next = s.tagEnd(next + 1); next == 0 {
			return
		}
		s.inside, from = element{word: w, from: next, cell: true}, next
	}
}

// labels are elements whose text names what the next one has.
var labels = words.Set{Name: "labels"}

// afterTag goes on after a tag that ends at i. It replaces the text there if the tag says that it is a secret.
func (s *scan) afterTag(i int) int {
	if s.inTag && s.named != nil && i < s.namedUntil && s.byteAt(i-2) != '/' {
		s.inTag = false
		to := i
		for to < i+4*reach && to < len(s.text) && s.text[to] != '<' {
			to++
		}
		s.saw(to - i)
		if s.hasPrefix(to, "</") || s.hasPrefix(to, "<v") {
			return max(i, s.content(&pair{word: s.named}, i))
		}
	}
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
		return max(i, s.content(&p, i))
	}
	if from, tagged := s.onward(i + s.run(i, blank|newline, reach)); tagged && s.text[from-1] == '>' {
		return max(i, s.content(&p, i))
	}
	// The closing tag must follow, or else < and > were no brackets of tags: Map<String, Token> x.
	i += s.run(i, blank|newline, reach)
	to := s.find(i, "<", false)
	if to < len(s.text) && class[s.text[to]]&newline != 0 {
		next := to + s.run(to, blank|newline, reach)
		closing := next + len("</")
		if s.byteAt(next) == '<' && s.hasPrefix(closing, string(s.text[e.name:e.nameEnd])) {
			to = next
		}
	}
	for to < len(s.text) && s.text[to] == '<' && !s.isTag(to) {
		to = s.find(to+1, "<", false)
	}
	if s.hasPrefix(to, "</") || to == len(s.text) && s.text[0] == '<' {
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
	s.saw(i - from)
	return i
}
