// Package redact replaces secrets in text that is about to be logged: values of keys that name a secret, in whatever notation, and
// values whose shape gives them away. What it puts in their place tells equal values from different ones, and nothing else of them.
//
// It reads a text once, from left to right. A separator (=, :, a tag) asks for the key before it, the beginning of a word for a shape.
// Every look ahead or back is bounded, or over bytes that are then passed over, so time is linear in the text's length. It is made to
// hide too much rather than too little, but not to hide what an operator needs: see innocent.go.
package redact

import "encoding/binary"

// Options say what is a secret besides what always is, and how secrets are told apart.
type Options struct {
	// Keys are more names of secrets. A key is one when its last words are those of a name, however both are written: merchant_pin
	// means merchantPin, MERCHANT-PIN and the.merchant.pin as well.
	Keys []string
	// Email has e-mail addresses replaced, too.
	Email bool
	// Key is what digests depend on. It must be random, and never leave the process: see digest.go.
	Key [16]byte
}

// Redactor finds and replaces secrets. It has no state that changes, and none of its methods panics, whatever the bytes.
type Redactor struct {
	words []word
	// byEnd has where in words those stand that end with a byte, and a bit for the low five of each byte that is the last but one of theirs.
	byEnd [256]struct {
		from, to uint16
		before   uint32
	}
	email  bool
	k0, k1 uint64
}

// New makes a Redactor. Keys without a letter or digit are passed over.
func New(o Options) *Redactor {
	r := &Redactor{
		email: o.Email,
		k0:    binary.LittleEndian.Uint64(o.Key[:8]),
		k1:    binary.LittleEndian.Uint64(o.Key[8:]),
	}
	r.learn(o.Keys)
	return r
}

// Append appends text with its secrets replaced. A secret that the end of the text cuts off is replaced up to there. Where the text says
// that its middle was cut out (" …[12 bytes cut]… "), what goes on after it is judged as AppendTail does.
//
// Marks that stand in the text already stay as they are, so redacting a redacted text changes nothing.
func (r *Redactor) Append(dst, text []byte) []byte {
	s := scan{r: r, dst: dst, text: text}
	s.run(0)
	return append(s.dst, text[s.done:]...)
}

// AppendTail is Append for a text whose beginning was cut off. Its first word may be the rest of a secret, so it is replaced as well.
func (r *Redactor) AppendTail(dst, text []byte) []byte {
	s := scan{r: r, dst: dst, text: text}
	s.run(s.resume(0))
	return append(s.dst, text[s.done:]...)
}

// AppendQuery is Append for the query of a URL, without its "?", or for a form (application/x-www-form-urlencoded). There a value ends
// with "&" and with nothing else.
func (r *Redactor) AppendQuery(dst, query []byte) []byte {
	for len(query) > 0 {
		size := 0
		for size < len(query) && query[size] != '&' {
			size++
		}
		dst = r.appendParameter(dst, query[:size])
		if size < len(query) {
			dst = append(dst, '&')
			size++
		}
		query = query[size:]
	}
	return dst
}

// appendParameter appends name=value of a query.
func (r *Redactor) appendParameter(dst, text []byte) []byte {
	s := scan{r: r, dst: dst, text: text}
	name := 0
	for name < len(text) && (class[text[name]]&keyByte != 0 || text[name] == '%' || text[name] == '[' || text[name] == ']') {
		name++
	}
	if name+1 < len(text) && text[name] == '=' {
		if w, _, _ := s.keyBefore(name, name+1); w != nil && w.flags&(names|valued) == 0 {
			from := s.scheme(w, name+1, len(text))
			if value := text[from:]; mark(value) != len(value) && !innocent(value) {
				s.replace(from, len(text), w.kind)
			}
			return append(s.dst, text[s.done:]...)
		}
	}
	s.run(0)
	return append(s.dst, text[s.done:]...)
}

// scan is one pass over a text.
type scan struct {
	r    *Redactor
	dst  []byte
	text []byte
	// done is up to where the text was appended to dst. What was replaced is never looked at again.
	done int
	// floor is where a look back ends: after the last secret or mark.
	floor int
	// password is that of a URL whose user is being passed over.
	password struct{ from, to int }
	// inside is what the tags that are being passed over say of the text after them.
	inside element
	// named is the word that the value of a "name" was, in effect for what begins before namedUntil.
	named      *word
	namedUntil int
	// barren is up to where no JSON Web Token begins.
	barren int
	// refused is what follows a scheme's name and is no credentials: within it nothing else is.
	refused struct{ from, to int }
	// cut is what the cut in the middle of the text interrupted.
	cut interruption
	// looked counts the bytes that were looked at besides those of the pass itself, for the test that this is linear.
	looked int
}

// run looks for secrets from i on.
func (s *scan) run(i int) {
	text := s.text
	for i < len(text) {
		c := text[i]
		switch role[c] {
		case nothing:
			i++
		case wordByte:
			// Most words are none of a shape, most separators have no key before them. Calls cost much in wasm, so both are seen here.
			if i+1 < len(text) && begins[c]>>(text[i+1]&31)&1 != 0 {
				i = s.word(i)
				continue
			}
			for i++; i < len(text) && role[text[i]] == wordByte; i++ {
			}
		case separator:
			if s.r.passes(text, i) && i+1 != s.password.from {
				i++
				continue
			}
			i = s.separator(i, i+1)
		case backslash:
			i = s.escape(i)
		case percent:
			i = s.percent(i)
		case dash:
			i = s.dash(i)
		case angle:
			i = s.tag(i, "<", ">")
		case ampersand:
			i = s.tag(i, "&lt;", "&gt;")
		case greater:
			i = s.afterTag(i + 1)
		case bracket:
			i = s.bracket(i)
		case at:
			i = s.at(i)
		case ellipsis:
			i = s.ellipsis(i)
		}
	}
}

// passes reports whether the separator at i is neither that of a key nor of a URL, seen by the two last bytes of the key.
func (r *Redactor) passes(text []byte, i int) bool {
	if i+1 < len(text) && (text[i+1] == '/' || text[i+1] == ':' || text[i+1] == '\\') {
		return false
	}
	if i > 0 && text[i-1] == '"' {
		i--
	}
	return i > 1 && class[text[i-1]]&(lower|upper) != 0 && class[text[i-2]]&(lower|upper) != 0 &&
		r.byEnd[toLower(text[i-1])].before>>(text[i-2]&31)&1 == 0
}

// replace puts a mark in the place of a secret and gives where it ended.
func (s *scan) replace(from, to int, kind string) int {
	s.dst = append(s.dst, s.text[s.done:from]...)
	s.dst = s.r.appendMark(s.dst, kind, s.text[from:to])
	s.done, s.floor = to, to
	if s.inside.from > from && s.inside.from <= to { // what looked like the end of a tag was a part of the secret
		s.inside.from = s.tagEnd(to, s.inside.greater)
	}
	return to
}

// hasPrefix reports whether prefix stands at i.
func (s *scan) hasPrefix(i int, prefix string) bool {
	return len(s.text)-i >= len(prefix) && string(s.text[i:i+len(prefix)]) == prefix
}

// byteAt gives the byte at i, and 0 where the text has none.
func (s *scan) byteAt(i int) byte {
	if i < 0 || i >= len(s.text) {
		return 0
	}
	return s.text[i]
}
