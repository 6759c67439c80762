package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReproducible runs `make dist` on two copies of the sources, the second one with another clock, another umask and a version in its environment, and
// compares every file of the two, and of build/dist.
func TestReproducible(t *testing.T) {
	first := distOf(t, "umask 022; make -s dist")
	second := distOf(t, "umask 077; export TZ=Pacific/Kiritimati LC_ALL=C VERSION=9 REVISION=9 SOURCE_DATE_EPOCH=1; make -s dist")
	shipped := filesOf(t, built)
	if len(first) < 10 {
		t.Errorf("make dist wrote only %d files", len(first))
	}
	compare(t, first, second)
	compare(t, first, shipped)
}

func compare(t *testing.T, a, b map[string]string) {
	t.Helper()
	for name, content := range a {
		if other, ok := b[name]; !ok || other != content {
			t.Errorf("%s differs, or is not in both", name)
		}
	}
	if len(a) != len(b) {
		t.Errorf("%d files and %d files", len(a), len(b))
	}
}

// distOf runs the script in a new copy of the sources that `make dist` needs.
func distOf(t *testing.T, script string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum", "Makefile", "LICENSE", "envoy", "filter", "tools"} {
		to := filepath.Join(dir, name)
		if info, err := os.Stat(filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		} else if info.IsDir() {
			err = os.CopyFS(to, os.DirFS(filepath.Join(root, name)))
			if err != nil {
				t.Fatal(err)
			}
		} else if err := os.WriteFile(to, []byte(read(t, filepath.Join(root, name))), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.CommandContext(t.Context(), "sh", "-c", script)
	command.Dir = dir
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "MAKE") && !strings.HasPrefix(variable, "MFLAGS") {
			command.Env = append(command.Env, variable)
		}
	}
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", script, err, output)
	}
	return filesOf(t, filepath.Join(dir, "build/dist"))
}

func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		files[name] = read(t, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
