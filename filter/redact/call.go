package redact

// calls are functions that take a secret, by the ends of their names, behind the place of the argument that has it. PHP's stack traces show arguments, and SQL
// hashes passwords. Of two that end alike the longer one comes first.
const calls = "1 oci_connect " +
	"2 connect sequelize getconnection mysqli open pdo->__construct mysqli->__construct pdo directoryentry hash_hmac openssl_decrypt openssl_encrypt ldap_bind ftp_login " +
	"1 login auth simple_bind_s authenticate authenticateuser signin auth= check_password sp_addlogin attempt credentials networkcredential passwordauthentication aes_encrypt aes_decrypt sym_encrypt sym_decrypt createhmac createcipheriv createdecipheriv " +
	"0 hash::check hashmanager->check setapikey bcrypt.compare crypt md5 sha1 sha2 password_verify password_hash hashpw checkpw handler->read handler->validateid handler->destroy"

// call looks at a call whose first argument is a string.
func (s *scan) call(i int) int {
	w, _ := s.keyAt(s.floor, i)
	if w != nil && w.kind == "password" {
		p := pair{word: w, before: '(', least: 5}
		return s.joined(&p, i+1)
	}
	place := 0
	for name, list := "", calls; list != ""; {
		if name, list = cutWord(list); len(name) == 1 {
			place = int(name[0] - '0')
		} else if s.after(i, name) {
			s.takes(place, i)
			return s.first(i)
		}
	}
	return 0
}

// takes looks for the password among the arguments behind the bracket at i, in a place counted from 0.
func (s *scan) takes(place, i int) {
	s.insert = statement{columns: place + 1, read: s.insert.read, line: true, strings: true}
	s.insert.words[place] = s.r.place(s.r.password)
	s.nextValue(i+1, 0)
}

// arguments are those of something that is named like a secret, which has it in one of its places: Cookie(SESSION, x, None), Otp(sms, 1234).
type arguments struct {
	word *word
	// end is where the bracket after them is.
	end int
}

// takesSecret begins the arguments behind the bracket at i, if what is before it is named like a secret.
func (s *scan) takesSecret(i int, closing byte) bool {
	if i < s.positional.end {
		return true
	}
	w, _ := s.keyAt(s.floor, i)
	if w == nil || w.flags&(names|valued) != 0 {
		return false
	}
	end, depth, quoted := i+1, 0, false
	for ; end < len(s.text) && class[s.text[end]]&newline == 0 && (depth > 0 || quoted || s.text[end] != closing); end++ {
		if n := s.mark(end); n > 0 {
			end += n - 1
			continue
		}
		switch c := s.text[end]; {
		case c == '\'' && !quoted && class[s.text[end-1]]&alnum == 0 && s.text[end-1] != ']': // behind a mark there may have been a letter
			if to := s.quotedEnd(quote{"'", 0}, end+1); s.byteAt(to) == c {
				end = to
			}
		case c == '"':
			quoted = !quoted
		case quoted: // a bracket in a string is none
		case c == s.text[i]:
			depth++
		case c == closing:
			depth--
		}
	}
	s.saw(end - i)
	s.positional, s.alert = arguments{word: w, end: end}, true
	return true
}

// argument looks at what follows the bracket or comma at i among the arguments of something that is named like a secret.
func (s *scan) argument(i int) int {
	from := s.blanks(i + 1)
	if q, inner := s.openingQuote(from); q.text != "" {
		return max(i+1, s.quotedValue(&pair{word: s.positional.word, before: '(', least: 8}, q, from, inner))
	}
	end := from
	for end < s.positional.end && class[s.text[end]]&endsWord == 0 && s.text[end] != '=' && s.text[end] != ':' && s.text[end] != '@' {
		end++
	}
	s.saw(end - i)
	if c := s.byteAt(end); c != ',' && c != s.byteAt(s.positional.end) || s.hasPrefix(from, "0x") { // a place in a file, an address
		return i + 1
	}
	if end > from && s.positional.word.argues(s.text[from:end]) {
		return s.replace(from, end, s.positional.word.kind)
	}
	return i + 1
}

// argues reports whether a value without a name looks like the secret among others.
func (w *word) argues(text []byte) bool {
	switch n := len(text); {
	case len(w.kind) == 3: // otp, pin, cvv
		return n > 3 && only(text, digit)
	case w.kind == "credential" && n >= 6 && n <= 8 && only(text, digit): // perhaps one of those
		return true
	}
	digits := 0
	for _, c := range text {
		if class[c]&digit != 0 {
			digits++
		}
	}
	return digits > 1 && w.fits(text, 8)
}
