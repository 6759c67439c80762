package decode

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCharset(t *testing.T) {
	for _, c := range []struct{ name, contentType, body, text string }{
		{"ascii", "", "plain", "plain"},
		{"utf-8", "text/plain; charset=utf-8", "caf\xc3\xa9", "café"},
		{"utf-8 with BOM", "", "\xef\xbb\xbfcaf\xc3\xa9", "café"},
		{"only a BOM", "", "\xef\xbb\xbf", ""},
		{"BOM goes first", "text/plain; charset=iso-8859-1", "\xef\xbb\xbfcaf\xc3\xa9", "café"},
		{"utf-16 with little endian BOM", "", "\xff\xfec\x00a\x00f\x00\xe9\x00", "café"},
		{"utf-16 with big endian BOM", "text/plain; charset=utf-16", "\xfe\xff\x00c\x00a\x00f\x00\xe9", "café"},
		{"utf-16 without BOM", "text/plain;charset=UTF-16", "o\x00k\x00", "ok"},
		{"utf-16be", "text/plain; charset=\"utf-16be\"; x=y", "\x00o\x00k", "ok"},
		{"utf-16le", "text/plain; x=y; Charset = utf-16le", "o\x00k\x00", "ok"},
		{"surrogates", "a/b;charset=utf-16be", "\xd8\x3d\xde\x00!", "😀"},
		{"lone surrogates", "a/b;charset=utf-16be", "\x00a\xde\x00\x00b\xd8\x3d\x00c", "a\ufffdb\ufffdc"},
		{"half a pair at the end", "a/b;charset=utf-16be", "\x00a\xd8\x3d", "a"},
		{"iso-8859-1", "text/html; charset=ISO-8859-1", "caf\xe9 \x80 \x93x\x94 \x9f\xff", "café € “x” Ÿÿ"},
		{"windows-1252", "text/html; charset=windows-1252", "\x8a\x81\xa0", "Š\u0081\u00a0"},
		{"declared iso-8859-1 but utf-8", "text/html; charset=iso-8859-1", "\xc3\xa9", "Ã©"},
		{"undeclared latin", "text/html", "Zugriff verweigert f\xfcr Nutzer", "Zugriff verweigert für Nutzer"},
		{"declared utf-8 but latin", "text/html; charset=utf-8", "Zugriff verweigert f\xfcr Nutzer", "Zugriff verweigert für Nutzer"},
		{"utf-8 with a bad byte", "", "caf\xc3\xa9 and \xff in a long enough text", "caf\xc3\xa9 and \xff in a long enough text"},
		{"a cut character is no latin", "", "a long enough text with caf\xc3", "a long enough text with caf\xc3"},
		{"much that is no ASCII", "", "\xe9\xe8\xe7 abc", "\xe9\xe8\xe7 abc"},
		{"binary", "", "\x00\x01 and some text with \xe9 in it", "\x00\x01 and some text with \xe9 in it"},
		{"unknown charset", "text/plain; charset=koi8-r", "some text with \xe9 in it", "some text with \xe9 in it"},
	} {
		charset := CharsetOf(c.contentType, []byte(c.body))
		if got := string(charset.Append([]byte("<"), []byte(c.body), 0)); got != "<"+c.text {
			t.Errorf("%s: %q, want %q", c.name, got, c.text)
		}
	}
}

func TestWindows1252Table(t *testing.T) {
	const want = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"
	var b []byte
	for c := 0x80; c < 0xa0; c++ {
		b = append(b, byte(c))
	}
	if got := string(Windows1252.Append(nil, b, 0)); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestTailOfUTF16: the tail of a text that was cut at an odd byte, or through a pair, is read from its next character on.
func TestTailOfUTF16(t *testing.T) {
	const body = "\x00a\xd8\x3d\xde\x00\x00z"
	for offset, want := range []string{"a😀z", "😀z", "😀z", "z", "z", "z", "z", "", ""} {
		if got := string(UTF16BE.Append(nil, []byte(body[offset:]), offset)); got != want {
			t.Errorf("from %d on: %q, want %q", offset, got, want)
		}
	}
}

func TestDecodeCharset(t *testing.T) {
	utf16 := "\xff\xfe" + strings.Repeat("\xe9\x00", 100)
	var d Decoder
	r := d.Decode(nil, Body{Bytes: []byte(utf16), Complete: true}, 12)
	if string(r.Text) != "ééééé" || r.Gap != 4 || r.Missing != 190 {
		t.Errorf("%q with a gap of %d bytes at %d", r.Text, r.Missing, r.Gap)
	}
}

// FuzzCharset: text comes out as valid UTF-8 where the charset is not UTF-8, at most three times as long, and pieces cut between
// characters give what the whole gives.
func FuzzCharset(f *testing.F) {
	f.Add("text/plain; charset=utf-16", []byte("\xfe\xff\x00a"), 1)
	f.Add("; charset=latin1", []byte("caf\xe9"), 2)
	f.Add("", []byte("\xef\xbb\xbfx"), 0)
	f.Fuzz(func(t *testing.T, contentType string, body []byte, cut int) {
		charset := CharsetOf(contentType, body)
		text := charset.Append(nil, body, 0)
		if len(text) > 3*len(body) {
			t.Fatalf("%d bytes became %d", len(body), len(text))
		}
		if charset != UTF8 && !utf8.Valid(text) {
			t.Fatalf("not UTF-8: %q", text)
		}
		// A piece that ends between two units, but not within a pair, loses nothing.
		cut = max(0, min(cut, len(body))) &^ 1
		if charset == UTF8 && cut < 3 || cut > 1 && (body[cut-1]&0xf8 == 0xd8 || body[cut-2]&0xf8 == 0xd8) {
			return
		}
		if pieces := charset.Append(charset.Append(nil, body[:cut], 0), body[cut:], cut); string(pieces) != string(text) && !startsLow(charset, body[cut:]) {
			t.Fatalf("%q and %q give %q, not %q", body[:cut], body[cut:], pieces, text)
		}
	})
}

// startsLow reports whether a piece of UTF-16 may begin with the second half of a pair.
func startsLow(c Charset, piece []byte) bool {
	return c >= UTF16LE && len(piece) > 1 && (piece[0]&0xfc == 0xdc || piece[1]&0xfc == 0xdc)
}
