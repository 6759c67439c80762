package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRefusals changes the shipped filter, or what else is given, and reads the whole message.
func TestRefusals(t *testing.T) {
	ok := release{version: "1.2.0", revision: strings.Repeat("0a", 20)}
	sdk, installed := "github.com/proxy-wasm/proxy-wasm-go-sdk", "go"+goVersion(t)
	for _, c := range []struct {
		name     string
		from, to string // a text in the filter, and what stands there instead
		release  release
		want     string
	}{
		{"no Go program", string(infoStart), "", ok, "the built filter does not tell what it was built from: it has no build information of Go"},
		{"a module more", "dep\t" + sdk, "dep\texample.com/new\tv1.0.0\th1:x=\ndep\t" + sdk, ok,
			"the built filter contains example.com/new, whose licence nobody has read: add it to `known` in tools/dist/linked.go"},
		{"another SDK", "h1:wTcK", "h1:AAAA", ok,
			"the licence of " + sdk + ": " + sdk + " v0.0.0-20250212164326-ab4161dcf924 has the sum h1:wTcK6gcyTKJMeDka69AMjZYvisdI8CBXzTEfZ+2pOxI=, " +
				"the one that is linked in h1:AAAA6gcyTKJMeDka69AMjZYvisdI8CBXzTEfZ+2pOxI="},
		{"another Go", compiler + string(rune(len(installed))) + installed, compiler + "\x06go1.25", ok,
			"the built filter was built by go1.25, and " + installed + " is installed: run `make build`"},
		{"no compiler", compiler, "", ok, "the built filter does not tell which version of Go built it"},
		{"a copy in Go's library", "errormask/envoy", "vendor/golang.org/x/text", ok,
			"the built filter contains a module that Go's standard library has a copy of: add its licence in tools/dist/linked.go"},
		{"no ABI", "proxy_abi_version", "proxy_abi", ok, "the built filter exports no version of the proxy-wasm ABI"},
		{"version", "", "", release{version: "v1+meta"},
			"VERSION \"v1+meta\" cannot be a tag of an image: want up to 128 letters, digits, `_`, `.` and `-`, the first one no `.` or `-`"},
		{"no version", "", "", release{}, "VERSION \"\" cannot be a tag of an image: want up to 128 letters, digits, `_`, `.` and `-`, the first one no `.` or `-`"},
		{"revision", "", "", release{"1.2.0", "2a2b348"}, "REVISION \"2a2b348\" is not the full hash of a commit: want what `git rev-parse HEAD` prints, or nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			original := read(t, root+"/build/errormask.wasm")
			if !strings.Contains(original, c.from) {
				t.Fatalf("the filter has no %q to change", c.from)
			}
			changed, out := filepath.Join(t.TempDir(), "changed.wasm"), filepath.Join(t.TempDir(), "dist")
			if c.from != "" {
				original = strings.ReplaceAll(original, c.from, c.to)
			}
			if err := os.WriteFile(changed, []byte(original), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := run(root, changed, out, c.release); err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("something was written")
			}
		})
	}
}

func TestMissingFilter(t *testing.T) {
	want := "the built filter: open none.wasm: no such file or directory (run `make build`)"
	if err := run(root, "none.wasm", filepath.Join(t.TempDir(), "dist"), release{version: "dev"}); err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestNothingIsOverwritten(t *testing.T) {
	out := t.TempDir()
	want := out + " exists already: remove it, so that nothing old is taken for new"
	if err := run(root, root+"/build/errormask.wasm", out, release{version: "dev"}); err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}
