package diagnose

import (
	"strings"
	"testing"

	"errormask/test/corpus"
)

// TestCorpus reads the error bodies that a person judged.
func TestCorpus(t *testing.T) {
	cases, err := corpus.Load("../../test/corpus")
	if err != nil {
		t.Fatal(err)
	}
	var p Parser
	prints := map[string]uint64{}
	for _, c := range cases {
		d := p.Parse(c.ContentType, c.Body)
		prints[c.Name] = Fingerprint(d)
		for _, field := range []struct{ name, got, want string }{
			{"exception.type", string(d.ExceptionType), c.ExceptionType},
			{"exception.message", string(d.ExceptionMessage), c.ExceptionMessage},
			{"error.type", d.Cause.String(), c.ErrorType},
			{"frame.own", string(d.Frames.Own), c.FrameOwn},
		} {
			want := field.want
			if disputed, ok := corpus.Disputed[c.Name+" "+field.name]; ok {
				want = disputed
			}
			if got := strings.ToValidUTF8(field.got, "\ufffd"); got != want {
				t.Errorf("%s: %s\n got %q\nwant %q", c.Name, field.name, got, want)
			}
		}
	}
	for _, c := range cases {
		if c.SameAs != "" && prints[c.Name] != prints[c.SameAs] {
			t.Errorf("%s and %s have different fingerprints", c.Name, c.SameAs)
		}
		if c.DiffersFrom != "" && prints[c.Name] == prints[c.DiffersFrom] {
			t.Errorf("%s and %s have the same fingerprint", c.Name, c.DiffersFrom)
		}
	}
}
