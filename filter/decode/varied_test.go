package decode

import (
	"encoding/base64"
	"fmt"
	standard "hash/crc32"
	"os"
	"strings"
	"testing"
)

// TestVaried decodes what testdata/make_varied.py encoded, and tells by size and CRC-32 whether it is right.
func TestVaried(t *testing.T) {
	data, err := os.ReadFile("testdata/varied.txt")
	if err != nil {
		t.Fatal(err)
	}
	var d Decoder
	for line := range strings.Lines(string(data)) {
		fields := strings.Split(strings.TrimSpace(line), "|")
		body, err := base64.StdEncoding.DecodeString(fields[3])
		if err != nil {
			t.Fatal(err)
		}
		coding, ok := codingOf(fields[1])
		if !ok {
			t.Fatal(fields[1])
		}
		text, err := d.apply(coding, nil, body, roomy)
		if got := fmt.Sprintf("%d,%d", len(text), standard.ChecksumIEEE(text)); got != fields[2] || err != nil {
			t.Errorf("%s: %s, want %s: %v", fields[0], got, fields[2], err)
		}
	}
}
