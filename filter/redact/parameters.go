package redact

// A statement with placeholders has its values in a list behind it.

// areBound reports whether the bracket at i opens the parameters of a statement.
func (s *scan) areBound(i int) bool {
	name := s.behind(i, 0)
	if s.byteAt(name-1) == ':' {
		name = s.behind(name-1, 0)
	}
	return s.mark(i) == 0 && (s.after(name, "params") || s.after(name, "parameters") || s.after(name, "bindings") || s.after(name, "values") || s.after(name, "args"))
}

// parameters replaces what Entity Framework logs of a statement's parameters from i on, which says nothing of their columns: [Parameters=[@p0='x' (Size = 9), @p1='y'].
func (s *scan) parameters(i int) int {
	p := pair{word: &parameter, quoted: true}
	for i < len(s.text) && class[s.text[i]]&newline == 0 && s.text[i] != ']' {
		if s.text[i] != '\'' {
			i++
			continue
		}
		end := s.quotedEnd(quote{"'", 0}, i+1)
		if n := s.mark(i + 1); n > 0 {
			s.floor = i + 1 + n
		} else if end > i+1 {
			s.settle(&p, i+1, end)
		}
		if i = end; s.byteAt(end) == '\'' {
			i++
		}
	}
	return i
}

var parameter = word{name: "parameter", kind: "parameter"}
