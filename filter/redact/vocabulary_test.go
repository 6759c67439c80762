package redact

import (
	"os"
	"strings"
	"testing"
)

// TestVocabularyIsWellFormed finds what would be passed over in silence: a flag that there is none of, a row without words, a word that no key
// can end with, a word that stands there twice.
func TestVocabularyIsWellFormed(t *testing.T) {
	text, err := os.ReadFile("vocabulary.txt")
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]int{}
	above, head := "", ""
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		list, indented := strings.CutPrefix(line, "\t")
		switch {
		case line == "" || line[0] == '#':
			continue
		case !indented:
			if head = line; above != "" && above[0] != '\t' {
				t.Errorf("vocabulary.txt:%d: the row above has no words", i+1)
			}
			if kinds := notFlags(head); len(kinds) > 1 {
				t.Errorf("vocabulary.txt:%d: %q: at most one is the kind; the others are no flags (%s)", i+1, kinds, flagNames)
			}
		case head == "":
			t.Errorf("vocabulary.txt:%d: words without a row", i+1)
		default:
			for _, name := range strings.Split(list, " ") {
				if name == "" || normalized(name) != name {
					t.Errorf("vocabulary.txt:%d: %q: want %q", i+1, name, normalized(name))
				}
				if other := places[name]; other != 0 {
					t.Errorf("vocabulary.txt:%d: %q stands in line %d as well", i+1, name, other)
				}
				places[name] = i + 1
			}
		}
		above = line
	}
}

func notFlags(head string) (kinds []string) {
	for _, word := range strings.Split(head, " ") {
		if !strings.Contains(" "+flagNames+" ", " "+word+" ") {
			kinds = append(kinds, word)
		}
	}
	return kinds
}
