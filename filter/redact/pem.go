package redact

const (
	pemBegin = "-----BEGIN "
	pemEnd   = "-----END "
)

// isPEM reports whether a private key in PEM begins at i (RFC 7468; also those of OpenSSL, OpenSSH and PGP).
func (s *scan) isPEM(i int) bool {
	if !s.hasPrefix(i, pemBegin) {
		return false
	}
	label := s.text[i+len(pemBegin):]
	label = label[:run(label, upper|digit|blank, longestKey)]
	const private = "PRIVATE KEY"
	for j := 0; j+len(private) <= len(label); j++ {
		if string(label[j:j+len(private)]) == private {
			return true
		}
	}
	return false
}

// dash replaces a private key that begins at i, or the value of a --flag. It gives where to go on.
func (s *scan) dash(i int) int {
	if s.byteAt(i+1) != '-' {
		return i + 1
	}
	if s.isPEM(i) {
		body := i + len(pemBegin)
		body += run(s.text[body:], upper|digit|blank|hyphen, 2*longestKey)
		return s.replace(i, s.pemEnd(body), "private-key")
	}
	return s.flag(i)
}

// pemEnd gives where a private key ends whose body begins at i: after its last line, or where there is anything that it cannot have,
// such as the end of a string.
func (s *scan) pemEnd(i int) int {
	for ; i < len(s.text); i++ {
		c := s.text[i]
		if c == '-' && s.hasPrefix(i, pemEnd) {
			i += len(pemEnd)
			i += run(s.text[i:], upper|digit|blank, longestKey)
			return i + run(s.text[i:], hyphen, len("-----"))
		}
		if !inPEM[c] {
			break
		}
	}
	for i > 0 && class[s.text[i-1]]&(blank|newline) != 0 {
		i--
	}
	return i
}

// inPEM has the bytes of a private key between its first and its last line: base64, headers such as DEK-Info, line ends, and what stands
// for these in strings, forms and HTML.
var inPEM = func() (in [256]bool) {
	for c := range in {
		in[c] = class[c]&(alnum|slash|base64Sign|blank|newline|hyphen) != 0 || c == '\\' || c == '%' || c == ':' || c == ','
	}
	return in
}()

// pemRest gives where a private key ends of which the rest begins at i, and i if there is none.
func (s *scan) pemRest(i int) int {
	end := i
	for end < len(s.text) && inPEM[s.text[end]] && !s.hasPrefix(end, pemEnd) {
		end++
	}
	s.looked += end - i
	if !s.hasPrefix(end, pemEnd) {
		return i
	}
	return s.pemEnd(end)
}

// flag replaces the value of a command line's flag: --password x. With "=" it is a pair as any other.
func (s *scan) flag(i int) int {
	end := i + len("--")
	end += run(s.text[end:], keyByte, longestKey)
	s.looked += end - i
	from := end + 1
	if s.byteAt(end) != ' ' || class[s.byteAt(i-1)]&(alnum|joint) != 0 || end == i+len("--") || s.byteAt(from) == '-' {
		return i + len("--")
	}
	w, plural := s.r.match(s.text[i+len("--") : end])
	if w == nil || w.flags&(names|valued) != 0 || from >= len(s.text) || mark(s.text[from:]) > 0 || opensMessage(s.text[from:]) {
		return end
	}
	p := pair{word: w, plural: plural, start: i, before: ' '}
	return max(end, s.value(&p, from))
}
