package docs

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestCounterTable compares the table with the filter's counters.
func TestCounterTable(t *testing.T) {
	var documented, existing []string
	for _, row := range tableRow.FindAllStringSubmatch(read(t, "docs/metrics.md"), -1) {
		documented = append(documented, strings.Trim(row[1], "`"))
	}
	for _, match := range regexp.MustCompile(`= "(errormask_[a-z_]+)"`).FindAllStringSubmatch(read(t, "filter/counters.go"), -1) {
		existing = append(existing, match[1])
	}
	if len(existing) == 0 || !slices.Equal(documented, existing) {
		t.Errorf("documented: %q\nexisting:   %q", documented, existing)
	}
}

// TestEnvoyBlocks: what docs/metrics.md shows of Envoy's configuration for metrics and the access log stands in the examples, which are run.
func TestEnvoyBlocks(t *testing.T) {
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(read(t, "docs/metrics.md"), -1)
	if len(blocks) != 2 {
		t.Fatalf("%d blocks, want 2", len(blocks))
	}
	for i, name := range []string{"metrics.yaml", "access-log.yaml"} {
		if !strings.Contains(withoutIndent(read(t, "examples/envoy/"+name)), withoutIndent(blocks[i][1])) {
			t.Errorf("examples/envoy/%s does not have\n%s", name, blocks[i][1])
		}
	}
}

func withoutIndent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimLeft(line, " "))
	}
	return b.String()
}
