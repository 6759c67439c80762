package decode

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"errormask/filter/ascii"
)

// Charset is how a body's bytes stand for characters. What is none of these is left as it is.
type Charset uint8

const (
	// UTF8 is also what US-ASCII and every charset that is not known count as: bytes are left as they are, a BOM is dropped.
	UTF8 Charset = iota
	// Windows1252 is also what ISO-8859-1 is taken for, as browsers do: they differ where the latter has controls that nobody uses.
	Windows1252
	UTF16LE
	UTF16BE
)

const (
	bomUTF8    = "\xef\xbb\xbf"
	bomUTF16LE = "\xff\xfe"
	bomUTF16BE = "\xfe\xff"
)

// CharsetOf tells a body's charset by its beginning and its content-type. A BOM goes before what is declared. A body without one that is declared as
// UTF-8, or not at all, but has no single character of UTF-8 beyond ASCII and some bytes that are none, is Windows-1252.
func CharsetOf(contentType string, head []byte) Charset {
	switch {
	case hasPrefix(head, bomUTF8):
		return UTF8
	case hasPrefix(head, bomUTF16LE):
		return UTF16LE
	case hasPrefix(head, bomUTF16BE):
		return UTF16BE
	}
	name := charsetParameter(contentType)
	for _, label := range labels {
		if isWord(name, label.name) {
			return label.charset
		}
	}
	if isMeantAsUTF8(name) && looksLikeWindows1252(head) {
		return Windows1252
	}
	return UTF8
}

// labels are the charset names that matter. UTF-16 without a BOM is big endian (RFC 2781, section 4.3), but those who leave it out mean little
// endian, and browsers take it so.
var labels = [...]struct {
	name    string
	charset Charset
}{
	{"utf-16", UTF16LE},
	{"utf-16le", UTF16LE},
	{"utf-16be", UTF16BE},
	{"iso-8859-1", Windows1252},
	{"latin1", Windows1252},
	{"windows-1252", Windows1252},
	{"cp1252", Windows1252},
}

func isMeantAsUTF8(name string) bool {
	return name == "" || isWord(name, "utf-8") || isWord(name, "utf8") || isWord(name, "us-ascii") || isWord(name, "ascii")
}

// charsetParameter gives the parameter "charset" of a media type, without quotes (RFC 9110, section 8.3.2).
func charsetParameter(contentType string) string {
	_, parameters, _ := strings.Cut(contentType, ";")
	for parameters != "" {
		var parameter string
		parameter, parameters, _ = strings.Cut(parameters, ";")
		name, value, _ := strings.Cut(parameter, "=")
		if isWord(ascii.Trim(name, " \t"), "charset") {
			return ascii.Trim(value, " \t\"'")
		}
	}
	return ""
}

// isASCII looks at eight bytes at once.
func isASCII(b []byte) bool {
	for len(b) >= 8 && binary.LittleEndian.Uint64(b)&0x8080808080808080 == 0 {
		b = b[8:]
	}
	for len(b) > 0 && b[0] < utf8.RuneSelf {
		b = b[1:]
	}
	return len(b) == 0
}

// looksLikeWindows1252 reports whether no byte beyond ASCII is part of a UTF-8 character, at least one and at most an eighth of all bytes
// are beyond it, and nothing else tells of binary data. The last bytes are not judged: a cut may have gone through a character.
func looksLikeWindows1252(b []byte) bool {
	if isASCII(b) { // as most bodies are
		return false
	}
	high := 0
	for i := 0; i < len(b); i++ {
		if b[i] < utf8.RuneSelf {
			if isControl(b[i]) {
				return false
			}
			continue
		}
		if _, width := utf8.DecodeRune(b[i:]); width > 1 {
			return false
		}
		if utf8.FullRune(b[i:]) {
			high++
		}
	}
	return high > 0 && high <= len(b)/8
}

// Append appends a piece of a body, which begins at offset in it, as UTF-8. A half character at either end of a piece is dropped.
func (c Charset) Append(dst, piece []byte, offset int) []byte {
	switch c {
	case Windows1252:
		return appendWindows1252(dst, piece)
	case UTF16LE, UTF16BE:
		return appendUTF16(dst, piece, offset, c == UTF16BE)
	}
	if offset == 0 && hasPrefix(piece, bomUTF8) {
		piece = piece[len(bomUTF8):]
	}
	return append(dst, piece...)
}

func hasPrefix(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && string(b[:len(prefix)]) == prefix
}

// windows1252 has the characters from 0x80 to 0x9f. The five that are not assigned stay controls.
var windows1252 = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8d, 'Ž', 0x8f,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9d, 'ž', 'Ÿ',
}

func appendWindows1252(dst, piece []byte) []byte {
	for _, c := range piece {
		r := rune(c)
		if 0x80 <= c && c < 0xa0 {
			r = windows1252[c-0x80]
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}

func appendUTF16(dst, piece []byte, offset int, bigEndian bool) []byte {
	if offset&1 == 1 && len(piece) > 0 {
		piece, offset = piece[1:], offset+1
	}
	low := 0
	if bigEndian {
		low = 1
	}
	unit := func(i int) rune { return rune(piece[i+low]) | rune(piece[i+1-low])<<8 }
	for i := 0; i+1 < len(piece); i += 2 {
		r := unit(i)
		switch {
		case i == 0 && offset == 0 && r == 0xfeff:
			continue
		case !utf16.IsSurrogate(r):
		case i+3 < len(piece) && utf16.DecodeRune(r, unit(i+2)) != utf8.RuneError:
			r = utf16.DecodeRune(r, unit(i+2))
			i += 2
		case i+3 >= len(piece) && r < 0xdc00 || i == 0 && offset > 0 && r >= 0xdc00:
			// Its other half was cut off.
			continue
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}
