package redact

// block replaces a block scalar of YAML (1.2, section 8.1) that begins at from: | or > and lines that are indented deeper than their key.
// It gives where to go on, and 0 if there is none.
func (s *scan) block(p *pair, from int) int {
	if c := s.text[from]; c != '|' && c != '>' || p.equals || !p.lineStart || p.escapedLine || !p.spaced {
		return 0
	}
	i := from + 1
	for i < len(s.text) && i < from+3 && (s.text[i] == '-' || s.text[i] == '+' || class[s.text[i]]&digit != 0) {
		i++
	}
	i += s.run(i, blank, reach)
	if class[s.byteAt(i)]&newline == 0 {
		return 0
	}
	begin, end := s.lines(i, s.indent(p.start))
	if s.isPEM(begin) {
		return i
	}
	return max(i, s.settle(p, begin, end))
}

// indent gives how many bytes stand before i in its line, reach at most.
func (s *scan) indent(i int) int {
	n := 0
	for n < reach && i-n > s.floor && class[s.text[i-n-1]]&newline == 0 {
		n++
	}
	s.saw(n)
	return n
}

// lines gives what lines that are indented deeper than column have, from the line end at i on, without the blanks around it.
func (s *scan) lines(i, column int) (begin, end int) {
	begin, end = i, i
	for i < len(s.text) && class[s.text[i]]&newline != 0 {
		i++
		indent := s.run(i, blank, longestKey)
		i += indent
		if i == len(s.text) || class[s.text[i]]&newline != 0 {
			continue
		}
		if indent <= column {
			break
		}
		if begin == end {
			begin = i
		}
		for i < len(s.text) && class[s.text[i]]&newline == 0 {
			if s.text[i] == ellipsisByte && cutMarker(s.text[i:]) > 0 {
				return begin, s.interrupted(quote{}, i)
			}
			i++
		}
		end = i
	}
	s.saw(i - begin)
	return begin, max(begin, end)
}
