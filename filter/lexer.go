package filter

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// lexer takes JSON text (RFC 8259) apart into tokens, strictly. It is ours because a library's costs more than it saves here: see
// RATIONALE.md.
type lexer struct {
	source string
	// start and end are where the token read last lies in the source.
	start, end int
}

// token is one token of JSON text.
type token struct {
	kind kind
	// text is what a string means, or the token as written; for a fault it says what is wrong at lexer.start.
	text string
}

type kind uint8

const (
	fault kind = iota
	eof
	punctuation
	aString
	aNumber
	aLiteral // true, false, null
)

func (l *lexer) next() token {
	for l.end < len(l.source) && strings.IndexByte(" \t\r\n", l.source[l.end]) >= 0 {
		l.end++
	}
	l.start = l.end
	if l.start == len(l.source) {
		return token{eof, ""}
	}
	switch c := l.source[l.start]; {
	case strings.IndexByte("{}[]:,", c) >= 0:
		l.end++
		return token{punctuation, l.source[l.start:l.end]}
	case c == '"':
		return l.string()
	case c == '-' || c >= '0' && c <= '9':
		return l.word(aNumber, isNumber)
	case c >= 'a' && c <= 'z':
		return l.word(aLiteral, isLiteral)
	}
	r, _ := utf8.DecodeRuneInString(l.source[l.start:])
	return token{fault, "no value begins with " + quote(string(r))}
}

// word reads up to the next character that no number and no literal has.
func (l *lexer) word(k kind, valid func(string) bool) token {
	for l.end < len(l.source) && strings.IndexByte(" \t\r\n{}[]:,\"", l.source[l.end]) < 0 {
		l.end++
	}
	word := l.source[l.start:l.end]
	if !valid(word) {
		return token{fault, quote(word) + " is no value"}
	}
	return token{k, word}
}

func isLiteral(word string) bool { return word == "true" || word == "false" || word == "null" }

// isNumber follows RFC 8259, section 6.
func isNumber(word string) bool {
	word = strings.TrimPrefix(word, "-")
	whole := digits(word)
	if whole == 0 || whole > 1 && word[0] == '0' {
		return false
	}
	word = word[whole:]
	if strings.HasPrefix(word, ".") {
		fraction := digits(word[1:])
		if fraction == 0 {
			return false
		}
		word = word[1+fraction:]
	}
	if word == "" {
		return true
	}
	exponent := strings.TrimLeft(word[:min(2, len(word))], "eE")
	if len(exponent) == min(2, len(word)) {
		return false
	}
	word = strings.TrimPrefix(strings.TrimPrefix(word[1:], "+"), "-")
	return word != "" && digits(word) == len(word)
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// string reads a string with its escapes (RFC 8259, section 7).
func (l *lexer) string() token {
	var text strings.Builder
	for i := l.start + 1; i < len(l.source); {
		r, width := utf8.DecodeRuneInString(l.source[i:])
		switch {
		case r == '"':
			l.end = i + 1
			return token{aString, text.String()}
		case r == '\\':
			r, width = unescape(l.source[i:])
			if width == 0 {
				l.start = i
				return token{fault, "an escape that stands for no character"}
			}
		case r < ' ':
			l.start = i
			return token{fault, "a control character in a string must be escaped"}
		case r == utf8.RuneError && width == 1:
			l.start = i
			return token{fault, "not UTF-8"}
		}
		text.WriteRune(r)
		i += width
	}
	return token{fault, "a string has no end"}
}

// unescape reads the escape at the beginning of s, and gives the length of the escape, 0 if it is none.
func unescape(s string) (r rune, size int) {
	const plain, meaning = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if len(s) < 2 {
		return 0, 0
	}
	if i := strings.IndexByte(plain, s[1]); i >= 0 {
		return rune(meaning[i]), 2
	}
	r, ok := unescapeHex(s)
	if !ok || !utf16.IsSurrogate(r) {
		return r, 6 * truth(ok)
	}
	low, ok := unescapeHex(s[6:])
	r = utf16.DecodeRune(r, low)
	return r, 12 * truth(ok && r != utf8.RuneError)
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// unescapeHex reads \uXXXX.
func unescapeHex(s string) (r rune, ok bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	for i := 2; i < 6; i++ {
		digit := strings.IndexByte("0123456789abcdef", s[i]|0x20)
		if digit < 0 {
			return 0, false
		}
		r = r<<4 | rune(digit)
	}
	return r, true
}
