package diagnose

import (
	_ "embed"
	"strings"

	"errormask/filter/decode"
	"errormask/filter/words"
)

// rule is the head of a row of rules.txt: whether its words tell a cause, or name what is not the application's own, and what a failure right in that is
// about.
type rule struct {
	_     [0]func() // no code to compare it is needed
	cause Class
	where uint8
	kind  kind
}

// kind says what else decides about a row's class, besides its words.
type kind uint8

const (
	_ kind = iota // nothing
	// transport is what any connection may suffer: it is the database's matter where the message names a database or its port, or another
	// exception of the chain or a frame above the application's first one is the database's.
	transport
	// parsed is a text that did not parse: another service's matter where something tells that it came from there; see around.
	parsed
	// weak is what says little: the class counts where neither a library's frame nor an exception further out tells more, and where the
	// message names no setting.
	weak
	// answer is weak, too, and what a service says of a request that does not fit: without an exception it is no failure's class.
	answer
)

// What a row's kind and place are called in rules.txt, in the order of their constants.
const (
	kindNames  = "sure transport parsed weak answer"
	placeNames = "type message java go rust elixir foreign store"
)

// packedRules is rules.txt without its comments as raw deflate, a third of its size: make tables writes it.
//
//go:embed rules.deflate
var packedRules string

// rules are read from the top: of all words that an exception's type and message have, the highest row's counts. Of a chain of causes the
// innermost exception counts for which there is a row. From the row spoken on, words make no error of a line that is none otherwise. Libraries are read
// from the top as well.
var (
	rules, libraries []rule
	spoken           int
	// causes finds the words of rules, libraryPaths libraries anywhere in a frame, and libraryNames at the beginning of a function's name.
	causes, libraryPaths, libraryNames matcher
)

func init() { readRules(string(decode.Inflate(packedRules))) }

// readRules reads a table: the class, the place and the kind of a row, and below it, indented, its words. Behind a line "spoken" or "libraries" stand the
// rows that are such.
func readRules(text string) {
	rows := &rules
	for line := ""; text != ""; {
		line, text, _ = strings.Cut(text, "\n")
		switch {
		case line == "spoken":
			spoken = len(rules)
		case line == "libraries":
			rows = &libraries
		case line[0] != '\t':
			*rows = append(*rows, readRow(line))
		default:
			row, words := len(*rows)-1, &causes
			where := (*rows)[row].where
			if rows == &libraries {
				if words = &libraryNames; where == anywhere {
					words = &libraryPaths
				}
			}
			words.add(row, where, line[1:])
		}
	}
}

// readRow reads what stands above a row's words.
func readRow(line string) (r rule) {
	for word := ""; line != ""; {
		word, line, _ = strings.Cut(line, " ")
		for class, name := range classNames {
			if name == word {
				r.cause = Class(class)
			}
		}
		if n := words.Nth(placeNames, word); n >= 0 {
			r.where |= 1 << n
		}
		if n := words.Nth(kindNames, word); n >= 0 {
			r.kind = kind(n)
		}
	}
	return r
}
