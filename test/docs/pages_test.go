// Package docs holds what is written for people against what it speaks of.
package docs

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../../"

// tableRow is a line of a table whose first cell begins with code: its first two cells and, if there is one, the third.
var tableRow = regexp.MustCompile("(?m)^\\| (`.*?) \\| (.*?) \\|(?: (.*?) \\|)?$")

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(root + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// pages are all that is written in Markdown, by their paths from the root.
func pages(t *testing.T) []string {
	t.Helper()
	var all []string
	err := fs.WalkDir(os.DirFS(root), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch name := entry.Name(); {
		case entry.IsDir() && path != "." && (name[0] == '.' || name == "build" || name == "node_modules"):
			return fs.SkipDir
		case strings.HasSuffix(name, ".md"):
			all = append(all, path)
		}
		return nil
	})
	if err != nil || len(all) < 10 {
		t.Fatalf("%d pages, %v", len(all), err)
	}
	return all
}

// docs are the pages of the folder docs.
func docs(t *testing.T) []string {
	t.Helper()
	var found []string
	for _, page := range pages(t) {
		if filepath.Dir(page) == "docs" {
			found = append(found, page)
		}
	}
	return found
}
