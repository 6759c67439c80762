package redact

import (
	"bytes"

	"errormask/filter/find"
	"errormask/filter/words"
)

// Some secrets look like nothing else, whatever stands around them: what a generator made of letters and digits, and passwords with a sign among those.

// leastGenerated is how many letters and digits in a row it takes to tell what was generated from names of code.
const leastGenerated = 10

// generated replaces the word text[from:end] if it is random. It gives where to go on.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func (s *scan) generated(from, end int) int {
	s.saw(end - from)
	if !isGenerated(s.text[from:end]) || s.byteAt(end) == '(' {
		return end
	}
	parts := uint32(urlBase64 | base64Sign)
	if s.byteAt(from-1) != '/' { // what is no part of a path may be base64
		parts |= slash
	}
	end += s.run(end, parts, many)
	s.saw(end - from)
	from -= s.back(from, urlBase64, longestKey)
	for class[s.text[end-1]]&(hyphen|underscore|slash) != 0 {
		end--
	}
	if n := s.run(from, lower, 5); s.byteAt(from+n) == '_' {
		if objects.Has(s.text[from:from+n]) && find.Index(s.text[from:end], "_secret_") < 0 {
			return end
		}
	} else if s.identifies(from) {
		return end
	}
	return s.replace(from, end, "token")
}

// objects are the prefixes of Stripe's names of objects, by which they are found there, and which let nobody in unless a client's secret is added.
var objects = words.Set{Name: "objects"}

// identifies reports whether what begins at i is an identifier by its name, as in requestId: x, "trace_id":"x" and request id x. Those of sessions have been seen to.
func (s *scan) identifies(i int) bool {
	key := i - s.back(i, blank|quoteMark, 4)
	if c := s.byteAt(key - 1); c == ':' || c == '=' {
		key--
		key -= s.back(key, blank|quoteMark, 4)
	}
	before := class[s.byteAt(key-3)]
	return s.after(key, "id") && !s.after(key, "keyid") && (before&alnum == 0 || before&lower != 0 && class[s.byteAt(key-2)]&upper != 0)
}

// isGenerated tells random letters and digits from names of code. In those capitals begin words and digits end them, so that most letters follow one of
// their kind; and what is not random has words of three small letters or more. Hexadecimal numbers have letters of one case behind what they begin with.
func isGenerated(text []byte) bool {
	if kindsOf(text[len("0x"):])&alnum != alnum {
		return false
	}
	turns, inWords, numbers, begin := 0, 0, 0, 0
	for i := 1; i <= len(text); i++ {
		kind := class[text[begin]]
		if i < len(text) && class[text[i]]&kind&alnum != 0 {
			continue
		}
		if n := i - begin; kind&digit != 0 {
			numbers++
		} else if n > 2 && kind&lower != 0 {
			inWords += n
		}
		turns, begin = turns+1, i
	}
	return 2*turns > len(text) && 4*inWords <= len(text) && (numbers > 1 || len(text) >= 16)
}

// kindsOf gives the classes of all bytes.
//
//go:noinline
func kindsOf(text []byte) (kinds uint32) {
	for _, c := range text {
		kinds |= class[c]
	}
	return kinds
}

// longestPassword is how many bytes on each side of a sign are looked at.
const longestPassword = 32

// signed looks at the sign at i for a password around it: capitals, small letters and digits, and a sign among them that is none of code's. It gives where
// the password ended, 0 if there is none.
func (s *scan) signed(i int) int {
	c, n := s.characterAt(i)
	if c != s.text[i] {
		return 0
	}
	next := i + n
	after := class[s.byteAt(next)]
	switch {
	case class[s.byteAt(i-1)]&alnum == 0, after&inPassword == 0:
		return 0
	case c == '#' && after&lower != 0, c == '&' && next == i+1 && after&(upper|digit) == 0: // a method, an anchor, a parameter, an entity
		return 0
	}
	from := i - s.back(i, inPassword, longestPassword)
	to := s.passwordEnd(next)
	if !s.isApart(from, to) {
		return 0
	}
	if to-from < 6 || kindsOf(s.text[from:to])&alnum != alnum || s.after(i, `\u003c`) {
		return 0
	}
	return s.replace(from, to, "password")
}

// passwordEnd gives where a password that is no quoted value ends: it may have an ampersand, but no entity.
func (s *scan) passwordEnd(i int) int {
	end := i + s.run(i, inPassword, longestPassword)
	s.saw(end - i)
	if n := bytes.IndexByte(s.text[i:end], '&'); n >= 0 && class[s.byteAt(i+n+1)]&(upper|digit) == 0 {
		end = i + n
	}
	for class[s.text[end-1]]&joint != 0 {
		end--
	}
	return end
}

// isApart reports whether neither a path nor another word goes on before or behind text[from:to].
func (s *scan) isApart(from, to int) bool {
	before, after := s.byteAt(from-1), s.byteAt(to)
	if class[before]&quoteMark != 0 && (class[s.byteAt(from-2)]&alnum != 0 || s.byteAt(from-2) == ']') { // the quote ends something, or a mark
		return false
	}
	return (before == 0 || before == '=' || before == ':' || before != ']' && class[before]&endsWord != 0) &&
		(after == 0 || after == ':' || class[after]&endsWord != 0 && s.mark(to) == 0)
}
