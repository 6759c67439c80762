package decode

import (
	"bytes"
	"strings"
	"testing"
)

func TestWhole(t *testing.T) {
	var d Decoder
	for range 2 { // the second time with readers that were used for all others
		for _, f := range fixtures(t, "encoded.txt") {
			want := trace(f.lines)
			r := d.Decode([]byte("before "), Body{Encoding: f.encoding, Bytes: f.body, Complete: true}, roomy)
			if string(r.Text) != "before "+string(want) || r.Reason != "" || !r.Whole || r.Size != len(want) || r.Missing != 0 {
				t.Errorf("%s: %d bytes of %d, whole %v, reason %q", f.name, r.Size, len(want), r.Whole, r.Reason)
			}
		}
	}
}

// TestCutAnywhere: what a cut leaves is decoded as far as it goes, with the reason.
func TestCutAnywhere(t *testing.T) {
	var d Decoder
	for _, f := range fixtures(t, "encoded.txt") {
		if len(f.body) > 4000 {
			continue
		}
		want, longest := trace(f.lines), 0
		for n := range f.body {
			for _, complete := range [...]bool{false, true} {
				r := d.Decode(nil, Body{Encoding: f.encoding, Bytes: f.body[:n], Complete: complete}, roomy)
				checkPrefix(t, f.name, r, want)
				ends := strings.Contains(f.name, "two") || strings.Contains(f.name, "padding") || strings.Contains(f.name, "skippable")
				if r.Reason == "" && (!complete || !ends) {
					t.Fatalf("%s cut after %d bytes: no reason", f.name, n)
				}
				if want := cutReason(complete); r.Reason != "" && !strings.Contains(r.Reason, want) {
					t.Fatalf("%s cut after %d bytes: %s, want %s", f.name, n, r.Reason, want)
				}
				if r.Whole && r.Reason != "" {
					t.Fatalf("%s cut after %d bytes: whole, but %s", f.name, n, r.Reason)
				}
				longest = max(longest, len(r.Text))
			}
		}
		if !strings.Contains(f.encoding, "zstd") && len(want) > 0 && longest < len(want)/2 {
			t.Errorf("%s: at most %d bytes of %d were decoded when it was cut", f.name, longest, len(want))
		}
	}
}

func cutReason(complete bool) string {
	if complete {
		return "truncated after"
	}
	return "only the first"
}

func TestCutReasons(t *testing.T) {
	var d Decoder
	for _, name := range []string{"gzip", "zlib", "br", "zstd in blocks", "gzip in br"} {
		f := named(t, name)
		outer := f.encoding[strings.LastIndex(f.encoding, " ")+1:]
		half := f.body[:300]
		r := d.Decode(nil, Body{Encoding: f.encoding, Bytes: half, Complete: true}, roomy)
		if want := outer + ": truncated after 300 bytes of body"; r.Reason != want || len(r.Text) == 0 {
			t.Errorf("%s: %d bytes, reason %q, want %q", name, len(r.Text), r.Reason, want)
		}
		r = d.Decode(nil, Body{Encoding: f.encoding, Bytes: half}, roomy)
		if want := outer + ": only the first 300 bytes of body were kept"; r.Reason != want || len(r.Text) == 0 {
			t.Errorf("%s: %d bytes, reason %q, want %q", name, len(r.Text), r.Reason, want)
		}
	}
}

// TestCorruptAnywhere: a changed byte never makes a text that is called whole and right where it is not.
func TestCorruptAnywhere(t *testing.T) {
	for _, f := range fixtures(t, "encoded.txt") {
		if len(f.body) > 2500 {
			continue
		}
		var d Decoder
		want := trace(f.lines)
		for i := range f.body {
			for _, flip := range [...]byte{0x01, 0x80, 0xff} {
				body := bytes.Clone(f.body)
				body[i] ^= flip
				r := d.Decode(nil, Body{Encoding: f.encoding, Bytes: body, Complete: true}, roomy)
				// br, raw deflate and most of these zstd frames have no checksum.
				checked := strings.HasSuffix(f.encoding, "gzip") || f.name == "zlib" || f.name == "zstd best"
				if checked && r.Reason == "" && !bytes.Equal(r.Text, want) {
					t.Fatalf("%s: byte %d changed by %#x goes unnoticed", f.name, i, flip)
				}
				if r.Size > outputLimit(roomy) {
					t.Fatalf("%s: byte %d changed by %#x gives %d bytes", f.name, i, flip, r.Size)
				}
			}
		}
		if r := d.Decode(nil, Body{Encoding: f.encoding, Bytes: f.body, Complete: true}, roomy); !bytes.Equal(r.Text, want) {
			t.Errorf("%s: broken bodies spoil the decoder", f.name)
		}
	}
}

