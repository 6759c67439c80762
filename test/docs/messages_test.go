package docs

import (
	"regexp"
	"strings"
	"testing"
)

// TestMessagesInDocs: what docs/operating.md explains is what the filter says.
func TestMessagesInDocs(t *testing.T) {
	sources := read(t, "envoy/plugin.go") + read(t, "filter/policies.go") + read(t, "filter/warnings.go")
	found := regexp.MustCompile("`(errormask: [^`…]+)…`").FindAllStringSubmatch(read(t, "docs/operating.md"), -1)
	if len(found) < 3 {
		t.Fatalf("only %d messages", len(found))
	}
	for _, message := range found {
		if !strings.Contains(sources, strings.TrimSpace(message[1])) {
			t.Errorf("the filter does not say %q", message[1])
		}
	}
}
