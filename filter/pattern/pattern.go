// Package pattern finds what a regular expression matches, in a part of the syntax of RE2 and Go's regexp, which itself would add 555 KB
// to the module.
//
// It asks another question than most: not where the leftmost match is, but which bytes any match covers, wherever it begins and ends,
// since whatever matches is to be hidden. One pass over the text answers it: an automaton (Thompson, 1968) of which each state knows the
// smallest start of a match that is in it, so that each position where one ends gives the longest that ends there. Time is at most in
// proportion to the length of the text times that of the program; nothing is ever read twice.
package pattern

// The bounds of an expression: its length in bytes, how deep groups may be nested in it, how often it may repeat something, and how many
// instructions its program may have, in which what is repeated n times stands n times.
const (
	longest        = 1000
	deepest        = 50
	mostRepeats    = 1000
	longestProgram = 2000
)

// Pattern is a compiled expression. It keeps the memory that a search needs, and so must not be used by two goroutines at once.
type Pattern struct {
	code []instruction
	sets []set
	// first has the bytes that a match may begin with.
	first [256]bool
	// asserts says that the program has assertions, so that it matters what stands at a position.
	asserts bool

	machine
}

// Span is where a match begins and ends, in bytes.
type Span struct{ Start, End int }

// Compile reads an expression. The error says what is wrong with it, at which character, and what is allowed.
func Compile(expression string) (*Pattern, error) {
	code, sets, err := parse(expression)
	if err != nil {
		return nil, err
	}
	p := &Pattern{code: code, sets: sets, machine: newMachine(len(code))}
	for i := range code {
		p.asserts = p.asserts || code[i].op == assert
	}
	p.findFirst()
	return p, nil
}

// findFirst follows the program up to what takes a character first.
func (p *Pattern) findFirst() {
	p.at(0, everything)
	p.follow(0, 0)
	for _, t := range p.next {
		in := &p.code[t.pc]
		if in.op == takeByte {
			p.first[in.c] = true
			continue
		}
		of := &p.sets[in.arg]
		for c := range p.first {
			p.first[c] = p.first[c] || c < asciiEnd && of.has(rune(c)) || c >= asciiEnd && len(of.foreign) > 0
		}
	}
}

// AppendSpans appends where text has matches: all the bytes that any match covers, in spans that are in order and do not touch each other.
func (p *Pattern) AppendSpans(dst []Span, text []byte) []Span {
	return p.AppendPiece(dst, Piece{Text: text, To: len(text)})
}
