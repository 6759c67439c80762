package redact

// statement is what is known of an INSERT whose values are being passed over.
type statement struct {
	// words are those of its columns, by their places: their places among the Redactor's, counted from 1, 0 for a column of no secret.
	words   [32]uint16
	columns int
	// place is the column of the value that comes next, depth how many parentheses are open in it, and from and to where the next secret is.
	place, depth int
	from, to     int
	// at is where the bracket or comma stands before that.
	at int
	// marked says that there was a mark in the place of a secret: the values are in the statement itself.
	marked bool
	// strings says that only values in quotes are looked at.
	strings bool
	// line says that the values are parameters or arguments, which stand in one line, in quotes of both kinds.
	line bool
	// read is up to where values were looked for. There no other statement begins.
	read int
}

// longestColumns bounds how many bytes of a list of columns are looked at.
const longestColumns = 1024

// opensValues is a quick look whether VALUES may stand before i, or a function that connects: an s or t and at most one blank, or several blanks.
func (r *Redactor) opensValues(text []byte, i int) bool {
	if i < 2 {
		return false
	}
	last := text[i-1]
	if class[last]&class[text[i-2]]&(lower|upper) != 0 {
		if r.byEnd[lastTwo(text[i-2], last)].third != 0 {
			return true
		}
	}
	if class[last]&(blank|newline) != 0 {
		last = text[i-2]
	}
	return i+1 < len(text) && (class[text[i+1]]&quoteMark != 0 || text[i+1] == 'O' || text[i+1] == 'R' || text[i+1] == '\\') || last|0x20 == 's' || last|0x20 == 't' || class[last]&(blank|newline) != 0
}

// parenthesis looks whether the values of an INSERT begin at i: INSERT INTO t (a, password) VALUES ('x', 'y'). The arguments of a function that
// connects are read in the same way. It gives where to go on.
func (s *scan) parenthesis(i int) int {
	if i < s.insert.read {
		return i + 1
	}
	if q, _ := s.openingQuote(i + 1); q.text != "" || s.after(i, "crypt") || s.hasPrefix(i+1, "Object(") || s.hasPrefix(i+1, "Resource ") {
		if end := s.call(i); end > 0 {
			return end
		}
	}
	if s.takesSecret(i, ')') {
		return s.argument(i)
	}
	end := i - s.back(i, blank|newline, reach)
	switch {
	case s.after(end, "row contains"):
		if to := s.rowEnd(i + 1); to > i+1 && s.mark(i+1) == 0 {
			return s.replace(i+1, to, "row")
		}
	case s.bound != nil && s.areBound(end):
		p := pair{word: s.bound, quoted: true}
		return s.list(&p, i+1, ')')
	case s.after(end, "values"):
		from := end - len("values")
		from -= s.back(from, blank|newline, reach)
		if from > s.floor && s.text[from-1] == ')' && s.columnsBefore(from-1) {
			s.values(i)
			return s.first(i)
		}
	}
	return i + 1
}

// first replaces the first value behind the parenthesis at i, if it is one that was found to be a secret.
func (s *scan) first(i int) int {
	if s.insert.from > i && s.insert.at == i {
		return s.column(i)
	}
	return i + 1
}

// values looks for the values of secrets in the row that begins at i, and if there is none, in the list of parameters that follows it.
func (s *scan) values(i int) {
	s.insert.place, s.insert.depth, s.insert.line, s.insert.marked = 0, 0, false, false
	s.nextValue(i+1, 0)
	if s.insert.marked {
		return
	}
	if s.insert.from == 0 {
		s.keepBound(i + 1)
	}
	for j := s.insert.read; s.insert.from == 0 && j < len(s.text) && j < s.insert.read+2*reach; j++ {
		s.saw(1)
		if s.text[j] != '(' && s.text[j] != '[' {
			continue
		}
		if s.areBound(j) {
			s.insert.place, s.insert.depth, s.insert.line = 0, 0, true
			if s.nextValue(j+1, 0); s.insert.from > 0 || s.insert.marked {
				return
			}
			break
		}
	}
	for place := 0; s.insert.from == 0 && place < s.insert.columns; place++ {
		if w := s.insert.words[place]; w != 0 {
			s.bound = &s.r.words[w-1]
		}
	}
}

