package oci

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// exampleRegistry is the registry in docs/image.md.
const exampleRegistry = "registry.example.com"

// TestPage runs the commands of docs/image.md with a registry of the test's own, the first block in the sources, the second one where a release was
// downloaded to, and fetches by each reference.
func TestPage(t *testing.T) {
	section, blocks := page(t)
	wasm, downloads, address := shipped(t), downloadsDir(t), newRegistry(t)
	t.Chdir(root)
	pushed := runCommands(t, blocks[0], address)
	t.Chdir(downloads)
	pushed = append(pushed, runCommands(t, blocks[1], address)...)
	if len(pushed) != 6 {
		t.Errorf("docs/image.md pushes %q, want three references, with their digests", pushed)
	}
	for name, fetch := range fetchers {
		for _, reference := range pushed {
			got, err := fetch(t, reference)
			if err != nil {
				t.Errorf("%s: %s: %v", name, reference, err)
			} else if !bytes.Equal(got, wasm) {
				t.Errorf("%s: %s: %d bytes that are not build/errormask.wasm", name, reference, len(got))
			}
		}
	}
	for _, reference := range regexp.MustCompile(exampleRegistry+"/[^\\s`]+").FindAllString(section, -1) {
		if !strings.Contains(strings.Join(pushed, " ")+" ", strings.Replace(reference, exampleRegistry, address, 1)+" ") {
			t.Errorf("docs/image.md names %s, which nothing pushes", reference)
		}
	}
}

// page gives the page on OCI images, and its two blocks of commands.
func page(t *testing.T) (text string, blocks []string) {
	t.Helper()
	data, err := os.ReadFile(root + "/docs/image.md")
	if err != nil {
		t.Fatal(err)
	}
	text = string(data)
	for _, match := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(text, -1) {
		blocks = append(blocks, match[1])
	}
	if len(blocks) != 2 {
		t.Fatalf("docs/image.md has %d blocks of commands for OCI images, want 2", len(blocks))
	}
	return text, blocks
}

// runCommands gives the references that crane pushed to, each by its tag and by its digest.
func runCommands(t *testing.T, block, address string) (pushed []string) {
	t.Helper()
	for line := range strings.Lines(block) {
		command, _, _ := strings.Cut(strings.ReplaceAll(line, exampleRegistry, address), "  #")
		fields := strings.Fields(command)
		switch {
		case fields[0] == "crane":
			digest := crane(t, fields[1:]...)
			if !strings.Contains(digest, "@sha256:") {
				t.Errorf("crane printed %q, want a reference with a digest", digest)
			}
			pushed = append(pushed, fields[3], digest)
		case strings.TrimSpace(command) == "make dist": // has been done: the tests of the Makefile begin with it
		default:
			if output, err := exec.CommandContext(t.Context(), "sh", "-c", command).CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", command, err, output)
			}
		}
	}
	return pushed
}

// downloadsDir holds what a release has, as somebody downloaded it: the files, not the directories.
func downloadsDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	entries, err := os.ReadDir(root + "/build/dist")
	if err != nil {
		t.Fatalf("%v (run `make dist`)", err)
	}
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		content, err := os.ReadFile(filepath.Join(root, "build/dist", entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, entry.Name()), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
