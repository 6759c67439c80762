// Package redact replaces secrets in text that is about to be logged: values of keys that name a secret, in whatever notation, and
// values whose shape gives them away. What it puts in their place tells equal values from different ones, and nothing else of them.
//
// It reads a text once, from left to right, and one with escapes once more as it is meant. A separator (=, :, a tag) asks for the key
// before it, the beginning of a word for a shape. Every look ahead or back is bounded, or over bytes that are then passed over, so time is linear in the text's length. It is made to
// hide too much rather than too little, but not to hide what an operator needs: see innocent.go.
package redact

import (
	"encoding/binary"

	"errormask/filter/pattern"
)

// Options say what is a secret besides what always is, and how secrets are told apart.
type Options struct {
	// Keys are more names of secrets. A key is one when its last words are those of a name, however both are written: merchant_pin
	// means merchantPin, MERCHANT-PIN and the.merchant.pin as well.
	Keys []string
	// Email has e-mail addresses replaced, too.
	Email bool
	// Patterns have what they match replaced as well, and what may be a part of a match where the text was cut. A Redactor with patterns
	// must not be used by two goroutines at once, nor must two with the same pattern.
	Patterns []*pattern.Pattern
	// Key is what digests depend on. It must be random, and never leave the process: see digest.go.
	Key [16]byte
}

// Redactor finds and replaces secrets. Without patterns it has no state that changes. None of its methods panics, whatever the bytes.
type Redactor struct {
	words []word
	// byEnd has where in words those stand that end with two bytes.
	byEnd [1 << 10]bucket
	// password is the word of this name.
	password *word
	email    bool
	k0, k1   uint64
	// own is nil if there are no patterns.
	own *own
}

// New makes a Redactor. Keys without a letter or digit are passed over.
func New(o Options) *Redactor {
	r := &Redactor{
		email: o.Email,
		k0:    binary.LittleEndian.Uint64(o.Key[:8]),
		k1:    binary.LittleEndian.Uint64(o.Key[8:]),
	}
	r.learn(o.Keys)
	r.password, _ = r.match([]byte("password"))
	if len(o.Patterns) > 0 {
		r.own = &own{patterns: o.Patterns}
	}
	return r
}

// form is what a text is a part of.
type form uint8

const (
	wholeText form = iota
	headOfText
	tailOfText
	query
)

// Append appends text with its secrets replaced. A secret that the end of the text cuts off is replaced up to there. Where the text says
// that its middle was cut out (" …[12 bytes cut]… "), what goes on after it is judged as AppendTail does.
//
// Marks that stand in the text already stay as they are, so redacting a redacted text changes nothing.
func (r *Redactor) Append(dst, text []byte) []byte { return r.redact(dst, text, wholeText) }

// AppendHead is Append for a text whose end was cut off. What may be the beginning of a pattern's match there is replaced as well.
func (r *Redactor) AppendHead(dst, text []byte) []byte { return r.redact(dst, text, headOfText) }

// AppendTail is Append for a text whose beginning was cut off. Its first word may be the rest of a secret, so it is replaced as well.
func (r *Redactor) AppendTail(dst, text []byte) []byte { return r.redact(dst, text, tailOfText) }

// AppendQuery is Append for the query of a URL, without its "?", or for a form (application/x-www-form-urlencoded). There a value ends
// with "&" and with nothing else. Patterns see it as it is, with its percent-encoding.
func (r *Redactor) AppendQuery(dst, text []byte) []byte { return r.redact(dst, text, query) }

func (r *Redactor) redact(dst, text []byte, f form) []byte {
	if r.own != nil {
		text = r.hideMatches(text, f)
	}
	base := len(dst)
	dst = r.scan(dst, text, f, nil)
	if f != query { // what was cut off is seen to
		f = wholeText
	}
	return r.behindEscapes(dst, base, f)
}

// scan looks for secrets in a text. It appends it with marks in their place, or appends them to the findings of a search.
//
//go:noinline
func (r *Redactor) scan(dst, text []byte, f form, into *own) []byte {
	if f == query {
		return r.scanQuery(dst, text, into)
	}
	s := scan{r: r, dst: dst, text: text, into: into}
	i, base := 0, len(dst)
	s.line.written = base
	if f == tailOfText {
		i = s.resume(0)
	}
	s.look(i)
	dst = s.end()
	switch {
	case s.finds.n == 0:
	case into != nil:
		into.finds = s.finds
	default:
		dst = r.again(dst, base, text, &s.finds)
	}
	return dst
}

func (r *Redactor) scanQuery(dst, text []byte, into *own) []byte {
	for from := 0; from < len(text); {
		to := from
		for to < len(text) && text[to] != '&' {
			to++
		}
		s := scan{r: r, dst: dst, text: text[from:to], into: into, base: from}
		s.line.written = len(dst)
		s.parameter()
		dst = s.end()
		if to < len(text) {
			if into == nil {
				dst = append(dst, '&')
			}
			to++
		}
		from = to
	}
	return dst
}

// parameter looks at name=value of a query.
func (s *scan) parameter() {
	text, name := s.text, 0
	for name < len(text) && (class[text[name]]&keyByte != 0 || text[name] == '%' || text[name] == '[' || text[name] == ']') {
		name++
	}
	if name+1 < len(text) && text[name] == '=' {
		w, _, _ := s.keyBefore(name, name+1)
		if grants.Has(text[:name]) {
			w = &grant
		}
		if w != nil && w.flags&(names|valued) == 0 {
			from := s.scheme(w, name+1, len(text))
			if value := text[from:]; mark(value) != len(value) && (!innocent(value) || isEveryday(value)) && (w.flags&mixed == 0 || w.fits(value, 8)) {
				s.replace(from, len(text), w.kind)
			}
			return
		}
	}
	s.look(0)
}
