package redact

// statement is what is known of an INSERT whose values are being passed over.
type statement struct {
	// words are those of its columns, by their places: their places among the Redactor's, counted from 1, 0 for a column of no secret.
	words   [32]uint16
	columns int
	// place is the column of the value that comes next, depth how many parentheses are open in it, and from and to where the next secret is.
	place, depth int
	from, to     int
	// read is up to where values were looked for. There no other statement begins.
	read int
}

// longestColumns bounds how many bytes of a list of columns are looked at.
const longestColumns = 1024

// opensValues is a quick look whether VALUES may stand before i, or a function that connects: an s or t and at most one blank, or several blanks.
func opensValues(text []byte, i int) bool {
	if i < 2 {
		return false
	}
	last := text[i-1]
	if class[last]&(blank|newline) != 0 {
		last = text[i-2]
	}
	return last|0x20 == 's' || last|0x20 == 't' || class[last]&(blank|newline) != 0
}

// parenthesis looks whether the values of an INSERT begin at i: INSERT INTO t (a, password) VALUES ('x', 'y'). The arguments of a function that
// connects are read in the same way.
func (s *scan) parenthesis(i int) {
	if i < s.insert.read {
		return
	}
	if s.connects(i) {
		w, _ := s.r.match([]byte("password"))
		s.insert = statement{columns: 3, words: [32]uint16{2: s.r.place(w)}, read: s.insert.read}
		s.nextValue(i + 1)
		return
	}
	end := i
	for end > s.floor && i-end < reach && class[s.text[end-1]]&(blank|newline) != 0 {
		end--
	}
	from := end - len("values")
	s.looked += i - end
	if from <= s.floor || !equalFold(s.text[from:end], "values") {
		return
	}
	for from > s.floor && end-from < reach && class[s.text[from-1]]&(blank|newline) != 0 {
		from--
	}
	if from > s.floor && s.text[from-1] == ')' && s.columnsBefore(from-1) {
		s.insert.place, s.insert.depth = 0, 0
		s.nextValue(i + 1)
	}
}

// connects reports whether what is called at i takes a password as its third argument. PHP's stack traces show arguments.
func (s *scan) connects(i int) bool {
	for _, name := range [...]string{"pdo->__construct", "pdo-&gt;__construct", "mysqli->__construct", "mysqli-&gt;__construct", "mysqli_connect"} {
		if s.after(i, name) {
			return true
		}
	}
	return false
}

// columnsBefore reads the list of columns that ends at end, and reports whether there is a secret's among them.
func (s *scan) columnsBefore(end int) bool {
	from := end
	for from > s.floor && end-from < longestColumns && s.text[from-1] != '(' {
		from--
	}
	s.looked += end - from
	secret, place := false, 0
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
			if w, _ := s.r.match(name[max(0, len(name)-longestKey):]); w != nil && w.flags&(names|valued) == 0 {
				s.insert.words[place], secret = s.r.place(w), true
			}
		}
		from = to + 1
	}
	s.insert.columns = place
	return secret
}

// nextValue looks from i on for the next quoted value in the place of a secret, in this row of values or in one of those after it.
func (s *scan) nextValue(i int) {
	in, begin := &s.insert, i
	in.from = 0
	for i < len(s.text) && in.from == 0 && in.depth >= 0 {
		switch c := s.text[i]; {
		case c == '\'':
			end := s.quotedEnd(quote{"'", 0}, i+1)
			if in.place < in.columns && in.words[in.place] != 0 && end > i+1 && mark(s.text[i+1:]) == 0 {
				in.from, in.to = i+1, end
			}
			i = end
		case c == '(':
			in.depth++
		case c == ')':
			if in.depth--; in.depth < 0 {
				i = s.nextRow(i)
			}
		case c == ',' && in.depth == 0:
			in.place++
		}
		i++
	}
	in.read = min(i, len(s.text))
	s.looked += in.read - begin
}

// nextRow begins the row of values behind the one that ends at i, if there is one, and gives where.
func (s *scan) nextRow(i int) int {
	next := i + 1 + run(s.text[i+1:], blank|newline, reach)
	if s.byteAt(next) != ',' {
		return i
	}
	next += 1 + run(s.text[next+1:], blank|newline, reach)
	if s.byteAt(next) != '(' {
		return i
	}
	s.insert.place, s.insert.depth = 0, 0
	return next
}

// apostrophe replaces what begins behind the quote at i, if that is the value of a column, or a statement's password:
// IDENTIFIED BY 'x', PASSWORD 'x'.
func (s *scan) apostrophe(i int) int {
	if i+1 == s.insert.from {
		in := &s.insert
		p := pair{word: &s.r.words[in.words[in.place]-1], quoted: true, before: '('}
		end := max(i+1, s.settle(&p, in.from, in.to))
		s.nextValue(min(in.to+1, len(s.text)))
		return end
	}
	if class[s.byteAt(i-1)]&blank == 0 {
		return i + 1
	}
	end := i
	for end > s.floor && i-end < reach && class[s.text[end-1]]&blank != 0 {
		end--
	}
	s.looked += i - end
	if !s.after(end, "identified by") && !s.isPasswordClause(end) {
		return i + 1
	}
	if mark(s.text[i+1:]) > 0 {
		return i + 1
	}
	to := s.quotedEnd(quote{"'", 0}, i+1)
	s.looked += to - i
	p := pair{word: &clause, quoted: true}
	return max(i+1, s.settle(&p, i+1, to))
}

var clause = word{name: "password", kind: "password"}

// isPasswordClause reports whether PASSWORD ends at end, as in ALTER ROLE x WITH PASSWORD 'y'. In small letters it is prose more often.
func (s *scan) isPasswordClause(end int) bool {
	from := end - len("password")
	if from < s.floor || !equalFold(s.text[from:end], "password") || from > s.floor && class[s.text[from-1]]&keyByte != 0 {
		return false
	}
	return string(s.text[from:end]) == "PASSWORD" || s.after(from, "with ") || s.after(from, "encrypted ")
}
