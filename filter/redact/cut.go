package redact

// ellipsisByte is the first byte of "…".
const ellipsisByte = 0xe2

// cutMarker gives the length of the marker for a middle that was cut out, "…[12 bytes cut]… ", that text begins with, and 0 if there is none.
func cutMarker(text []byte) int {
	const before, after = "…[", " bytes cut]… "
	if len(text) < len(before)+1+len(after) || string(text[:len(before)]) != before {
		return 0
	}
	n := len(before)
	n += run(text[n:], digit, 19)
	if n == len(before) || len(text)-n < len(after) || string(text[n:n+len(after)]) != after {
		return 0
	}
	return n + len(after)
}

// interruption is a value that a cut interrupted.
type interruption struct {
	at    int
	quote quote
}

// interrupted remembers what ends at i, where a cut may be, and gives i.
//
//go:noinline
func (s *scan) interrupted(q quote, i int) int {
	if s.text[i] == ellipsisByte {
		s.cut = interruption{i, q}
	}
	return i
}

// ellipsis goes on after a cut.
func (s *scan) ellipsis(i int) int {
	n := cutMarker(s.text[i:])
	if n == 0 && s.hasPrefix(i, "│") {
		return s.loose(i, i+len("│"))
	}
	if n == 0 {
		return i + 1
	}
	s.floor = i + n
	if s.cut.at == i && s.cut.quote.text != "" && s.mark(i+n) == 0 {
		if end := s.quotedEnd(s.cut.quote, i+n); end > i+n {
			return s.replace(i+n, end, "cut")
		}
	}
	return s.resume(i + n)
}

// resume replaces what may be the rest of a secret that began before i: a word, or the rest of a private key.
func (s *scan) resume(i int) int {
	if n := s.mark(i); n > 0 {
		s.floor = i + n
		return s.floor
	}
	if end := s.pemRest(i); end > i {
		return s.replace(i, end, "private-key")
	}
	end := i
	for end < len(s.text) && class[s.text[end]]&endsWord == 0 && !(s.text[end] == ellipsisByte && cutMarker(s.text[end:]) > 0) {
		end++
	}
	if end == i {
		return i
	}
	return s.replace(i, end, "cut")
}
