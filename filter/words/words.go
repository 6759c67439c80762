// Package words has sets of words.
package words

import (
	_ "embed"
	"strings"
	"sync/atomic"

	"errormask/filter/decode"
)

// Set is one of the sets of words in sets.txt, told by its name there. It is made when it is first asked, since most bodies ask few sets, and code that makes one
// takes 150 bytes of the module.
type Set struct {
	Name  string
	words atomic.Pointer[map[string]bool]
}

// packed is sets.txt without its comments as raw deflate, half its size: make tables writes it.
//
//go:embed sets.deflate
var packed string

// longest is how many bytes a word of a set may have.
const longest = 24

// Has reports whether a word is in the set, in ASCII letters of either case. A blank in it is the set's "_".
//
//go:noinline
func (s *Set) Has(word []byte) bool {
	var room [longest]byte
	if len(word) > len(room) {
		return false
	}
	for i, c := range word {
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		} else if c == ' ' {
			c = '_'
		}
		room[i] = c
	}
	words := s.words.Load()
	if words == nil {
		words = s.read()
	}
	return (*words)[string(room[:len(word)])]
}

// read makes the set. Two that ask it at once may both make it.
func (s *Set) read() *map[string]bool {
	words := make(map[string]bool)
	mine := false
	for line, text := "", string(decode.Inflate(packed)); text != ""; {
		line, text, _ = strings.Cut(text, "\n")
		if line[0] != '\t' {
			mine = line == s.Name
			continue
		}
		for word, list := "", line[1:]; mine && list != ""; {
			word, list, _ = strings.Cut(list, " ")
			words[word] = true
		}
	}
	s.words.Store(&words)
	return &words
}
