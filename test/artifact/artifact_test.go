// Package artifact holds what the shipped file itself promises: its size, and that the same sources give the same bytes.
package artifact

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

const (
	root = "../.."
	// maxSize keeps Envoy's start short: it compiles the module for each worker.
	maxSize = 3_800_000
)

func shipped(t *testing.T) []byte {
	t.Helper()
	file, err := os.ReadFile(filepath.Join(root, "build/errormask.wasm"))
	if err != nil {
		t.Fatalf("build/errormask.wasm is missing: run `make build`: %v", err)
	}
	return file
}

func TestSize(t *testing.T) {
	if size := len(shipped(t)); size > maxSize {
		t.Errorf("build/errormask.wasm has %d bytes, more than %d", size, maxSize)
	}
}

// TestReproducible builds the sources again, from another place and with nothing in the build cache.
func TestReproducible(t *testing.T) {
	elsewhere, out := t.TempDir(), filepath.Join(t.TempDir(), "again.wasm")
	for _, name := range []string{"go.mod", "go.sum", "Makefile", "envoy", "filter"} {
		copyTree(t, name, elsewhere)
	}
	build := exec.CommandContext(t.Context(), "make", "-s", "build", "OUT="+out)
	build.Dir = elsewhere
	build.Env = append(os.Environ(), "GOCACHE="+t.TempDir(), "MAKEFLAGS=")
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("make build: %v\n%s", err, output)
	}
	again, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if file := shipped(t); !bytes.Equal(file, again) {
		t.Errorf("two builds differ: sha256 %x and %x", sha256.Sum256(file), sha256.Sum256(again))
	}
}

func copyTree(t *testing.T, name, to string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(root, name), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, relative)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}
