package redact

import (
	"bytes"
	"strings"
	"testing"
)

// canary is a secret that no text has by itself, with its key on a line of its own.
const canary, canaryLine = "c4n4ry-Zq9", "{\"password\":\"c4n4ry-Zq9\"}"

// FuzzAppend: whatever the bytes, redaction ends, changes nothing of the text that it is given, is of bounded size, and a secret on a line of its
// own is found whatever stands in the lines before and after it.
func FuzzAppend(f *testing.F) {
	addTexts(f)
	r := newFuzzed()
	f.Fuzz(func(t *testing.T, text []byte) {
		in := bytes.Clone(text)
		got := r.Append(nil, text)
		r.AppendTail(nil, text)
		r.AppendQuery(nil, text)
		if !bytes.Equal(in, text) {
			t.Fatalf("the text was changed")
		}
		// A mark is at most some 100 bytes long, and a secret at least one.
		if len(got) > 100*len(text) {
			t.Fatalf("%d bytes became %d", len(text), len(got))
		}
		between := append(append(append(bytes.Clone(text), "\n"+canaryLine+"\n"...), text...), '\n')
		if got := r.Append(nil, between); !bytes.Contains(text, []byte(canary)) && bytes.Contains(got, []byte(canary)) {
			t.Fatalf("%q lets a secret through: %q", text, got)
		}
	})
}

// FuzzAgain: redacting a redacted text changes nothing.
func FuzzAgain(f *testing.F) {
	addTexts(f)
	r := newFuzzed()
	f.Fuzz(func(t *testing.T, text []byte) {
		got := r.Append(nil, text)
		if again := r.Append(nil, got); !bytes.Equal(again, got) {
			t.Fatalf("%q\nredacted       %q\nredacted again %q", text, got, again)
		}
		query := r.AppendQuery(nil, text)
		if again := r.AppendQuery(nil, query); !bytes.Equal(again, query) {
			t.Fatalf("query %q\nredacted       %q\nredacted again %q", text, query, again)
		}
	})
}

// addTexts adds the corpora and what is hostile.
func addTexts(f *testing.F) {
	for _, text := range append(corpus(f, "secrets.txt"), corpus(f, "secrets.txtar")...) {
		in, _, _ := plant(text)
		f.Add([]byte(in))
	}
	for _, text := range append(corpus(f, "innocents.txt"), corpus(f, "innocents.txtar")...) {
		f.Add([]byte(text))
	}
	for _, piece := range hostile {
		f.Add([]byte(strings.Repeat(piece, 3)))
	}
}

func newFuzzed() *Redactor {
	return New(Options{Key: testKey, Email: true, Keys: []string{"iban", "merchantPin"}})
}
