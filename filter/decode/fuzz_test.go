package decode

import (
	"bytes"
	"compress/gzip"
	"io"
	"testing"
)

// FuzzDecode: whatever a body and its content-encoding are, the output is bounded, nothing panics, a reason is given where the body was not decoded
// whole, and a decoder that was used before does the same as a new one.
func FuzzDecode(f *testing.F) {
	for _, file := range []string{"encoded.txt", "bombs.txt"} {
		for _, fixture := range fixtures(f, file) {
			if len(fixture.body) < 3000 {
				f.Add(fixture.encoding, fixture.body, true, 8192)
			}
		}
	}
	f.Add("gzip, gzip, gzip, gzip, gzip", []byte("x"), false, 1)
	var used Decoder
	f.Fuzz(func(t *testing.T, encoding string, body []byte, complete bool, limit int) {
		limit &= 1<<15 - 1
		b := Body{Encoding: encoding, Bytes: body, Complete: complete}
		var d Decoder
		r := d.Decode(nil, b, limit)
		shown := min(r.Size, limit)
		if len(r.Text) > 3*shown || r.Missing != r.Size-shown || r.Gap > len(r.Text) {
			t.Fatalf("limit %d: %d bytes shown of %d, %d missing, gap at %d", limit, len(r.Text), r.Size, r.Missing, r.Gap)
		}
		if r.Size > max(len(body), outputLimit(limit)) {
			t.Fatalf("%d bytes", r.Size)
		}
		if r.Whole && !complete {
			t.Fatal("whole, though cut off")
		}
		if again := used.Decode(nil, b, limit); string(again.Text) != string(r.Text) || again.Reason != r.Reason {
			t.Fatalf("used before: %q (%s), new: %q (%s)", again.Text, again.Reason, r.Text, r.Reason)
		}
		if codings, _ := parseCodings(nil, encoding); len(codings) == 1 {
			checkCut(t, &used, b)
		}
	})
}

// checkCut: half of a body that decodes well gives a beginning of what all of it gives.
func checkCut(t *testing.T, d *Decoder, b Body) {
	whole := d.Decode(nil, b, roomy)
	if whole.Reason != "" {
		return
	}
	b.Bytes = b.Bytes[:len(b.Bytes)/2]
	b.Complete = false
	half := d.Decode(nil, b, roomy)
	if !bytes.HasPrefix(whole.Text, half.Text) && CharsetOf("", whole.Text) == UTF8 && CharsetOf("", half.Text) == UTF8 && utf8Kept(whole, half) {
		t.Fatalf("half gives %q, all gives %q", half.Text, whole.Text)
	}
}

// utf8Kept leaves out bodies whose charset is guessed from bytes that half of them lack.
func utf8Kept(results ...Result) bool {
	for _, r := range results {
		if len(r.Text) != r.Size {
			return false
		}
	}
	return true
}

// FuzzGzip: what the standard library's writer wrote comes back, and what is taken as right the library's reader takes so too.
func FuzzGzip(f *testing.F) {
	f.Add([]byte("text"), []byte{}, 3)
	f.Add([]byte(""), []byte{0}, 30)
	f.Fuzz(func(t *testing.T, text, tail []byte, flip int) {
		var buf bytes.Buffer
		w := gzip.NewWriter(&buf)
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		var d Decoder
		if got, err := d.gunzip(nil, buf.Bytes(), roomy); err != nil || !bytes.Equal(got, text) {
			t.Fatalf("%q (%v), want %q", got, err, text)
		}
		broken := append(buf.Bytes(), tail...)
		broken[uint(flip)%uint(len(broken))] ^= 1
		got, err := d.gunzip(nil, broken, roomy)
		if err != nil {
			return
		}
		r, err := gzip.NewReader(bytes.NewReader(broken))
		if err != nil {
			t.Fatalf("%q is taken, but: %v", broken, err)
		}
		// Zeros behind the last member are an error to the library.
		if want, err := io.ReadAll(r); !bytes.Equal(got, want) || err != nil && err != gzip.ErrHeader && err != io.ErrUnexpectedEOF {
			t.Fatalf("%q, want %q: %v", got, want, err)
		}
	})
}
