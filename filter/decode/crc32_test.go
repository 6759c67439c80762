package decode

import (
	standard "hash/crc32"
	"testing"
)

func TestCRC32(t *testing.T) {
	text := trace(40)
	for from := range 9 {
		for to := from; to < len(text); to++ {
			if got, want := crc32(text[from:to]), standard.ChecksumIEEE(text[from:to]); got != want {
				t.Fatalf("bytes %d to %d: %#x, want %#x", from, to, got, want)
			}
		}
	}
}
