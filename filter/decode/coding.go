package decode

import (
	"strings"

	"errormask/filter/ascii"
)

// coding is a content-encoding (RFC 9110, section 8.4.1).
type coding uint8

const (
	gzipCoding coding = iota
	deflateCoding
	brotliCoding
	zstdCoding
)

// maxCodings is how many content-encodings a body may have. Two are rare, more are an attack.
const maxCodings = 4

var codingNames = [...]string{gzipCoding: "gzip", deflateCoding: "deflate", brotliCoding: "br", zstdCoding: "zstd"}

func (c coding) name() string { return codingNames[c] }

// parseCodings appends the codings of a content-encoding header in the order in which they were applied. identity means nothing and is left
// out.
func parseCodings(codings []coding, header string) (all []coding, reason string) {
	for len(header) > 0 {
		var item string
		item, header, _ = strings.Cut(header, ",")
		item = ascii.Trim(item, " \t")
		if item == "" || isWord(item, "identity") {
			continue
		}
		c, ok := codingOf(item)
		if !ok {
			return nil, "unknown content-encoding " + item[:min(len(item), 64)]
		}
		if len(codings) == maxCodings {
			return nil, "more than 4 content-encodings"
		}
		codings = append(codings, c)
	}
	return codings, ""
}

func codingOf(name string) (coding, bool) {
	for c, known := range codingNames {
		if isWord(name, known) {
			return coding(c), true
		}
	}
	return gzipCoding, isWord(name, "x-gzip")
}

// isWord compares a name with one in lower-case ASCII letters, whatever the name's case.
func isWord(name, lower string) bool {
	if len(name) != len(lower) {
		return false
	}
	for i := range len(name) {
		c := name[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

// apply undoes one coding: it appends to dst, up to a length of bound, what src holds.
func (d *Decoder) apply(c coding, dst, src []byte, bound int) ([]byte, error) {
	switch c {
	case gzipCoding:
		return d.gunzip(dst, src, bound)
	case deflateCoding:
		return d.undeflate(dst, src, bound)
	case brotliCoding:
		return d.unbrotli(dst, src, bound)
	}
	return d.zstd.append(dst, src, bound)
}
