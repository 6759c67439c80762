// Package workflows checks .github/workflows, which nothing but GitHub can run.
package workflows

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
)

const root = "../.."

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// workflow gives the text of one by its name.
func workflow(t *testing.T, name string) string {
	t.Helper()
	return read(t, ".github/workflows/"+name+".yml")
}

// problems is what actionlint and our own rules say about a workflow.
func problems(t *testing.T, name, text string) []string {
	t.Helper()
	var all []string
	linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	found, err := linter.Lint(name+".yml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range found {
		all = append(all, fmt.Sprintf("%d: %s", problem.Line, problem.Message))
	}
	parsed, errs := actionlint.Parse([]byte(text))
	if len(errs) > 0 {
		return all
	}
	for _, rule := range rules {
		all = append(all, rule(t, parsed, strings.Split(text, "\n"))...)
	}
	return all
}

func TestWorkflows(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join(root, ".github/workflows"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		name := strings.TrimSuffix(entry.Name(), ".yml")
		names = append(names, name)
		for _, problem := range problems(t, name, workflow(t, name)) {
			t.Errorf("%s:%s", entry.Name(), problem)
		}
	}
	if want := []string{"release", "test"}; !slices.Equal(names, want) {
		t.Errorf("workflows are %q, want %q", names, want)
	}
}

// TestFindings changes one thing in a workflow, and wants to read of it.
func TestFindings(t *testing.T) {
	const checkout = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
	for _, c := range []struct{ workflow, from, to, want string }{
		{"test", checkout, "actions/checkout@v7.0.1", "actions/checkout@v7.0.1 is not pinned: want a commit's 40 digits, and its version in a comment"},
		{"test", checkout, "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1", "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 is not pinned: want a commit's 40 digits, and its version in a comment"},
		{"test", checkout, "actions/checkout@0000000000000000000000000000000000000000 # v7.0.1", "actions/checkout is pinned to 3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1 here, and to 0000000000000000000000000000000000000000 # v7.0.1 in line"},
		{"test", checkout, "docker://alpine@sha256:0 # v1.0.0", "docker://alpine@sha256:0 is not pinned: want a commit's 40 digits, and its version in a comment"},
		{"test", "persist-credentials: false", "fetch-depth: 1", "the checkout leaves its token behind: want persist-credentials: false"},
		{"test", "make check", "make lint", "the Makefile has no target lint"},
		{"test", "make test", "go test ./...", "want what the Makefile or .ci/run does, not go test ./..."},
		{"test", "    env:\n      ENVOYS: ${{ matrix.envoy }}\n", "", "job test does not give a version of the matrix to make"},
		{"test", "run: make test", "run: make test ENVOYS=${{ matrix.envoy }}", "an expression becomes text of the script: give it as an environment variable"},
		{"test", "contents: read", "contents: write", "the workflow may contents: write, want contents: read"},
		{"release", "permissions: {}\n", "", "the workflow has all permissions that the repository gives: want the ones it needs"},
		{"release", "      contents: read\n", "      contents: read\n      packages: write\n", "job build may contents: read, packages: write, want contents: read"},
		{"release", "go-version: '1.26.8'", "go-version: stable", "Go's version is not an exact one, so a release could not be built again"},
		{"release", "cache: false", "cache: true", "a release must not be built from a cache: want cache: false"},
		{"release", "runs-on: ubuntu-24.04", "runs-on: ubuntu-latest", "job build runs on ubuntu-latest, which changes: want ubuntu-24.04"},
		{"release", "needs: build", "needs: built", `job "publish" needs job "built" which does not exist in this workflow`},
	} {
		text := workflow(t, c.workflow)
		if !strings.Contains(text, c.from) {
			t.Errorf("%s has no %q to change", c.workflow, c.from)
			continue
		}
		found := problems(t, c.workflow, strings.Replace(text, c.from, c.to, 1))
		if !slices.ContainsFunc(found, func(problem string) bool { return strings.Contains(problem, c.want) }) {
			t.Errorf("%q in place of %q: found %q, want %q", c.to, c.from, found, c.want)
		}
	}
}
