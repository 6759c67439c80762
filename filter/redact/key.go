package redact

import (
	"errormask/filter/find"
	"errormask/filter/words"
)

// The key before a separator: what it is named, and what stands between both.

// keyBefore gives the word that the key before the separator text[i:next] ends with, where the key ends, and whether it is in the plural.
func (s *scan) keyBefore(i, next int) (w *word, end int, plural bool) {
	end = s.behind(i, next)
	from := max(s.floor, end-longestKey)
	if from >= end {
		return nil, end, false
	}
	key := s.text[from:end]
	s.saw(1)
	w, plural = s.r.match(key)
	if s.text[i] == '=' && (w == nil || w.flags&(names|random) != 0) && asked(key) {
		if w = &grant; s.run(next, digit, usualCode+1) == usualCode && s.after(end, "code") {
			w = &oneTime
		}
	}
	if w != nil && w.flags&equals != 0 && s.text[i] == ':' {
		if w.kind == "signature" {
			w = &randomSign
		} else {
			w = nil
		}
	}
	if w == nil && s.namesSession(end) {
		w = &idOfSession
	}
	if n := len(key) - len("code"); w == nil && n > 0 && class[key[n-1]]&keyByte == 0 && equalFold(key[n:], "code") {
		if w = &randomCode; s.speaksOf(ofGrants) {
			w = &grant
		}
	}
	return w, end, plural
}

// grant is the word for parameters of a URL that have names of other things elsewhere.
var grant = word{name: "token", kind: "token", flags: mixed}

// oneTime is the word for such a parameter whose value is a one-time code.
var oneTime = word{name: "otp", kind: "otp"}

// idOfSession is the word for the first member of an object that is a session.
var idOfSession = word{name: "id", kind: "session", flags: mixed}

// namesSession reports whether the key that ends at end is "id", and the first one of a session's: Session(id='x', object(App\Session)#7 (4) {["id"]=>.
func (s *scan) namesSession(end int) bool {
	i := end - len("id")
	if !s.after(end, "id") || class[s.byteAt(i-1)]&keyByte != 0 {
		return false
	}
	for from := i; i > s.floor && from-i < reach; i-- {
		if class[s.text[i-1]]&(lower|upper) != 0 {
			w, _ := s.keyAt(s.floor, i)
			return i < from && w != nil && w.kind == "session"
		}
	}
	return false
}

// What a text speaks of, which tells what its codes are.
const (
	ofGrants   = 1 << iota // it has the parameter that all requests for a token have (RFC 6749, section 4), or the value of one
	ofOneTimes             // it is about one-time codes
	ofKnown
)

// speaksOf reports whether a text speaks of something. It is read once.
func (s *scan) speaksOf(what uint8) bool {
	if s.spoken == 0 {
		s.spoken = ofKnown
		said := uint8(ofGrants)
		for word, list := "", "grant_type authorization_code | verif Verif /otp otp_ _otp OTP Otp 2fa 2FA mfa MFA sms SMS phone confirm"; list != ""; {
			if word, list = cutWord(list); word == "|" {
				said = ofOneTimes
			} else if find.Index(s.text, word) >= 0 {
				s.spoken |= said
			}
		}
	}
	return s.spoken&what != 0
}

// asked reports whether a key is that of a parameter that lets in who has its value: /callback?code=x.
func asked(key []byte) bool {
	n := len(key)
	for n > 0 && class[key[n-1]]&lower != 0 {
		n--
	}
	return n > 0 && (key[n-1] == '?' || key[n-1] == '&' || key[n-1] == ';') && grants.Has(key[n:])
}

var grants = words.Set{Name: "grants"}

// beforeQuotes passes back over what may stand between a key and its separator: quotes, as they are or escaped, and brackets, as in
// "key": or params[key]= or [:key] =>.
func (s *scan) beforeQuotes(end, next int) int {
	for range 4 {
		c := s.byteAt(end - 1)
		switch {
		case end <= s.floor:
			return end
		case class[c]&quoteMark != 0:
			end = s.unslashed(end - 1)
		case c == '>' && s.after(end, `">>`): // Erlang
			end -= len(">>")
		case c == ']', c == '}', c == ')' && s.byteAt(next) == '(': // Perl's hashes have braces
			end--
		default:
			return end
		}
	}
	return end
}

// unslashed passes back over the backslashes before a quote that ends a key.
func (s *scan) unslashed(end int) int {
	for n := 0; n < longestEscape && end > s.floor && s.text[end-1] == '\\'; n++ {
		end--
	}
	return end
}
