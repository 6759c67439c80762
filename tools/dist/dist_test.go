package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/CycloneDX/cyclonedx-go"
)

const (
	root  = "../.."
	built = root + "/build/dist"
)

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run `make dist`)", err)
	}
	return string(content)
}

func TestShippedFilter(t *testing.T) {
	if read(t, built+"/errormask.wasm") != read(t, root+"/build/errormask.wasm") {
		t.Error("build/dist/errormask.wasm is not build/errormask.wasm")
	}
}

// TestChecksums holds each line against the file that it names, and each file against the lines.
func TestChecksums(t *testing.T) {
	var named []string
	for line := range strings.Lines(read(t, built+"/SHA256SUMS")) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok {
			t.Fatalf("not a line of sha256sum: %q", line)
		}
		if actual := sha256.Sum256([]byte(read(t, filepath.Join(built, name)))); hex.EncodeToString(actual[:]) != sum {
			t.Errorf("%s has the sum %x, SHA256SUMS says %s", name, actual, sum)
		}
		named = append(named, name)
	}
	slices.Sort(named)
	want := []string{"LICENSES.txt", "errormask-artifact.tar", "errormask-image.tar", "errormask.cdx.json", "errormask.wasm"}
	if !slices.Equal(named, want) {
		t.Errorf("SHA256SUMS names %q, want %q", named, want)
	}
}

// TestBillOfMaterials compares what it lists with what the go command says is compiled into the filter.
func TestBillOfMaterials(t *testing.T) {
	var bom cyclonedx.BOM
	if err := cyclonedx.NewBOMDecoder(strings.NewReader(read(t, built+"/errormask.cdx.json")), cyclonedx.BOMFileFormatJSON).Decode(&bom); err != nil {
		t.Fatal(err)
	}
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f",
		`{{if not .Standard}}{{with .Module.Version}}pkg:golang/{{$.Module.Path}}@{{.}}{{end}}{{end}}`, "./envoy")
	list.Dir = root
	list.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "CGO_ENABLED=0")
	output, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	want := append(strings.Fields(string(output)), "pkg:golang/std@"+goVersion(t))
	var listed []string
	for _, c := range *bom.Components {
		if c.Type == cyclonedx.ComponentTypeLibrary {
			listed = append(listed, c.PackageURL)
		}
	}
	slices.Sort(want)
	slices.Sort(listed)
	if want = slices.Compact(want); !slices.Equal(listed, want) {
		t.Errorf("listed %q, want %q", listed, want)
	}
	filter := bom.Metadata.Component
	if sum := sha256.Sum256([]byte(read(t, root+"/build/errormask.wasm"))); (*filter.Hashes)[0].Value != hex.EncodeToString(sum[:]) {
		t.Errorf("the filter's hash is %v, want %x", *filter.Hashes, sum)
	}
}

func goVersion(t *testing.T) string {
	t.Helper()
	output, err := exec.CommandContext(t.Context(), "go", "version").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(strings.Fields(string(output))[2], "go")
}

func TestLicences(t *testing.T) {
	text := read(t, built+"/LICENSES.txt")
	for phrase, count := range map[string]int{
		"\nCopyright 2009 The Go Authors.\n":                                    1,
		"\nAdditional IP Rights Grant (Patents)\n":                              1,
		"\nproxy-wasm-go-sdk\nCopyright 2020-2024 Tetrate\n":                    1,
		"   END OF TERMS AND CONDITIONS\n":                                      2,
		"\nCopyright (c) 2016 IETF Trust and the persons identified as the":     1,
		"\nCopyright (c) 2009, 2010, 2013-2016 by the Brotli Authors.\n":        1,
		"IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND":                   1,
		"\nARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED": 1,
	} {
		if n := strings.Count(text, phrase); n != count {
			t.Errorf("LICENSES.txt has %q %d times, want %d", phrase, n, count)
		}
	}
}
