package redact

// jwtEnd gives where the JSON Web Token at i ends (RFC 7519: two parts or more in base64url, the first of them a JSON object), 0 if there
// is none. One that the text's end cuts off may be shorter.
func (s *scan) jwtEnd(i int) int {
	if i < s.barren {
		return 0
	}
	header := s.run(i, urlBase64, many)
	s.saw(header)
	end := i + header
	if end == len(s.text) && header >= 16 {
		return end
	}
	payload := 0
	if s.byteAt(end) == '.' {
		payload = s.run(end+1, urlBase64, many)
	}
	s.saw(payload)
	if header < 10 || payload < 4 && end+1+payload < len(s.text) || payload == 0 {
		s.barren = end
		return 0
	}
	end += 1 + payload
	for s.byteAt(end) == '.' && class[s.byteAt(end+1)]&urlBase64 != 0 {
		n := s.run(end+1, urlBase64, many)
		s.saw(n)
		end += 1 + n
	}
	return end
}

// credentials finds those that follow "Bearer" (RFC 6750, section 2.1) or "Basic" (RFC 7617) at i, wherever they stand.
func (s *scan) credentials(i int) (from, end int) {
	from, basic := s.afterScheme(i, "bearer"), false
	if from == 0 {
		from, basic = s.afterScheme(i, "basic"), true
	}
	if from == 0 {
		return 0, 0
	}
	if i > s.refused.from && i < s.refused.to {
		return 0, 0
	}
	const judged, token = 128, alnum | joint | slash | base64Sign
	size := s.run(from, token, judged)
	s.saw(size)
	text := s.text[from : from+size]
	if basic && !isBasic(text) || !basic && (!isBearer(text) || isParameter(text)) {
		s.refused.from, s.refused.to = from, from+size
		return 0, 0
	}
	end = from + size
	end += s.run(end, token, many)
	for s.text[end-1] == '.' {
		end--
	}
	return from, end
}

// afterScheme gives where the credentials after a scheme's name at i begin, 0 if it is another.
func (s *scan) afterScheme(i int, name string) int {
	end := i + len(name)
	if end >= len(s.text) || !equalFold(s.text[i:end], name) {
		return 0
	}
	if n := s.space(end); n > 0 {
		return end + n
	}
	return 0
}

// space gives the length of a space at i, which may be encoded as in a form, 0 if there is none.
func (s *scan) space(i int) int {
	switch c := s.byteAt(i); {
	case c == ' ', c == '+':
		return 1
	case s.hasPrefix(i, "%20"):
		return len("%20")
	}
	return 0
}

// isParameter reports whether text is the beginning of one, as in Bearer realm="x".
func isParameter(text []byte) bool {
	n := run(text, lower|underscore|hyphen, 24)
	return n > 0 && n < len(text) && text[n] == '='
}

// isBearer tells a token from a word that follows "bearer" in prose: a token has a digit among its letters, or capitals within.
func isBearer(text []byte) bool {
	letters, digits, capitals := 0, 0, 0
	for i, c := range text {
		switch {
		case class[c]&digit != 0:
			digits++
		case class[c]&upper != 0 && i > 0:
			capitals++
			letters++
		case class[c]&(lower|upper) != 0:
			letters++
		}
	}
	return len(text) >= 6 && letters > 0 && (digits > 0 || capitals > 0 && capitals < letters) || len(text) >= 24
}

// isBasic reports whether text is base64 of a user and a password with a colon between them.
func isBasic(text []byte) bool {
	if len(text) < 4 {
		return false
	}
	bits, size, colon := 0, 0, false
	for _, c := range text {
		v := sextet(c)
		if v < 0 {
			break
		}
		bits, size = bits<<6|v, size+6
		if size >= 8 {
			size -= 8
			decoded := byte(bits >> size)
			if decoded < ' ' {
				return false
			}
			colon = colon || decoded == ':'
			bits &= 1<<size - 1
		}
	}
	return colon
}

// sextet gives what a digit of base64 stands for (RFC 4648, section 4), -1 for any other byte.
func sextet(c byte) int {
	switch {
	case class[c]&upper != 0:
		return int(c - 'A')
	case class[c]&lower != 0:
		return int(c-'a') + 26
	case class[c]&digit != 0:
		return int(c-'0') + 52
	case c == '+':
		return 62
	case c == '/':
		return 63
	}
	return -1
}
