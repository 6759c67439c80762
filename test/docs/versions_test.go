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
