package docs

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"errormask/filter"
)

// pages are all that is written for people.
func pages(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob(root + "docs/*.md")
	if err != nil || len(found) < 3 {
		t.Fatalf("%d pages in docs, %v", len(found), err)
	}
	all := []string{"README.md", "RATIONALE.md"}
	for _, page := range found {
		all = append(all, "docs/"+filepath.Base(page))
	}
	return all
}

var (
	link    = regexp.MustCompile(`\]\(([^)]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
)

// TestLinks: each link within the project leads to a file, and to a heading in it if it names one.
func TestLinks(t *testing.T) {
	for _, page := range pages(t) {
		for _, match := range link.FindAllStringSubmatch(read(t, page), -1) {
			if strings.HasPrefix(match[1], "https://") {
				continue
			}
			file, anchor, _ := strings.Cut(match[1], "#")
			target := path.Join(path.Dir(page), file)
			if _, err := os.Stat(root + target); err != nil {
				t.Errorf("%s: %s leads nowhere", page, match[1])
			} else if anchor != "" && !hasHeading(read(t, target), anchor) {
				t.Errorf("%s: %s has no heading %s", page, target, anchor)
			}
		}
	}
}

func hasHeading(text, anchor string) bool {
	for _, match := range heading.FindAllStringSubmatch(text, -1) {
		if strings.ReplaceAll(strings.ToLower(match[1]), " ", "-") == anchor {
			return true
		}
	}
	return false
}

// TestConfigurationsInDocs: each block of JSON in docs, but a record, is a configuration that the filter takes.
func TestConfigurationsInDocs(t *testing.T) {
	blocks := 0
	for _, page := range pages(t)[2:] {
		for _, block := range regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(read(t, page), -1) {
			if strings.Contains(block[1], `"event.name"`) {
				continue
			}
			blocks++
			if _, err := filter.New([]byte(block[1])); err != nil {
				t.Errorf("%s: %s: %v", page, block[1], err)
			}
		}
	}
	if blocks < 4 {
		t.Errorf("only %d configurations", blocks)
	}
}

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
