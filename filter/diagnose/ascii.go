package diagnose

// The functions of package bytes that trim and compare know Unicode, whose tables would be in the module for nothing.

// trimSpace gives a text without the white space of ASCII around it.
//
// Inlined where it is called it would make the module 7 KB larger.
//
//go:noinline
func trimSpace(text []byte) []byte {
	for len(text) > 0 && isSpace(text[0]) {
		text = text[1:]
	}
	return trimEnd(text)
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' || c == 0 }

// trimEnd gives a text without the white space of ASCII at its end.
func trimEnd(text []byte) []byte {
	for len(text) > 0 && isSpace(text[len(text)-1]) {
		text = text[:len(text)-1]
	}
	return text
}

// indexOf gives where the first of three bytes stands, or -1.
func indexOf(text []byte, a, b, c byte) int {
	for i, t := range text {
		if t == a || t == b || t == c {
			return i
		}
	}
	return -1
}

// trimDigits gives a text without the digits at its end.
func trimDigits(text []byte) []byte {
	for len(text) > 0 && kinds[text[len(text)-1]] == digit {
		text = text[:len(text)-1]
	}
	return text
}

// cutDigits gives a text without the digits at its beginning.
func cutDigits(text []byte) []byte {
	for len(text) > 0 && kinds[text[0]] == digit {
		text = text[1:]
	}
	return text
}

func equalFold(a, b []byte) bool {
	for i := range a {
		if i >= len(b) || fold[a[i]] != fold[b[i]] {
			return false
		}
	}
	return len(a) == len(b)
}

// has reports whether a text has a part in lower case, whatever the text's case.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func has(text, part string) bool {
	for i := 0; i+len(part) <= len(text); i++ {
		j := 0
		for j < len(part) && fold[text[i+j]] == part[j] {
			j++
		}
		if j == len(part) {
			return true
		}
	}
	return false
}
