package filter

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"errormask/filter/decode"
)

// TestTablesArePacked compares what the module has with what people read.
func TestTablesArePacked(t *testing.T) {
	sources, err := filepath.Glob("*/*.txt")
	if err != nil || len(sources) != 3 {
		t.Fatalf("%q, %v: want three tables", sources, err)
	}
	for _, source := range sources {
		file := strings.TrimSuffix(source, ".txt") + ".deflate"
		packed, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		var rows []byte
		for line := range bytes.Lines(text) {
			if line[0] != '\n' && line[0] != '#' {
				rows = append(rows, line...)
			}
		}
		if !bytes.Equal(decode.Inflate(string(packed)), rows) {
			t.Errorf("%s is not %s; make tables packs it", file, source)
		}
	}
}
