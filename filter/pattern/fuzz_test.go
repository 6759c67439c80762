package pattern

import (
	"regexp"
	"strings"
	"testing"
)

// FuzzPattern: whatever the expression and the text, nothing panics, spans are in order, apart from each other and within the text, and
// where Go's regexp finds a match, a span covers it.
func FuzzPattern(f *testing.F) {
	for _, h := range hostile {
		f.Add(h.expression, []byte(strings.Repeat(h.text, 5)))
	}
	for _, expression := range []string{`(?i)[^\w\s-z]{2,3}?|^é\b$`, `a\x41[\]]`, "((", "[a-", `\`, "a{2", "(?i", "(?<", "[[:a:]]", "a{1000}{", `\x4`} {
		f.Add(expression, []byte("aA ü\n-\xff1"))
	}
	f.Fuzz(func(t *testing.T, expression string, text []byte) {
		p, err := Compile(expression)
		if err != nil {
			if p != nil || len(err.Error()) > 300 || strings.ContainsAny(err.Error(), "\n\r") && !strings.ContainsAny(expression, "\n\r") {
				t.Fatalf("%q: %v, %v", expression, p, err)
			}
			return
		}
		spans := p.AppendSpans(nil, text)
		last := -1
		for _, s := range spans {
			if s.Start <= last || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("%q of %q: %v", expression, text, spans)
			}
			last = s.End
		}
		for from, edges := range []Edge{Wall, Cut, Open} {
			p.AppendPiece(spans, Piece{text, min(from, len(text)), len(text), edges, Cut})
		}
		// Beyond ASCII, Go knows more characters for the same letter.
		plain := !strings.HasPrefix(expression, "(?i)") || !strings.ContainsFunc(string(text), func(r rune) bool { return r >= asciiEnd })
		re, err := regexp.Compile("(?m)" + expression)
		if err != nil { // Go counts repeats of repeats as if they were of one character
			if !strings.Contains(err.Error(), "invalid repeat count") {
				t.Fatalf("%q: Go refuses it: %v", expression, err)
			}
			return
		}
		covered := coverage(string(text), spans)
		for _, match := range re.FindAllIndex(text, -1) {
			if plain && strings.Contains(covered[match[0]:match[1]], ".") {
				t.Fatalf("%q of %q: got %s, and Go finds %v", expression, text, covered, match)
			}
		}
	})
}
