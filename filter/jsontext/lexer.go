// Package jsontext reads and writes JSON text (RFC 8259) as far as the filter needs it: a library costs more of the module than it saves.
package jsontext

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"errormask/filter/ascii"
)

// Lexer takes JSON text (RFC 8259) apart into tokens, strictly. It is ours because a library's costs more than it saves here: see
// RATIONALE.md.
type Lexer struct {
	_      [0]func() // none of these is compared
	Source string
	// Start and End are where the token read last lies in the source.
	Start, End int
}

// Token is one token of JSON text.
type Token struct {
	_    [0]func() // none of these is compared
	Kind Kind
	// Text is what a string means, or the token as written; for a Fault it says what is wrong at Lexer.Start.
	Text string
}

// Kind tells tokens apart.
type Kind uint8

// The kinds of tokens.
const (
	Fault Kind = iota
	EOF
	Punctuation
	String
	Number
	Literal // true, false, null
)

// Is reports whether a token is this punctuation mark.
func (t Token) Is(mark string) bool { return t.Kind == Punctuation && t.Text == mark }

// Next reads a token. After a Fault or EOF it gives the same again.
func (l *Lexer) Next() Token {
	for l.End < len(l.Source) && strings.IndexByte(" \t\r\n", l.Source[l.End]) >= 0 {
		l.End++
	}
	l.Start = l.End
	if l.Start == len(l.Source) {
		return Token{Kind: EOF}
	}
	switch c := l.Source[l.Start]; {
	case strings.IndexByte("{}[]:,", c) >= 0:
		l.End++
		return Token{Kind: Punctuation, Text: l.Source[l.Start:l.End]}
	case c == '"':
		return l.string()
	case c == '-' || c >= '0' && c <= '9':
		return l.word(Number, isNumber)
	case c >= 'a' && c <= 'z':
		return l.word(Literal, isLiteral)
	}
	r, _ := utf8.DecodeRuneInString(l.Source[l.Start:])
	return Token{Kind: Fault, Text: "no value begins with " + Quote(string(r))}
}

// word reads up to the next character that no number and no literal has.
func (l *Lexer) word(k Kind, valid func(string) bool) Token {
	for l.End < len(l.Source) && strings.IndexByte(" \t\r\n{}[]:,\"", l.Source[l.End]) < 0 {
		l.End++
	}
	word := l.Source[l.Start:l.End]
	if !valid(word) {
		return Token{Kind: Fault, Text: Quote(word) + " is no value"}
	}
	return Token{Kind: k, Text: word}
}

func isLiteral(word string) bool { return word == "true" || word == "false" || word == "null" }

// isNumber follows RFC 8259, section 6.
func isNumber(word string) bool {
	word = strings.TrimPrefix(word, "-")
	whole := Digits(word)
	if whole == 0 || whole > 1 && word[0] == '0' {
		return false
	}
	word = word[whole:]
	if strings.HasPrefix(word, ".") {
		fraction := Digits(word[1:])
		if fraction == 0 {
			return false
		}
		word = word[1+fraction:]
	}
	if word == "" {
		return true
	}
	exponent := ascii.TrimLeft(word[:min(2, len(word))], "eE")
	if len(exponent) == min(2, len(word)) {
		return false
	}
	word = strings.TrimPrefix(strings.TrimPrefix(word[1:], "+"), "-")
	return word != "" && Digits(word) == len(word)
}

// Digits gives the number of decimal digits that a text begins with.
func Digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// string reads a string with its escapes (RFC 8259, section 7).
func (l *Lexer) string() Token {
	var text strings.Builder
	for i := l.Start + 1; i < len(l.Source); {
		r, width := utf8.DecodeRuneInString(l.Source[i:])
		switch {
		case r == '"':
			l.End = i + 1
			return Token{Kind: String, Text: text.String()}
		case r == '\\':
			r, width = unescape(l.Source[i:])
			if width == 0 {
				l.Start = i
				return Token{Kind: Fault, Text: "an escape that stands for no character"}
			}
		case r < ' ':
			l.Start = i
			return Token{Kind: Fault, Text: "a control character in a string must be escaped"}
		case r == utf8.RuneError && width == 1:
			l.Start = i
			return Token{Kind: Fault, Text: "not UTF-8"}
		}
		text.WriteRune(r)
		i += width
	}
	return Token{Kind: Fault, Text: "a string has no end"}
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
