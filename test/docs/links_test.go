package docs

import (
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	link = regexp.MustCompile(`\]\(([^)]+)\)`)
	// pathLink is a link whose text is the path of a page or of an example, as it is seen from the root.
	pathLink = regexp.MustCompile(`\[([a-z./-]+/[a-z./-]+)\]\(([^)]+)\)`)
	heading  = regexp.MustCompile(`(?m)^#+ (.*)$`)
	fence    = regexp.MustCompile("(?ms)^ *```.*?^ *```$")
	// dropped is what GitHub leaves out where it makes a heading's anchor.
	dropped = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// TestLinks: each link within the project leads to a file, and to a heading in it if it names one.
func TestLinks(t *testing.T) {
	for _, page := range pages(t) {
		for _, target := range links(t, page) {
			file, anchor, _ := strings.Cut(target, "#")
			to := path.Join(path.Dir(page), file)
			if file == "" {
				to = page
			}
			if _, err := os.Stat(root + to); err != nil {
				t.Errorf("%s: %s leads nowhere", page, target)
			} else if anchor != "" && !slices.Contains(anchors(read(t, to)), anchor) {
				t.Errorf("%s: %s has no heading %s", page, to, anchor)
			}
		}
	}
}

// TestReadmeLeadsToEachPage: what README.md does not link to nobody finds.
func TestReadmeLeadsToEachPage(t *testing.T) {
	linked := map[string]bool{}
	for _, target := range links(t, "README.md") {
		file, _, _ := strings.Cut(target, "#")
		linked[file] = true
	}
	examples, err := os.ReadDir(root + "examples")
	if err != nil {
		t.Fatal(err)
	}
	want := docs(t)
	for _, entry := range examples {
		if entry.Name() != "demo" { // which make run shows
			want = append(want, "examples/"+entry.Name())
		}
	}
	for _, name := range want {
		if !linked[name] {
			t.Errorf("README.md does not lead to %s", name)
		}
	}
}

// TestLinkTexts: a link whose text is a path leads there.
func TestLinkTexts(t *testing.T) {
	paths := 0
	for _, page := range pages(t) {
		for _, match := range pathLink.FindAllStringSubmatch(read(t, page), -1) {
			paths++
			if text, target := match[1], match[2]; path.Base(text) != path.Base(target) {
				t.Errorf("%s: %s leads to %s", page, text, target)
			}
		}
	}
	if paths < 15 {
		t.Errorf("only %d links with a path as their text", paths)
	}
}

// links gives the targets of a page's links within the project.
func links(t *testing.T, page string) []string {
	t.Helper()
	var targets []string
	for _, match := range link.FindAllStringSubmatch(fence.ReplaceAllString(read(t, page), ""), -1) {
		if !strings.HasPrefix(match[1], "https://") {
			targets = append(targets, match[1])
		}
	}
	return targets
}

// anchors gives the anchors of a page's headings.
func anchors(text string) []string {
	var all []string
	for _, match := range heading.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
		all = append(all, strings.ReplaceAll(dropped.ReplaceAllString(strings.ToLower(match[1]), ""), " ", "-"))
	}
	return all
}

func TestAnchors(t *testing.T) {
	text := "# Metrics and access log\n\n```sh\n# no heading\n```\n\n## What `make run` shows, at_once\n"
	if got, want := anchors(text), []string{"metrics-and-access-log", "what-make-run-shows-at_once"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
