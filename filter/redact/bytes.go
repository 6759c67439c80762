package redact

// What a byte asks for where a scan meets it.
const (
	nothing   = iota
	wordByte  // the beginning of a word may be that of a shape
	separator // there may be a key before it, or a URL around it
	backslash
	dash
	angle
	ampersand
	greater
	bracket
	at
	ellipsis
	parenthesis // the values of a statement may begin there
	comma
	bar  // of a table, or the tab between its columns
	sign // there may be a password around it
)

var role = func() (role [256]uint8) {
	for c := range role {
		if class[c]&alnum != 0 { // an underscore ends a word, so that DB_PASSWORD has two
			role[c] = wordByte
		}
	}
	role['='], role[':'] = separator, separator
	role['\\'], role['-'] = backslash, dash
	role['<'], role['>'], role['&'], role['['], role['@'] = angle, greater, ampersand, bracket, at
	role[ellipsisByte], role['('] = ellipsis, parenthesis
	role[','], role['|'], role['\t'] = comma, bar, bar
	role['!'], role['#'], role['*'], role['^'], role['~'] = sign, sign, sign, sign, sign
	return role
}()

// Classes of bytes, to be combined.
const (
	lower = 1 << iota
	upper
	digit
	hexLetter // a to f, which are lower as well
	underscore
	hyphen
	dot
	slash
	base64Sign // + and =
	blank      // space and tab
	newline
	quoteMark
	foreign // a byte of a character beyond ASCII
	control
	closing    // what follows a word in a sentence
	notInURL   // what no URL goes on with in a text, besides blanks, line ends, quotes and control characters
	notInWord  // what ends the rest of a value that was cut off, besides blanks, line ends and quotes
	inPEM      // what stands for line ends in a private key, besides letters and digits, and in headers such as DEK-Info
	beforeText // what some languages write before a quote: b'..', u"..", @".."
	oddSign    // what passwords have, and words do not

	alnum      = lower | upper | digit
	urlBase64  = alnum | underscore | hyphen
	joint      = underscore | hyphen | dot
	keyByte    = alnum | joint | foreign
	pemByte    = alnum | slash | base64Sign | blank | newline | hyphen | inPEM
	endsURL    = blank | newline | quoteMark | control | notInURL
	inPassword = alnum | joint | oddSign
	endsWord   = blank | newline | quoteMark | notInWord
)

var class = func() (class [256]uint32) {
	for c := range class {
		switch {
		case c >= 'a' && c <= 'f':
			class[c] = lower | hexLetter
		case c >= 'g' && c <= 'z':
			class[c] = lower
		case c >= 'A' && c <= 'Z':
			class[c] = upper
		case c >= '0' && c <= '9':
			class[c] = digit
		case c >= 0x80:
			class[c] = foreign
		case c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f:
			class[c] = control
		}
	}
	for _, of := range [...]struct {
		class uint32
		bytes string
	}{
		{underscore, "_"}, {hyphen, "-"}, {dot, "."}, {slash, "/"}, {base64Sign, "+="}, {blank, " \t"}, {newline, "\n\r"}, {quoteMark, "\"'`"},
		{closing, ".,:;)'\""}, {notInURL, "<>\\{}"}, {notInWord, "<>&;,{}[]()\\"}, {inPEM, "\\%:,"}, {beforeText, "bBuUrRfNL@$"}, {oddSign, "!#$%&*+?@^~"},
	} {
		for i := range len(of.bytes) {
			class[of.bytes[i]] |= of.class
		}
	}
	return class
}()

// toLower is for ASCII only.
func toLower(c byte) byte { return lowerCase[c] }

var lowerCase = func() (to [256]byte) {
	for c := range to {
		to[c] = byte(c)
		if c >= 'A' && c <= 'Z' {
			to[c] |= 0x20
		}
	}
	return to
}()

// equalFold compares with a text that is in lower case.
//
//go:noinline
func equalFold(text []byte, lower string) bool {
	if len(text) != len(lower) {
		return false
	}
	for i, c := range text {
		if toLower(c) != lower[i] {
			return false
		}
	}
	return true
}

// only reports whether all bytes are of the classes.
func only(text []byte, classes uint32) bool {
	for _, c := range text {
		if class[c]&classes == 0 {
			return false
		}
	}
	return true
}

// put is append.
//
// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func put(dst, text []byte) []byte { return append(dst, text...) }

// run gives how many bytes at the beginning are of the classes, limit at most.
func run(text []byte, classes uint32, limit int) int {
	n := 0
	for n < len(text) && n < limit && class[text[n]]&classes != 0 {
		n++
	}
	return n
}

// unhex gives the value of a hexadecimal digit, and 16 for any other byte.
func unhex(c byte) byte {
	switch c = toLower(c); {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	}
	return 16
}

// escape passes over an escape in a string, so that what follows it begins a word: \nghp_...
func (s *scan) escape(i int) int {
	for i < len(s.text) && s.text[i] == '\\' {
		i++
	}
	switch {
	case s.hasPrefix(i, "u00"):
		return min(i+len("u0000"), len(s.text))
	case i < len(s.text) && isEscape(s.text[i]):
		return i + 1
	}
	return i
}
