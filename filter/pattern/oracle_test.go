package pattern

import (
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// The tiny alphabet of random texts and expressions: \xff is no UTF-8.
var letters = []string{"a", "b", "A", "1", "-", " ", "\n", "é", "\xff"}

var pieces = []string{
	"a", "b", "A", "1", "-", " ", `\n`, "é", ".", `\w`, `\W`, `\d`, `\s`, `\D`, `[ab]`, `[^a]`, `[^\n]`, `[a-b1-]`,
	`[\W\d]`, `[é-ü]`, `[^é]`, "^", "$", `\b`, `\B`,
}

// randomExpression is one of a size that grows with budget.
func randomExpression(r *rand.Rand, budget int) string {
	if budget <= 1 {
		return pieces[r.IntN(len(pieces))]
	}
	part := func() string { return randomExpression(r, budget/2) }
	switch r.IntN(6) {
	case 0:
		return part() + "|" + part()
	case 1:
		return "(" + part() + ")"
	case 2:
		repeats := []string{"*", "+", "?", "*?", "{2}", "{1,2}", "{0,2}", "{2,}"}
		return "(?:" + part() + ")" + repeats[r.IntN(len(repeats))]
	}
	return part() + part()
}

func randomText(r *rand.Rand, longest int) string {
	var b strings.Builder
	for range r.IntN(longest + 1) {
		b.WriteString(letters[r.IntN(len(letters))])
	}
	return b.String()
}

// oracle says by Go's regexp which bytes a match covers. It asks of each part of the text whether it is one, with the rest around it.
type oracle struct {
	expression string
	known      map[[2]int]*regexp.Regexp
}

func (o *oracle) matches(text string, from, to int) bool {
	before, after := utf8.RuneCountInString(text[:from]), utf8.RuneCountInString(text[to:])
	re := o.known[[2]int{before, after}]
	if re == nil {
		flags := "m:"
		expression := o.expression
		if strings.HasPrefix(expression, "(?i)") {
			flags, expression = "im:", expression[len("(?i)"):]
		}
		re = regexp.MustCompile(`\A(?s:.{` + strconv.Itoa(before) + `})(?` + flags + expression + `)(?s:.{` + strconv.Itoa(after) + `})\z`)
		o.known[[2]int{before, after}] = re
	}
	return re.MatchString(text)
}

// covered has a * for each byte that a match covers.
func (o *oracle) covered(text string) string {
	marks := []byte(strings.Repeat(".", len(text)))
	for from := range text {
		for to := from + 1; to <= len(text); to++ {
			if to < len(text) && !boundary(text, to) || !o.matches(text, from, to) {
				continue
			}
			for i := from; i < to; i++ {
				marks[i] = '*'
			}
		}
	}
	return string(marks)
}

// boundary reports whether a character begins at i.
func boundary(text string, i int) bool {
	for at := range text {
		if at == i {
			return true
		}
	}
	return false
}

func coverage(text string, spans []Span) string {
	marks := []byte(strings.Repeat(".", len(text)))
	for _, s := range spans {
		for i := s.Start; i < s.End; i++ {
			marks[i] = '*'
		}
	}
	return string(marks)
}

// TestAgainstOracle: a byte is in a span if and only if one of Go's matches covers it.
func TestAgainstOracle(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	compared, covered := 0, 0
	for compared < 6000 {
		expression := randomExpression(r, 1+r.IntN(12))
		if r.IntN(4) == 0 {
			expression = "(?i)" + strings.ReplaceAll(strings.ReplaceAll(expression, "é-ü", "1"), "é", "b")
		}
		p, err := Compile(expression)
		if matchesNothing := regexp.MustCompile("(?m:" + expression + ")").MatchString(""); err != nil {
			if strings.Contains(err.Error(), "empty text") {
				continue
			}
			t.Fatalf("%s: %v", expression, err)
		} else if matchesNothing {
			t.Fatalf("%s is not refused, and matches the empty text", expression)
		}
		o := oracle{expression, map[[2]int]*regexp.Regexp{}}
		for range 4 {
			text := randomText(r, 6)
			want := o.covered(text)
			if got := coverage(text, p.AppendSpans(nil, []byte(text))); got != want {
				t.Fatalf("%s of %q: got %s, want %s", expression, text, got, want)
			}
			compared++
			covered += strings.Count(want, "*")
		}
	}
	if covered < 4000 {
		t.Errorf("only %d bytes were covered in %d texts", covered, compared)
	}
}
