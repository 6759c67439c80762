package diagnose

import (
	"strings"
	"testing"

	"errormask/test/corpus"
)

func isDisputed(field, got string) bool {
	verdict, ok := corpus.Disputed[field]
	return ok && verdict == got
}

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
			if field.got = strings.ToValidUTF8(field.got, "\ufffd"); field.got != field.want && !isDisputed(c.Name+" "+field.name, field.got) {
				t.Errorf("%s: %s\n got %q\nwant %q", c.Name, field.name, field.got, field.want)
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
