// Command dist packs the built filter for those who pass it on: two OCI layouts, what is linked in, its licences, checksums.
// The same module and the same version give the same bytes, wherever and whenever it runs.
package main

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// release is what a distribution says of itself.
type release struct {
	version  string
	revision string // "" where nobody gave one
}

// Names in the output directory.
const (
	wasmName     = "errormask.wasm"
	sbomName     = "errormask.cdx.json"
	licencesName = "LICENSES.txt"
	sumsName     = "SHA256SUMS"
)

func main() {
	root := flag.String("root", ".", "where the sources of errormask are")
	wasm := flag.String("wasm", "build/errormask.wasm", "the built filter")
	out := flag.String("out", "build/dist", "where the distribution is written, a directory that does not exist yet")
	var r release
	flag.StringVar(&r.version, "version", "dev", "the version that the labels tell")
	flag.StringVar(&r.revision, "revision", "", "the commit that the labels tell")
	flag.Parse()
	if err := run(*root, *wasm, *out, r); err != nil {
		fmt.Fprintln(os.Stderr, "dist:", err)
		os.Exit(1)
	}
}

// The version is a tag of the images too, so it follows the rule for tags (OCI distribution specification, section "Pulling manifests").
var (
	tag    = regexp.MustCompile(`^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$`)
	commit = regexp.MustCompile(`^([0-9a-f]{40}([0-9a-f]{24})?)?$`)
)

func (r release) check() error {
	if !tag.MatchString(r.version) {
		return fmt.Errorf("VERSION %q cannot be a tag of an image: want up to 128 letters, digits, `_`, `.` and `-`, the first one no `.` or `-`", r.version)
	}
	if !commit.MatchString(r.revision) {
		return fmt.Errorf("REVISION %q is not the full hash of a commit: want what `git rev-parse HEAD` prints, or nothing", r.revision)
	}
	return nil
}

func run(root, wasm, out string, r release) error {
	if err := r.check(); err != nil {
		return err
	}
	binary, err := os.ReadFile(wasm)
	if err != nil {
		return fmt.Errorf("the built filter: %w (run `make build`)", err)
	}
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s exists already: remove it, so that nothing old is taken for new", out)
	}
	parts, abi, err := linkedIn(binary, root)
	if err != nil {
		return err
	}
	licences, err := licenceTexts(parts, root)
	if err != nil {
		return err
	}
	bom, err := billOfMaterials(binary, parts, r)
	if err != nil {
		return err
	}
	files := []file{{wasmName, binary}, {sbomName, bom}, {licencesName, licences}}
	for _, form := range forms {
		packed, err := form.write(filepath.Join(out, form.name), contents{binary, runtimeConfig(abi), licences}, annotations(parts, r), r.version)
		if err != nil {
			return fmt.Errorf("the OCI layout of the %s: %w", form.name, err)
		}
		files = append(files, file{"errormask-" + form.name + ".tar", packed})
	}
	for _, f := range append(files, file{sumsName, sums(files)}) {
		if err := os.WriteFile(filepath.Join(out, f.name), f.content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// sums is what `sha256sum -c` reads.
func sums(files []file) []byte {
	var b strings.Builder
	for _, f := range files {
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(f.content), f.name)
	}
	return []byte(b.String())
}
