package redact

// word is the end of a key that tells what its value is.
type word struct {
	// name is in lower case; "-" stands where one of - _ . or a space may be.
	name  string
	kind  string
	flags uint8
}

const (
	// inside: also where no word begins in the key, as in dbpassword.
	inside = 1 << iota
	// equals: only before "=", as in a URL's query; in prose the word is an everyday one.
	equals
	// tail: may follow a word that tells more, as in password_hash.
	tail
	// names: the value is itself a key, whose value comes in a member of its own: name="password" value="x".
	names
	// valued: what has the value in such a case.
	valued
	// wholeLine: a header whose value goes to the end of the line, whatever it is made of.
	wholeLine
	// directory: a path is no secret, as in PWD=/srv.
	directory
)

var vocabulary = [...]word{
	{"password", "password", inside},
	{"passwd", "password", inside},
	{"passwort", "password", inside},
	{"kennwort", "password", inside},
	{"mot-de-passe", "password", inside},
	{"contraseña", "password", 0},
	{"contrasena", "password", 0},
	{"senha", "password", 0},
	{"wachtwoord", "password", 0},
	{"pwd", "password", directory},
	{"pass", "password", 0},
	{"pass-word", "password", 0},
	{"pass-phrase", "password", inside},
	{"pass-code", "password", inside},
	{"secret", "secret", inside},
	{"secret-key", "secret", inside},
	{"token", "token", 0},
	{"access-token", "token", inside},
	{"auth-token", "token", inside},
	{"refresh-token", "token", inside},
	{"id-token", "token", 0},
	{"csrf-token", "token", inside},
	{"xsrf-token", "token", inside},
	{"middleware-token", "token", inside},
	{"session-token", "token", inside},
	{"bearer", "token", 0},
	{"csrf", "token", 0},
	{"xsrf", "token", 0},
	{"jwt", "token", 0},
	{"code-verifier", "token", inside},
	{"client-assertion", "token", inside},
	{"saml-response", "token", inside},
	{"api-key", "api-key", inside},
	{"app-key", "api-key", 0},
	{"license-key", "api-key", inside},
	{"access-key", "access-key", inside},
	{"account-key", "access-key", inside},
	{"subscription-key", "access-key", inside},
	{"functions-key", "access-key", inside},
	{"storage-key", "access-key", inside},
	{"shared-key", "access-key", inside},
	{"auth-key", "access-key", inside},
	{"service-key", "access-key", inside},
	{"private-key", "private-key", inside},
	{"encryption-key", "private-key", inside},
	{"signing-key", "private-key", inside},
	{"master-key", "private-key", inside},
	{"ssh-key", "private-key", 0},
	{"authorization", "authorization", wholeLine},
	{"cookie", "cookie", wholeLine},
	{"session", "session", 0},
	{"session-id", "session", inside},
	{"sess-id", "session", inside},
	{"session-key", "session", inside},
	{"sid", "session", 0},
	{"credential", "credential", 0},
	{"creds", "credential", 0},
	{"cred", "credential", 0},
	{"connection-string", "connection-string", inside},
	{"dsn", "connection-string", 0},
	{"otp", "otp", 0},
	{"totp", "otp", 0},
	{"otp-code", "otp", 0},
	{"mfa-code", "otp", 0},
	{"verification-code", "otp", 0},
	{"recovery-code", "otp", 0},
	{"pin", "pin", 0},
	{"pin-code", "pin", inside},
	{"cvv", "cvv", 0},
	{"cvc", "cvv", 0},
	{"card-number", "card", inside},
	{"ssn", "ssn", 0},
	{"social-security-number", "ssn", inside},
	{"security-answer", "secret", inside},
	{"signature", "signature", equals},
	{"sig", "signature", equals},

	{"confirmation", "", tail},
	{"confirm", "", tail},
	{"again", "", tail},
	{"repeat", "", tail},
	{"hash", "", tail},
	{"base", "", tail},
	{"plain", "", tail},
	{"text", "", tail},
	{"string", "", tail},
	{"raw", "", tail},
	{"encrypted", "", tail},
	{"old", "", tail},
	{"new", "", tail},
	{"provided", "", tail},
	{"supplied", "", tail},
	{"received", "", tail},
	{"given", "", tail},
	{"header", "", tail | names},
	{"value", "", tail | valued},
	{"val", "", valued},
	{"content", "", valued},
	{"input", "", valued},
	{"rejected-value", "", valued},
	{"name", "", names},
	{"key", "", names},
	{"type", "", names},
	{"field", "", names},
	{"param", "", names},
	{"property", "", names},
	{"path", "", names},
	{"loc", "", names},
}

// longestKey is how many bytes of a key are looked at.
const longestKey = 64

// learn sorts the words by their last bytes.
func (r *Redactor) learn(keys []string) {
	all := make([]word, 0, len(vocabulary)+len(keys))
	for _, key := range keys {
		if name := normalized(key); name != "" {
			all = append(all, word{name: name, kind: name})
		}
	}
	all = append(all, vocabulary[:]...)
	for i := range all {
		r.byEnd[all[i].last()].to++
	}
	end := uint16(0)
	for c := range r.byEnd {
		e := &r.byEnd[c]
		e.from, end = end, end+e.to
		e.to = e.from
	}
	r.words = make([]word, len(all))
	for i := range all {
		c := all[i].last()
		e := &r.byEnd[c]
		r.words[e.to] = all[i]
		e.to++
		e.before |= all[i].lastButOne()
		r.byEnd['s'].before |= 1 << (c & 31) // its plural
	}
}

// last gives a word's last byte.
func (w *word) last() byte { return w.name[len(w.name)-1] }

// normalized writes a key as a word's name, without what no key has.
func normalized(key string) string {
	var name []byte
	for i := range len(key) {
		c := key[i]
		switch {
		case class[c]&(alnum|foreign) == 0:
			c = '-'
		case i > 0 && class[c]&upper != 0 && class[key[i-1]]&(lower|digit) != 0:
			name = append(name, '-')
		}
		if c != '-' || len(name) > 0 && name[len(name)-1] != '-' {
			name = append(name, toLower(c))
		}
	}
	if len(name) > 0 && name[len(name)-1] == '-' {
		name = name[:len(name)-1]
	}
	return string(name[:min(len(name), longestKey)])
}

// lastButOne gives the bit for the last byte but one of a word, all bits if it may be any.
func (w *word) lastButOne() uint32 {
	if len(w.name) < 2 || w.name[len(w.name)-2] == '-' {
		return ^uint32(0)
	}
	return 1 << (w.name[len(w.name)-2] & 31)
}
