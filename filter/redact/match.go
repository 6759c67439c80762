package redact

// match gives the word that a key ends with, nil if it ends with none. Plural says that it ends with the word's plural.
func (r *Redactor) match(key []byte) (w *word, plural bool) {
	for end := len(key); end > 0; {
		var start int
		if w, start, plural = r.ending(key[:end]); w == nil || w.flags&tail == 0 {
			if w != nil && w.flags&random != 0 && w.name == "key" {
				return w.after(key[:start]), plural
			}
			return w, plural
		}
		rest := start
		for rest > 0 && (class[key[rest-1]]&joint != 0 || key[rest-1] == ' ' && w.flags == tail) {
			rest--
		}
		if rest == 0 || class[key[rest-1]]&alnum == 0 {
			break
		}
		end = rest
	}
	if w != nil && w.flags&(names|valued) == 0 {
		w = nil
	}
	return w, false
}

// after gives the word for a key that ends with "key" behind before: partner_key may have a secret, public_key has none.
func (w *word) after(before []byte) *word {
	end := len(before)
	for end > 0 && class[before[end-1]]&joint != 0 {
		end--
	}
	from := end
	for from > 0 && class[before[from-1]]&alnum != 0 && (from == end || class[before[from]]&upper == 0 || class[before[from-1]]&upper != 0) {
		from--
	}
	switch {
	case from == end:
		return &keyAlone
	case harmlessKeys.Has(before[from:end]):
		return nil
	}
	joined := end < len(before)
	for from > 0 && class[before[from-1]]&keyByte != 0 {
		from--
	}
	if joined && only(before[from:], upper|digit|underscore) {
		return &keyOfHeader
	}
	if from+1 < len(before) && before[from]|0x20 == 'x' && before[from+1] == '-' {
		return &keyOfHeader
	}
	return w
}

// keyAt is match for what ends at to in the text, and begins at from or later.
//
//go:noinline
func (s *scan) keyAt(from, to int) (w *word, plural bool) {
	if from = max(from, to-longestKey); from >= to {
		return nil, false
	}
	return s.r.match(s.text[from:to])
}

// ending also knows the forms with a number (password2) and the plurals (passwords).
func (r *Redactor) ending(key []byte) (w *word, start int, plural bool) {
	if w, start = r.exactly(key); w != nil {
		return w, start, false
	}
	end := len(key)
	if key[end-1]|0x20 == 's' && end > 1 {
		w, start = r.exactly(key[:end-1])
		return w, start, true
	}
	for end > 0 && class[key[end-1]]&digit != 0 {
		end--
	}
	for end > 0 && end < len(key) && class[key[end-1]]&joint != 0 {
		end--
	}
	if end > 0 && end < len(key) {
		w, start = r.exactly(key[:end])
	}
	return w, start, false
}

// exactly gives the longest word that key ends with.
func (r *Redactor) exactly(key []byte) (found *word, at int) {
	last := len(key) - 1
	bucket := &r.byEnd[lastTwo(key[max(0, last-1)], key[last])]
	if bucket.from == bucket.to {
		return nil, 0
	}
	room := 0
	for room <= last && (class[key[last-room]]&(keyByte|slash) != 0 || key[last-room] == ' ' || key[last-room] == ':') {
		room++
	}
	for i := bucket.from; i < bucket.to; i++ {
		w := &r.words[i]
		if int(w.least) > room {
			continue
		}
		start := w.in(key)
		if start >= 0 && (found == nil || start < at) && (w.flags&inside != 0 || beginsWord(key, start)) {
			found, at = w, start
		}
	}
	return found, at
}

// lastTwo gives where in byEnd the words stand that end with two bytes, in whatever case. Other bytes may come to the same.
func lastTwo(before, last byte) int { return int(last&31)<<5 | int(before&31) }

// place gives where a word stands among all, counted from 1.
func (r *Redactor) place(w *word) uint16 {
	for i := range r.words {
		if &r.words[i] == w {
			return uint16(i + 1)
		}
	}
	return 0
}

// in gives where the word begins that ends with the key, -1 if the key does not end with it.
func (w *word) in(key []byte) int {
	i := len(key)
	for n := len(w.name) - 1; n >= 0; n-- {
		c := w.name[n]
		switch {
		case i == 0:
			return -1
		case c != '-':
			if toLower(key[i-1]) != c {
				return -1
			}
			i--
		case class[key[i-1]]&(joint|slash) != 0 || key[i-1] == ' ' || key[i-1] == ':': // .NET's settings have colons
			i--
		}
	}
	return i
}

// beginsWord reports whether a word of a key in camelCase, snake_case, kebab-case or dotted begins at i. What follows an escape in a
// string (\ntoken) begins one, too.
func beginsWord(key []byte, i int) bool {
	if i == 0 || class[key[i-1]]&(lower|upper|foreign) == 0 {
		return true
	}
	if class[key[i]]&upper != 0 {
		return class[key[i-1]]&upper == 0 || i+1 < len(key) && class[key[i+1]]&lower != 0
	}
	return i > 1 && (key[i-2] == '\\' && isEscape(key[i-1]) || key[i-1] == 'm' && class[key[i-2]]&digit != 0)
}

// isEscape names the control characters' letters in escapes of strings.
func isEscape(c byte) bool { return c == 'n' || c == 'r' || c == 't' }
