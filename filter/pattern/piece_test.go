package pattern

import (
	"math/rand/v2"
	"regexp"
	"testing"
)

// TestPiece has expressions and pieces of texts: what stands before the first | and after the last is none of the piece.
func TestPiece(t *testing.T) {
	for _, c := range []struct {
		expression    string
		before, after Edge
		want          string
	}{
		// beyond a wall nothing is looked at, and nothing holds at it
		{`\w+`, Wall, Wall, "ab|⟦cd⟧-⟦ef⟧|gh"},
		{`\bcd`, Wall, Wall, "-|cd-⟦cd⟧|-"},
		{`\Bcd`, Wall, Wall, "x|cdx⟦cd⟧|x"},
		{`^cd`, Wall, Wall, "\n|cd\n⟦cd⟧|"},
		{`cd$`, Wall, Wall, "|⟦cd⟧\ncd|\n"},
		{`cd$`, Wall, Open, "|cdx⟦cd⟧|"},
		{`^cd`, Open, Wall, "|⟦cd⟧cd|"},
		{`cd\b`, Wall, Wall, "|⟦cd⟧-cd|-"},
		{`c.*`, Wall, Wall, "cc|d⟦cd⟧|c"},
		{`a$`, Open, Wall, "|⟦a⟧\r\na\r|\n"},
		// before a cut, what may be the beginning of a match counts
		{`ab\d{4}`, Open, Cut, "|xaba ⟦ab12⟧|34"},
		{`ab\d{4}`, Open, Cut, "|ab12 x⟦a⟧|b"},
		{`ab\d{4}`, Open, Cut, "|ab12 x|ab"},
		{`ab\d{4}`, Open, Cut, "|⟦ab1234⟧|5"},
		{`BEGIN[^-]*END`, Open, Cut, "|a ⟦BEGIN b c E⟧|"},
		{`ab$`, Open, Cut, "|ab⟦ab⟧|x"},
		{`ab\b`, Open, Cut, "|abc⟦ab⟧|x"},
		{`ab\bc`, Open, Cut, "|⟦ab⟧|c"},
		{`^ab`, Open, Cut, "|x ab|"},
		{`abc|c`, Open, Cut, "|⟦c⟧x⟦ab⟧|"},
		{`ab`, Open, Cut, "||"},
		// after a cut, what may be the end of a match counts
		{`ab\d{4}`, Cut, Open, "ab|⟦3456⟧ 3456|"},
		{`ab\d{4}`, Cut, Open, "ab12|⟦34⟧ 34|"},
		{`ab\d{4}`, Cut, Open, "a|⟦b1234⟧ b1234|"},
		{`ab\d{4}`, Cut, Open, "a|x12 ⟦ab1234⟧|"},
		{`BEGIN[^-]*END`, Cut, Open, "|⟦a b END⟧- a END|"},
		{`^ab`, Cut, Open, "x|⟦ab⟧ab|"},
		{`\bab`, Cut, Open, "x|⟦ab⟧ab|"},
		{`x\bab`, Cut, Open, "x|⟦ab⟧ab|"},
		{`ab+`, Cut, Open, "a|⟦bb⟧ b|"},
		// between two
		{`ab\d{4}c`, Cut, Cut, "ab|⟦12⟧|34c"},
		{`ab\d{4}c`, Cut, Cut, "a|⟦b1234c⟧ b1 x⟦a⟧|b"},
		{`abc`, Cut, Cut, "|x|"},
		{`[^x]`, Cut, Cut, "||"},
	} {
		from, to := -1, -1
		in := []byte(plain(c.want))
		for i, b := range in {
			if b == '|' {
				if to = i; from < 0 {
					from = i + 1
				}
			}
		}
		got := shown(string(in), compiled(t, c.expression).AppendPiece(nil, Piece{in, from, to, c.before, c.after}))
		if got != c.want {
			t.Errorf("%s\n got  %q\n want %q", c.expression, got, c.want)
		}
	}
}

// TestGapsHaveNoMatch: between what was found there is nothing more to find, wherever walls are put.
func TestGapsHaveNoMatch(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		p, err := Compile(randomExpression(r, 1+r.IntN(10)))
		if err != nil {
			continue
		}
		text := []byte(randomText(r, 10))
		whole := Piece{text, 0, len(text), Edge(r.IntN(3)), Edge(r.IntN(3))}
		from, before := 0, whole.Before
		for _, s := range append(p.AppendPiece(nil, whole), Span{len(text), len(text)}) {
			after := Wall
			if s.Start == len(text) {
				after = whole.After
			}
			if more := p.AppendPiece(nil, Piece{text, from, s.Start, before, after}); len(more) > 0 {
				t.Fatalf("%q from %d to %d of %v: found %v", text, from, s.Start, whole, more)
			}
			from, before = s.End, Wall
		}
	}
}

// TestCutsHideEnough: whatever was cut out, what a match covered of what is left is in a span.
func TestCutsHideEnough(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	covered := 0
	for compared := 0; compared < 3000; {
		expression := randomExpression(r, 1+r.IntN(10))
		p, err := Compile(expression)
		if err != nil {
			continue
		}
		compared++
		before, text, after := randomText(r, 2), randomText(r, 3), randomText(r, 2)
		if !validJoints(before, text, after) {
			continue
		}
		o := oracle{expression, map[[2]int]*regexp.Regexp{}}
		want := o.covered(before + text + after)[len(before):][:len(text)]
		got := coverage(text, p.AppendPiece(nil, Piece{[]byte(text), 0, len(text), Cut, Cut}))
		for i := range want {
			if want[i] == '*' && got[i] != '*' {
				t.Fatalf("%s of %q in %q and %q: got %s, want %s", expression, text, before, after, got, want)
			}
			if want[i] == '*' {
				covered++
			}
		}
	}
	if covered < 1000 {
		t.Errorf("only %d bytes were covered", covered)
	}
}

// validJoints reports whether the same characters stand in the texts and in what they make together.
func validJoints(texts ...string) bool {
	whole, apart := "", 0
	for _, text := range texts {
		whole += text
		apart += len([]rune(text))
	}
	return len([]rune(whole)) == apart
}
