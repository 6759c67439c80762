package redact

// calls are functions that take a secret, behind the place of the argument that has it. PHP's stack traces show arguments, and SQL hashes passwords.
const calls = "0 crypt md5 sha1 sha2 password_verify password_hash hashpw checkpw " +
	"1 login attempt networkcredential passwordauthentication usernamepasswordcredentials httpbasicauth withcredentials basicauth " +
	"2 connect open pdo->__construct pdo-&gt;__construct mysqli->__construct mysqli-&gt;__construct mysqli_connect pdo"

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
