package diagnose

import (
	"bytes"
	"testing"

	"errormask/test/corpus"
)

// FuzzParse: whatever the bytes are, the texts are lines of bounded length, a type is there that the body has, and what was read before
// makes no difference.
func FuzzParse(f *testing.F) {
	cases, err := corpus.Load("../../test/corpus")
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range cases {
		f.Add(c.ContentType, c.Body)
	}
	var used Parser
	f.Fuzz(func(t *testing.T, contentType string, body []byte) {
		original := bytes.Clone(body)
		var fresh Parser
		d, again := fresh.Parse(contentType, body), used.Parse(contentType, body)
		if !bytes.Equal(body, original) {
			t.Fatal("the body was changed")
		}
		if Fingerprint(d) != Fingerprint(again) || d.Cause != again.Cause {
			t.Fatalf("another diagnosis by a parser that was used before: %q, %q", d.ExceptionType, again.ExceptionType)
		}
		for _, text := range [][2][]byte{{d.ExceptionType, again.ExceptionType}, {d.ExceptionMessage, again.ExceptionMessage},
			{d.Frames.Top, again.Frames.Top}, {d.Frames.Own, again.Frames.Own}, {d.Frames.Cause, again.Frames.Cause}} {
			if !bytes.Equal(text[0], text[1]) {
				t.Fatalf("%q by a new parser, %q by a used one", text[0], text[1])
			}
			if len(text[0]) > maxText || bytes.IndexByte(text[0], '\n') >= 0 {
				t.Fatalf("not one short line: %q", text[0])
			}
		}
		if d.Cause.String() == "" {
			t.Fatal("a class without a name")
		}
		changed := bytes.IndexByte(body, 0x1b) >= 0 || bytes.Contains(body, []byte("[object] (")) // colours and escapes are taken away
		if formatOf(contentType, body) == asText && !changed && !bytes.Contains(body, d.ExceptionType) {
			t.Fatalf("the body has no %q", d.ExceptionType)
		}
		if most := workFor(len(body)); fresh.looked > most {
			t.Fatalf("looked at %d bytes of a body of %d, %d are allowed", fresh.looked, len(body), most)
		}
	})
}
