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

// at looks at an @: a data source name of Go's database drivers, user:password@tcp(host:port)/name, an e-mail address, or another login.
func (s *scan) at(i int) int {
	if open := i + 1 + s.run(i+1, lower|upper|hyphen, 16); s.byteAt(open) == '(' || s.hasPrefix(open, "6(") {
		_, sign := s.userinfo(i, 0, ':')
		if sign == 0 && open == i+1 {
			_, sign = s.userinfo(i, 0, '/')
		}
		if sign > 0 && sign < i && !innocent(s.text[sign:i]) {
			return s.replace(sign, i, "password")
		}
	}
	if s.r.email {
		return s.address(i)
	}
	return s.oracle(i)
}

// userinfo gives where what stands before the @ at i begins, at most behind the byte end, and where it goes on behind the first sign in that, 0 if there
// is none.
//
//go:noinline
func (s *scan) userinfo(i int, end, sign byte) (from, behind int) {
	from = i
	for from > s.floor && i-from < longestAuthority && class[s.text[from-1]]&endsURL == 0 && s.text[from-1] != end {
		if from--; s.text[from] == sign {
			behind = from + 1
		}
	}
	s.saw(i - from)
	return from, behind
}

// oracle replaces the password of jdbc:oracle:thin:user/password@host, of user/password@//host, of connect("user/password@host") and of user/"password"@host.
func (s *scan) oracle(i int) int {
	from, slash := s.userinfo(i, ':', '/')
	if slash > from+1 && slash < i && (s.hasPrefix(i+1, "//") || s.after(from, "thin:") || s.after(from, "sqlplus ") || s.after(from, "connect ") || s.after(from-1, "connect(")) {
		return s.replace(slash, i, "password")
	}
	if open := s.quoteBefore(i); open > 0 && s.byteAt(open-1) == '/' {
		return s.replace(open+1, i-1, "password")
	}
	return s.login(i)
}

// login replaces the password of user:password@host:port, where the port tells that it is no e-mail address, and of a URL that lacks a
// slash, scheme:/user:password@host.
func (s *scan) login(i int) int {
	from, colon := s.userinfo(i, '/', ':')
	host := i + 1 + s.run(i+1, alnum|joint, longestKey)
	port := host + 1 + s.run(host+1, digit, 6)
	s.saw(port - i)
	hasPort := s.byteAt(host) == ':' && port-host > 2 && class[s.byteAt(port)]&alnum == 0 && s.byteAt(port) != ':'
	if colon == 0 || colon == i || !hasPort && !s.after(from, ":/") || s.after(colon, "sip:") || innocent(s.text[colon:i]) {
		return i + 1
	}
	return s.replace(colon, i, "password")
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
	if n = domain(s.text[i+1 : i+1+n]); from == i || n == 0 || s.mark(i+1+n) > 0 { // a mark may have been letters, so that the address went on
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
