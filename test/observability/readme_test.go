package observability

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// TestReadme: it lists the files that are there, and the alerts.
func TestReadme(t *testing.T) {
	readme := read(t, example+"README.md")
	entries, err := os.ReadDir(example)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, e := range entries {
		if e.Name() != "README.md" {
			files = append(files, e.Name())
		}
	}
	compare(t, "files", firsts(readme, `(?m)^\| \[([a-z_.-]+)\]`), files)
	compare(t, "alerts", firsts(readme, "(?m)^\\| `(Errormask[A-Za-z]+)`"), firsts(read(t, example+"alerts.yaml"), `- alert: (\S+)`))
}

// firsts gives what an expression's first group matches.
func firsts(text, expression string) (all []string) {
	for _, match := range regexp.MustCompile(expression).FindAllStringSubmatch(text, -1) {
		all = append(all, match[1])
	}
	return all
}

func compare(t *testing.T, what string, documented, existing []string) {
	t.Helper()
	slices.Sort(documented)
	slices.Sort(existing)
	if !slices.Equal(documented, existing) || len(existing) == 0 {
		t.Errorf("%s documented: %q\nexisting: %q", what, documented, existing)
	}
}
