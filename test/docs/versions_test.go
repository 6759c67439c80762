package docs

import (
	"regexp"
	"strings"
	"testing"
)

// TestVersionsInDocs: the Envoys that README.md says are tested are those that the tests run.
func TestVersionsInDocs(t *testing.T) {
	number := regexp.MustCompile(`1\.[0-9]+\.[0-9]+`)
	pinned := regexp.MustCompile(`(?m)^[0-9.]+`).FindAllString(read(t, ".envoy-versions"), -1)
	_, sentence, found := strings.Cut(read(t, "README.md"), "The tests run ")
	sentence, _, _ = strings.Cut(sentence, ".\n")
	if named := number.FindAllString(sentence, -1); !found || strings.Join(named, " ") != strings.Join(pinned, " ") {
		t.Errorf("README.md says that the tests run %q, they run %q", named, pinned)
	}
}

// TestGoVersionInReadme: README.md asks for the Go that go.mod asks for.
func TestGoVersionInReadme(t *testing.T) {
	needed := regexp.MustCompile(`(?m)^go ([0-9]+\.[0-9]+)`).FindStringSubmatch(read(t, "go.mod"))[1]
	if !strings.Contains(read(t, "README.md"), "Go "+needed+",") {
		t.Errorf("README.md does not say that Go %s is needed", needed)
	}
}
