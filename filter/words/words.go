// Package words has sets of words.
package words

import (
	"strings"
	"sync/atomic"
)

// Set is a set of words, given as a list in small letters with a blank between two of them. In a phrase, "_" stands for a blank. It is made when it is
// first asked, since most bodies ask few sets, and code that makes one takes 150 bytes of the module.
type Set struct {
	List  string
	words atomic.Pointer[map[string]bool]
}

// longest is how many bytes a word of a set may have.
const longest = 24

// Has reports whether a word is in the set, in ASCII letters of either case.
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
	for list, word := s.List, ""; list != ""; {
		word, list, _ = strings.Cut(list, " ")
		words[word] = true
	}
	s.words.Store(&words)
	return &words
}
