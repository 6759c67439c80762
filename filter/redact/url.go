package redact

// longestAuthority bounds how far the host of a URL is looked for behind its credentials.
const longestAuthority = 256

// url finds the password of a URL whose authority begins at i (RFC 3986, section 3.2.1), to be replaced when the user before it was passed
// over: that may be a secret itself. A password that has a slash, as those that no one encoded do, is found too, unless a port precedes
// the slash.
func (s *scan) url(i int) int {
	colon, sign, end := s.authority(i)
	s.saw(end - i)
	switch {
	case colon < 0 && sign-i >= 20 && isMixed(s.text[i:sign], 20) && class[s.byteAt(i+3)]&alnum != 0 && s.byteAt(i) != '[':
		return s.replace(i, sign, "token")
	case colon < 0 || s.byteAt(i) == '[':
		return i
	case sign < 0 && end == len(s.text) && !only(s.text[colon+1:], digit): // cut off
		sign = end
	case sign < 0 && (class[s.byteAt(end)]&slash != 0 || s.byteAt(end) == '?' || s.byteAt(end) == '#') && !only(s.text[colon+1:end], digit):
		sign = s.lateSign(i, end)
	}
	if value := s.text[colon+1 : max(colon+1, sign)]; len(value) > 0 && mark(value) == 0 && (!innocent(value) || isEveryday(value)) {
		s.password.from, s.password.to, s.alert = colon+1, sign, true
	}
	return i
}

// authority gives where the first colon, the last @ and the end of the authority at i are, -1 for what is not there.
func (s *scan) authority(i int) (colon, sign, end int) {
	colon, sign = -1, -1
	for end = i; end < len(s.text) && end-i < longestAuthority; end++ {
		c := s.text[end]
		if class[c]&endsURL != 0 || c == '/' || c == '?' || c == '#' || c == ellipsisByte && cutMarker(s.text[end:]) > 0 {
			break
		}
		if c == '@' {
			sign = end
		} else if c == ':' && colon < 0 && sign < 0 {
			colon = end
		}
	}
	return colon, sign, end
}

// lateSign gives where the last @ of the URL at i is that stands after from, -1 if there is none.
func (s *scan) lateSign(i, from int) int {
	sign, end := -1, from
	for ; end < len(s.text) && end-i < longestAuthority && class[s.text[end]]&endsURL == 0; end++ {
		if s.text[end] == '@' {
			sign = end
		}
	}
	s.saw(end - from)
	return sign
}

// encodedURL replaces the password of a URL that is percent-encoded as a whole, as in the query of another one: what stands between the first colon of
// its authority, which begins at i, and the @.
func (s *scan) encodedURL(i int) {
	colon := 0
	for end := i + s.run(i, inPassword, longestAuthority); i < end; i++ {
		s.saw(1)
		switch c := s.encoded(i); {
		case c == '/':
			return
		case c == '@' && colon > 0:
			s.replace(colon, i, "password")
			return
		case c == ':' && colon == 0:
			colon = i + 3
		}
	}
}

// at looks at an @: a data source name of Go's database drivers, user:password@tcp(host:port)/name, or an e-mail address.
func (s *scan) at(i int) int {
	if s.hasPrefix(i+1, "tcp(") || s.hasPrefix(i+1, "unix(") || s.hasPrefix(i+1, "tcp6(") || s.hasPrefix(i+1, "(") {
		colon, from := -1, i
		for from > s.floor && i-from < longestAuthority && class[s.text[from-1]]&endsURL == 0 {
			from--
			if s.text[from] == ':' || s.text[from] == '/' && s.hasPrefix(i+1, "(") {
				colon = from
			}
		}
		s.saw(i - from)
		if colon >= 0 && colon+1 < i && !innocent(s.text[colon+1:i]) {
			return s.replace(colon+1, i, "password")
		}
	}
	if s.r.email {
		return s.address(i)
	}
	return s.oracle(i)
}

// oracle replaces the password of jdbc:oracle:thin:user/password@host, of user/password@//host, and of user/"password"@host.
func (s *scan) oracle(i int) int {
	slash, from := -1, i
	for from > s.floor && i-from < longestKey && class[s.text[from-1]]&endsURL == 0 && s.text[from-1] != ':' {
		from--
		if s.text[from] == '/' {
			slash = from
		}
	}
	s.saw(i - from)
	if slash > from && slash+1 < i && (s.hasPrefix(i+1, "//") || s.after(from, "thin:") || s.after(from, "sqlplus ") || s.after(from, "connect ")) {
		return s.replace(slash+1, i, "password")
	}
	if open := s.quoteBefore(i); open > 0 && s.byteAt(open-1) == '/' {
		return s.replace(open+1, i-1, "password")
	}
	return s.login(i)
}

// login replaces the password of user:password@host:port, where the port tells that it is no e-mail address, and of a URL that lacks a
// slash, scheme:/user:password@host.
func (s *scan) login(i int) int {
	from := i
	for from > s.floor && i-from < longestKey && class[s.text[from-1]]&endsURL == 0 && s.text[from-1] != '/' {
		from--
	}
	colon, sign, end := s.authority(from)
	s.saw(end - from)
	port := end
	for class[s.byteAt(port-1)]&digit != 0 {
		port--
	}
	isHost := end-port > 1 && s.byteAt(port-1) == ':' && only(s.text[sign+1:port-1], alnum|joint)
	if colon < 0 || sign != i || !isHost && !s.after(from, ":/") || s.after(colon, "sip") || innocent(s.text[colon+1:i]) {
		return i + 1
	}
	return s.replace(colon+1, i, "password")
}

// quoteBefore gives where the quote opens that is closed before i, 0 if none does.
func (s *scan) quoteBefore(i int) int {
	mark := s.byteAt(i - 1)
	if class[mark]&quoteMark == 0 || i-2 < s.floor {
		return 0
	}
	open := i - 2
	for open > s.floor && i-open < 4*reach && s.text[open] != mark && class[s.text[open]]&newline == 0 {
		open--
	}
	s.saw(i - open)
	if open <= s.floor || s.text[open] != mark || open == i-2 {
		return 0
	}
	return open
}

// address replaces an e-mail address around the @ at i.
func (s *scan) address(i int) int {
	from := i
	for from > s.floor && i-from < longestKey && (class[s.text[from-1]]&(alnum|joint) != 0 || s.text[from-1] == '+' || s.text[from-1] == '%') {
		from--
	}
	if from > s.floor && from < i && s.text[from-1] == '\\' && isEscape(s.text[from]) {
		from++
	}
	n := s.run(i+1, alnum|hyphen|dot, longestAuthority)
	s.saw(i - from + n)
	if n = domain(s.text[i+1 : i+1+n]); from == i || n == 0 {
		return i + 1
	}
	return s.replace(from, i+1+n, "email")
}

// domain gives the length of the longest beginning of text that is a domain's name: it ends with a dot and two letters or more.
func domain(text []byte) int {
	for end := len(text); end > 0; {
		label := end
		for label > 0 && text[label-1] != '.' {
			label--
		}
		if label > 1 && end-label > 1 && only(text[label:end], lower|upper) {
			return end
		}
		end = label - 1
	}
	return 0
}
