package host

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"errormask/test/scenario"
)

func TestPairs(t *testing.T) {
	headers := []scenario.Header{{":status", "500"}, {"x-empty", ""}}
	encoded := "\x02\x00\x00\x00" + "\x07\x00\x00\x00\x03\x00\x00\x00" + "\x07\x00\x00\x00\x00\x00\x00\x00" + ":status\x00500\x00" + "x-empty\x00\x00"
	if got := string(EncodePairs(headers)); got != encoded {
		t.Errorf("encoded %q, want %q", got, encoded)
	}
	cases := map[string][]scenario.Header{
		encoded:                        headers,
		encoded + "x":                  nil,
		encoded[:len(encoded)-1]:       nil,
		encoded[:len(encoded)-1] + "x": nil,
		"\xff" + encoded[1:]:           nil,
		"\x01\x00\x00\x00":             nil,
		"\x00\x00\x00\x00":             {},
		"\x01\x00":                     nil,
		"\x01\x00\x00\x00\xff\xff\xff\xff\x00\x00\x00\x00": nil,
	}
	for in, want := range cases {
		if d := cmp.Diff(want, decodePairs([]byte(in))); d != "" {
			t.Errorf("%q (-want +got):\n%s", in, d)
		}
	}
}