func TestReasons(t *testing.T) {
	text := "Error: connect ECONNREFUSED 10.0.0.3:5432"
	small := string(trace(10))
	body := func(name string) string { return string(named(t, name).body) }
	changed := func(name string, at int, by byte) string {
		b := []byte(body(name))
		b[at] ^= by
		return string(b)
	}
	checksum := func(name string, fromEnd int) string { return changed(name, len(body(name))-fromEnd, 1) }
	for _, c := range []struct{ name, encoding, body, text, reason string }{
		{"none", "", text, text, ""},
		{"identity", "identity", text, text, ""},
		{"unknown", "gzip, foo", text, "", "unknown content-encoding foo"},
		{"five", "gzip, gzip, gzip, gzip, gzip", text, "", "more than 4 content-encodings"},
		{"plain as gzip", "gzip", text, text, "gzip: not gzip data, shown as it came"},
		{"plain and short as gzip", "x-gzip", "no", "no", "gzip: not gzip data, shown as it came"},
		{"plain as deflate", "deflate", text, text, "deflate: not deflate data, shown as it came"},
		{"plain as br", "br", text, text, "br: not br data, shown as it came"},
		{"plain as zstd", "ZSTD", "no", "no", "zstd: not zstd data, shown as it came"},
		{"plain as chain", "gzip, br", text, text, "br: not br data, shown as it came"},
		{"plain in gzip as chain", "br, gzip", body("gzip in two members"), small, "br: not br data, shown as it came"},
		{"binary as gzip", "gzip", "\x00\x01\x02\x03", "", "gzip: corrupt input"},
		{"empty", "gzip", "", "", "gzip: truncated after 0 bytes of body"},
		{"gzip as br", "br", body("gzip"), "", "br: corrupt input"},
		{"trailing after gzip", "gzip", body("gzip with padding") + "x", small, "gzip: more bytes after the end"},
		{"trailing after zlib", "deflate", body("zlib fast") + "x", small, "deflate: more bytes after the end"},
		{"trailing after raw deflate", "deflate", body("raw deflate stored") + "x", small, "deflate: more bytes after the end"},
		{"trailing after br", "br", body("br fast") + "x", small, "br: more bytes after the end"},
		{"trailing after zstd", "zstd", body("zstd fast") + "x", small, "zstd: more bytes after the end"},
		{"br meta-block shorter than its literals", "br", changed("br fast", 0, 0x80), small[:639], "br: corrupt input"},
		{"gzip checksum", "gzip", checksum("gzip stored", 8), small, "gzip: wrong checksum"},
		{"gzip size", "gzip", checksum("gzip stored", 1), small, "gzip: wrong checksum"},
		{"zlib checksum", "deflate", checksum("zlib fast", 1), small, "deflate: wrong checksum"},
		{"zstd checksum", "zstd", checksum("zstd fast", 1), small, "zstd: wrong checksum"},
		{"zlib with a dictionary", "deflate", "\x78\xbb\x00\x00\x00\x00", "", "deflate: needs a dictionary"},
		{"zstd with a dictionary", "zstd", "\x28\xb5\x2f\xfd\x21\x07\x00\x01\x00\x00", "", "zstd: needs a dictionary"},
	} {
		r := decodeAll(c.encoding, []byte(c.body))
		if string(r.Text) != c.text || r.Reason != c.reason {
			t.Errorf("%s: reason %q, want %q; text %.80q", c.name, r.Reason, c.reason, r.Text)
		}
	}
}

// TestHeadAndTail: of a text over the limit both ends stay, so that the last cause is seen.
func TestHeadAndTail(t *testing.T) {
	want := trace(130)
	f := named(t, "br")
	var d Decoder
	r := d.Decode(nil, Body{Encoding: f.encoding, Bytes: f.body, Complete: true}, 101)
	if string(r.Text) != string(want[:51])+string(want[len(want)-50:]) || r.Gap != 51 || r.Missing != len(want)-101 || !r.Whole || r.Reason != "" {
		t.Errorf("%+v", r)
	}
	if r = d.Decode(nil, Body{Encoding: f.encoding, Bytes: f.body, Complete: true}, 0); len(r.Text) != 0 || r.Missing != len(want) {
		t.Errorf("limit 0: %+v", r)
	}
	r = d.Decode(nil, Body{Bytes: want, Complete: true}, 100)
	if string(r.Text) != string(want[:50])+string(want[len(want)-50:]) || r.Missing != len(want)-100 {
		t.Errorf("not encoded: %+v", r)
	}
}

func TestDecodingStops(t *testing.T) {
	var d Decoder
	for _, name := range []string{"gzip long", "br long", "zstd long"} {
		f := named(t, name)
		r := d.Decode(nil, Body{Encoding: f.encoding, Bytes: f.body, Complete: true}, 8192)
		want := trace(4000)[:65536]
		if r.Reason != f.encoding+": decoding stopped after 65536 bytes" || r.Size != 65536 || r.Whole ||
			string(r.Text) != string(want[:4096])+string(want[65536-4096:]) {
			t.Errorf("%s: %d bytes, whole %v, reason %q", name, r.Size, r.Whole, r.Reason)
		}
	}
}

func TestLimits(t *testing.T) {
	for _, c := range []struct{ limit, input, output int }{
		{0, 32 << 10, 64 << 10}, {8 << 10, 32 << 10, 64 << 10}, {16 << 10, 64 << 10, 128 << 10},
		{100 << 10, 256 << 10, 512 << 10}, {1 << 20, 1 << 20, 1 << 20},
	} {
		if in, out := InputLimit(c.limit), outputLimit(c.limit); in != c.input || out != c.output {
			t.Errorf("limit %d: %d and %d, want %d and %d", c.limit, in, out, c.input, c.output)
		}
	}
}