// keepBound forgets the columns whose values stand in the row at i itself, as DEFAULT and NOW() do: a list of parameters has none for them.
func (s *scan) keepBound(i int) {
	in := &s.insert
	kept, depth, from := 0, 0, i
	for place := 0; i < in.read && depth >= 0; i++ {
		switch s.text[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth < 0 || depth == 0 && s.text[i] == ',' {
			from += s.run(from, blank|newline, reach)
			if place < in.columns && from < i && placeholder(s.text[from:i]) {
				in.words[kept] = in.words[place]
				kept++
			}
			place, from = place+1, i+1
		}
	}
	s.saw(i - from)
	in.columns = kept
}

// rowEnd gives where a row ends that a database shows: DETAIL: Failing row contains (7, x, null). What stands in its columns is whoever's. It gives i if
// there is but one column, as in prose.
func (s *scan) rowEnd(i int) int {
	from, columns := i, 1
	for ; i < len(s.text) && class[s.text[i]]&newline == 0; i++ {
		if next := s.byteAt(i + 1); s.text[i] == ')' && class[next]&alnum == 0 && next != ',' && next != ')' {
			break
		}
		if s.text[i] == ',' {
			columns++
		}
	}
	s.saw(i - from)
	if columns == 1 {
		return from
	}
	return i
}

// columnsBefore reads the list of columns that ends at end, and reports whether there is a secret's among them.
func (s *scan) columnsBefore(end int) bool {
	from := end
	for from > s.floor && end-from < longestColumns && s.text[from-1] != '(' {
		from--
	}
	s.saw(end - from)
	secret, place := false, 0
	table, _ := s.keyAt(s.floor, s.behind(max(from-1, s.floor), 0))
	for ; from < end && place < len(s.insert.words); place++ {
		to := from
		for to < end && s.text[to] != ',' {
			to++
		}
		name := s.text[from:to]
		for len(name) > 0 && class[name[0]]&keyByte == 0 {
			name = name[1:]
		}
		for len(name) > 0 && class[name[len(name)-1]]&keyByte == 0 {
			name = name[:len(name)-1]
		}
		s.insert.words[place] = 0
		if len(name) > 0 {
			w, _ := s.r.match(name[max(0, len(name)-longestKey):])
			if w == nil && table != nil && equalFold(name, "code") { // otp_codes (user_id, code)
				w = table
			}
			if w != nil && w.flags&(names|valued) == 0 {
				s.insert.words[place], secret = s.r.place(w), true
			}
		}
		from = to + 1
	}
	s.insert.columns = place
	return secret
}

// nextValue looks from i on for the next value in the place of a secret, in this row of values or in one of those after it. A value begins
// where no more than a prefix, as in N'x', stands between it and the bracket or comma before it; gap is how much stands there before i.
func (s *scan) nextValue(i, gap int) {
	in, begin, before := &s.insert, i, i-1
	in.from = 0
	for i < len(s.text) && in.from == 0 && in.depth >= 0 {
		c, end := s.text[i], 0
		switch {
		case c == '\'' || c == '"' && in.line || c == '\\':
			q, inner := s.openingQuote(i)
			if q.text == "" {
				break
			}
			end = s.quotedEnd(q, inner)
			if end > inner && gap <= 2 && s.mark(inner) == 0 && in.secret() {
				in.from, in.to, in.at = inner, end, before
			}
			in.marked = in.marked || in.secret() && s.mark(inner) > 0
			if i, gap = end-1, 9; s.hasPrefix(end, q.text) { // else the line's end closed it
				i += len(q.text)
			}
		case class[c]&newline != 0 && in.line:
			in.depth = -1
		case c == '[':
			if n := s.mark(i); n > 0 {
				in.marked, in.columns = true, 0 // the values were read before
				i, gap = i+n-1, 9
			}
		case c == '(':
			in.depth++
			before, gap = i, 0
		case c == ')' || c == ']':
			if in.depth--; in.depth < 0 {
				i = s.nextRow(i)
				before, gap = i, 0
			}
		case c == ',':
			if before, gap = i, 0; in.depth == 0 {
				in.place++
			}
		case class[c]&(blank|newline) == 0:
			if gap++; gap > 1 || in.depth > 0 || in.strings || !in.secret() {
				break
			}
			for end = i; end < len(s.text) && class[s.text[end]]&(notInWord|newline) == 0; end++ {
			}
			if next := s.byteAt(end); (next == ',' || next == ')' || next == ']') && !placeholder(s.text[i:end]) {
				in.from, in.to, in.at = i, end, before
			}
			i = end - 1
		}
		i++
	}
	in.read = min(i, len(s.text))
	s.saw(in.read - begin)
}

// secret reports whether the value in the place that was come to is one.
func (in *statement) secret() bool { return in.place < in.columns && in.words[in.place] != 0 }

// nextRow begins the row of values behind the one that ends at i, if there is one, and gives where.
func (s *scan) nextRow(i int) int {
	next := i + 1 + s.run(i+1, blank|newline, reach)
	if s.byteAt(next) != ',' {
		return i
	}
	next += 1 + s.run(next+1, blank|newline, reach)
	if s.byteAt(next) != '(' {
		return i
	}
	s.insert.place, s.insert.depth = 0, 0
	return next
}

// column replaces the value that was found to follow the bracket or comma at i, and looks for the next one.
func (s *scan) column(i int) int {
	in := &s.insert
	p := pair{word: &s.r.words[in.words[in.place]-1], quoted: true, before: '('}
	from := in.from
	in.from = 0
	end := max(i+1, s.settle(&p, from, in.to))
	s.resumeValues(in.to)
	return end
}

// resumeValues looks for the next value behind the one that ends at i, or that was replaced up to there for another reason.
func (s *scan) resumeValues(i int) {
	_, inner := s.openingQuote(i)
	s.nextValue(min(inner, len(s.text)), 9)
}
