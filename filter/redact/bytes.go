package redact

// What a byte asks for where a scan meets it.
const (
	nothing   = iota
	wordByte  // the beginning of a word may be that of a shape
	separator // there may be a key before it, or a URL around it
	backslash
	percent
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
	role['\\'], role['%'], role['-'] = backslash, percent, dash
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

// escape passes over an escape in a string, so that what follows it begins a word: \nghp_... It looks at an escaped separator, as
// serializers that are careful of HTML write it: password\u003dx.
func (s *scan) escape(i int) int {
	from := i
	for i < len(s.text) && s.text[i] == '\\' {
		i++
	}
	if !s.hasPrefix(i, "u00") {
		if i < len(s.text) && isEscape(s.text[i]) {
			i++
		}
		return i
	}
	end := min(i+len("u0000"), len(s.text))
	if s.byteAt(i+3) == '3' {
		switch s.byteAt(i + 4) {
		case 'd', 'D', 'a', 'A':
			return s.separator(from, end)
		case 'c':
			return s.tag(from, `\u003c`, `\u003e`)
		case 'C': // .NET
			return s.tag(from, `\u003C`, `\u003E`)
		case 'e', 'E':
			return s.afterTag(end)
		}
	}
	return end
}

// percent passes over a percent-encoded byte, so that what follows it begins a word, and looks at an encoded separator.
func (s *scan) percent(i int) int {
	switch s.encoded(i) {
	case notEncoded:
		return i + 1
	case ':':
		if s.encoded(i+3) == '/' && s.encoded(i+6) == '/' {
			s.encodedURL(i + 9)
		}
		fallthrough
	case '=':
		return s.separator(i, i+3)
	}
	return i + 3
}

const notEncoded = -1

// encoded gives what the percent-encoded byte at i stands for (RFC 3986, section 2.1), notEncoded if there is none.
func (s *scan) encoded(i int) int {
	high, low := unhex(s.byteAt(i+1)), unhex(s.byteAt(i+2))
	if s.byteAt(i) != '%' || high|low > 15 {
		return notEncoded
	}
	return int(high<<4 | low)
}
