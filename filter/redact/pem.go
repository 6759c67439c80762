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
	if s.hasPrefix(i, "-> ") && s.byteAt(i-1) == ' ' {
		return s.loose(i, i+len("-> "))
	}
	if s.isPEM(i) {
		body := i + len(pemBegin)
		body += s.run(body, upper|digit|blank|hyphen, 2*longestKey)
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
			i += s.run(i, upper|digit|blank, longestKey)
			return i + s.run(i, hyphen, len("-----"))
		}
		if class[c]&pemByte == 0 {
			next := s.find(i, "-----", true)
			if (c == '<' || c == '&' || class[c]&quoteMark != 0) && s.hasPrefix(next, pemEnd) {
				i = next - 1
				continue
			}
			break
		}
	}
	for i > 0 && class[s.text[i-1]]&(blank|newline) != 0 {
		i--
	}
	return i
}

// pemRest gives where a private key ends of which the rest begins at i, and i if there is none.
func (s *scan) pemRest(i int) int {
	end := i
	for end < len(s.text) && class[s.text[end]]&pemByte != 0 && !s.hasPrefix(end, pemEnd) {
		end++
	}
	s.saw(end - i)
	if !s.hasPrefix(end, pemEnd) {
		return i
	}
	return s.pemEnd(end)
}
