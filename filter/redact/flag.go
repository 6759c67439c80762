package redact

// A command line in a message, or its arguments as a list in one.

// flag replaces the value of the flag that begins at i: --password x, or one of a command that is known, as in curl -u user:x. It gives where
// to go on. With "=" a flag is a pair as any other.
func (s *scan) flag(i int) int {
	name := i + s.run(i, hyphen, 2)
	if class[s.byteAt(i-1)]&(alnum|joint) != 0 {
		return name
	}
	end := name + s.run(name, keyByte, longestKey)
	s.saw(end - i)
	if end == name {
		return name
	}
	w, plural := s.keyAt(name, end)
	p := pair{word: w, plural: plural, start: i, before: ' '}
	from := end
	switch {
	case w != nil && w.flags&(names|valued) == 0:
		if s.byteAt(from) != ' ' || opensMessage(s.text[from+1:]) {
			return name
		}
	case name == i+1:
		letter, flag := s.command(i), s.text[name]
		from = name + 1
		if letter == s.text[end-1] && s.byteAt(end) == ' ' { // several in one, as in -su
			from = end
		} else if letter != flag|0x20 && (letter|0x20 != flag || class[s.byteAt(from)]&alnum == 0) {
			return name
		}
		p.word = &clause
	case s.after(end, "user") && s.command(i) == 'u':
		p.word = &clause
	default:
		return name
	}
	from += s.run(from, blank, 1)
	if class[s.byteAt(from)]&quoteMark != 0 && s.byteAt(from+1) == ',' { // the next of a list
		from += len(`",`) + s.run(from+len(`",`), blank, reach)
	}
	if p.word == &clause && s.line.letter == 'u' {
		return max(name, s.userAndPassword(&p, from))
	}
	if c := s.byteAt(from); c == '-' || p.word == &clause && class[c]&digit != 0 && class[s.byteAt(from+s.run(from, digit, 9))]&keyByte == 0 {
		return name
	}
	return max(name, s.joined(&p, from))
}

// userAndPassword finds the password of the argument user:password at i, to be replaced when the user before it was passed over, since that
// may have a secret, too. Where no password follows, the user may be one as a whole: a key.
func (s *scan) userAndPassword(p *pair, i int) int {
	q, user := s.openingQuote(i)
	end := user
	if q.text != "" {
		end = s.quotedEnd(q, user)
	}
	for q.text == "" && end < len(s.text) && class[s.text[end]]&endsURL == 0 {
		end++
	}
	s.saw(end - user)
	colon := user
	for colon < end && s.text[colon] != ':' && s.text[colon] != '%' {
		colon++
	}
	switch from := colon + 1; {
	case colon == end:
		return 0
	case from == end:
		p.least = 8
		return s.settle(p, user, colon)
	case s.text[colon] != ':' || s.mark(from) > 0 || innocent(s.text[from:end]): // smbclient's %
		return s.settle(p, from, end)
	default:
		s.password.from, s.password.to, s.alert = from, end, true
		return user
	}
}

// command gives the letter of the flag that the command before i in its line takes a secret with, 0 if none is known. What was replaced is no
// command, so that is read as it was written.
func (s *scan) command(i int) byte {
	c := &s.line
	if s.into == nil {
		s.readCommands(s.dst[c.written:])
		c.written, c.read = len(s.dst), max(c.read, s.done)
	}
	if c.read < i {
		s.readCommands(s.text[c.read:i])
		c.read = i
	}
	return c.letter
}

// readCommands goes on with a text.
func (s *scan) readCommands(text []byte) {
	s.saw(len(text))
	for len(text) > 0 {
		n := run(text, alnum|underscore|hyphen, longestKey)
		if letter := commands[string(text[:n])]; letter != 0 {
			s.line.letter = letter
		}
		if n == 0 {
			n = max(1, mark(text))
			if class[text[0]]&newline != 0 {
				s.line.letter = 0
			} else if text[0] == '\\' { // what ends a line of a command that goes on
				n += run(text[n:], newline, 2)
			}
			for text[0] == ':' && n < len(text) && class[text[n]]&endsURL == 0 { // a URL has words that are no commands
				n++
			}
		}
		text = text[n:]
	}
}

// commands are those that take a password, with the letter of its flag. After a capital, the value follows without a blank.
var commands = func() map[string]byte {
	letters := make(map[string]byte, 64)
	list := "curlu mysqlP mysqldumpP mysqladminP mariadbP sshpassp redis-clia ldapsearchw ldapmodifyw ldapaddw mongop mongoshp mongodumpp mongorestorep " +
		"loginp sqlcmdp bcpp unzipp zipp 7zp mosquitto_pubp mosquitto_subp ipmitoolp smbclientu cqlshp isqlP rdesktopp psexecp beelinep snmpgetc snmpwalkc snmpsetc etcdctlu ssh- scp- psql- mkdir-"
	for name := ""; list != ""; {
		name, list = cutWord(list)
		letters[name[:len(name)-1]] = name[len(name)-1]
	}
	return letters
}()
