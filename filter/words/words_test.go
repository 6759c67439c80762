package words

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestHas(t *testing.T) {
	set := Set{Name: "inlineTags"}
	for word, want := range map[string]bool{
		"code": true, "CODE": true, "Code": true, "b": true,
		"": false, "cod": false, "codes": false, "inlineTags": false, "bearer": false, strings.Repeat("x", longest+1): false,
	} {
		if got := set.Has([]byte(word)); got != want {
			t.Errorf("%q: %v, want %v", word, got, want)
		}
	}
	for word, want := range map[string]bool{"not set": true, "Not_Set": true, "[object object]": true, "not  set": false} {
		if set := (&Set{Name: "literals"}); set.Has([]byte(word)) != want {
			t.Errorf("%q: %v, want %v", word, !want, want)
		}
	}
	if allocs := testing.AllocsPerRun(100, func() { set.Has([]byte("CODE")) }); allocs > 0 {
		t.Errorf("%v allocations, want none", allocs)
	}
}

// rows gives sets.txt without its comments.
func rows(t *testing.T) (rows []byte) {
	text, err := os.ReadFile("sets.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(text) {
		if line[0] != '\n' && line[0] != '#' {
			rows = append(rows, line...)
		}
	}
	return rows
}

// TestSetsAreAsked finds a set that the code asks and that is not there, one that nobody asks, and words that no text can have.
func TestSetsAreAsked(t *testing.T) {
	var asked, there []string
	mention := regexp.MustCompile(`words\.Set\{Name: "(\w+)"\}`)
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, m := range mention.FindAllSubmatch(source, -1) {
			asked = append(asked, string(m[1]))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(rows(t))) {
		line = strings.TrimSuffix(line, "\n")
		list, indented := strings.CutPrefix(line, "\t")
		if !indented {
			there, seen = append(there, line), map[string]bool{}
			continue
		}
		for word := range strings.SplitSeq(list, " ") {
			if word == "" || len(word) > longest || word != strings.ToLower(word) || seen[word] {
				t.Errorf("sets.txt: %s: %q is empty, longer than %d bytes, not in lower case, or there twice", there[len(there)-1], word, longest)
			}
			seen[word] = true
		}
	}
	slices.Sort(asked)
	slices.Sort(there)
	if !slices.Equal(asked, there) || len(there) < 20 {
		t.Errorf("asked are %q,\nthere are %q", asked, there)
	}
}
