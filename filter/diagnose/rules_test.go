package diagnose

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// TestRulesAreWellFormed finds what would be passed over in silence: a word that no row's head has, a place that is missing, words that no text has.
func TestRulesAreWellFormed(t *testing.T) {
	text, err := os.ReadFile("rules.txt")
	if err != nil {
		t.Fatal(err)
	}
	head := slices.Concat(classNames[:], strings.Fields(kindNames), strings.Fields(placeNames))
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		words, indented := strings.CutPrefix(line, "\t")
		switch {
		case line == "" || line[0] == '#' || line == "spoken" || line == "libraries":
		case !indented:
			fields := strings.Split(line, " ")
			for _, word := range fields {
				if !slices.Contains(head, word) {
					t.Errorf("rules.txt:%d: %q is no class, place or kind", i+1, word)
				}
			}
			if r := readRow(line); r.where == 0 || r.cause.String() != fields[0] {
				t.Errorf("rules.txt:%d: a row begins with its class and place", i+1)
			}
		default:
			for _, word := range strings.Split(strings.TrimSuffix(words, "|"), "|") {
				if first, _, _ := strings.Cut(word, "*"); len(first) < 3 || word != strings.ToLower(word) {
					t.Errorf("rules.txt:%d: %q needs three bytes or more before its first *, in lower case", i+1, word)
				}
			}
			if strings.HasSuffix(line, " ") {
				t.Errorf("rules.txt:%d: what ends with a blank is not seen to; end it with |", i+1)
			}
		}
	}
}
