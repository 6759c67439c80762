package decode

import (
	standard "hash/crc32"
	"testing"
)

// TestBrotliTables holds the tables against the CRC-32s of those in RFC 7932, section 7.1 and appendix A.
func TestBrotliTables(t *testing.T) {
	var d Decoder
	if _, err := d.unbrotli(nil, []byte{0x06}, 1); err != nil {
		t.Fatal(err)
	}
	words := 0
	for length := shortWord; length <= longWord; length++ {
		words += length << wordBits[length]
	}
	if words != wordsSize {
		t.Errorf("the lengths' words take %d bytes", words)
	}
	for _, c := range []struct {
		name  string
		bytes []byte
		crc   uint32
	}{
		{"dictionary", d.brotli.words, 0x5136cb04},
		{"Lut0", contexts[2].one[:], 0x8e91efb7},
		{"Lut1", contexts[2].two[:], 0xd01a32f4},
		{"Lut2", contexts[3].two[:], 0x0dd7a0d6},
	} {
		if crc := standard.ChecksumIEEE(c.bytes); crc != c.crc {
			t.Errorf("%s: %#x, want %#x: %d", c.name, crc, c.crc, c.bytes)
		}
	}
}

func TestTransforms(t *testing.T) {
	for _, c := range []struct {
		transform int
		word      string
		want      string
	}{
		{0, "time", "time"},
		{2, "time", " time "},
		{3, "time", "ime"},
		{4, "time", "Time "},
		{4, "Time", "Time "},
		{4, "1st", "1st "},
		{4, "\xd0\xb0\xd0\xb1", "\xd0\x90\xd0\xb1 "},
		{4, "\xe4\xb8\xad", "\xe4\xb8\xa8 "},
		{4, "\xd0", "\xd0 "},
		{4, "\xe4\xb8", "\xe4\xb8 "},
		{12, "time", "tim"},
		{44, "time\xd0\xb0", "TIME\xd0\x90"},
		{49, "time", "timing "},
		{54, "time", ""},
		{64, "time", ""},
		{119, "time", " TIME='"},
		{120, "time", " Time='"},
	} {
		if got := string(transforms[c.transform].append(nil, []byte(c.word))); got != c.want {
			t.Errorf("%d of %q: %q, want %q", c.transform, c.word, got, c.want)
		}
	}
}
