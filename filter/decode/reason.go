package decode

import (
	"errors"
	"unicode/utf8"

	"errormask/filter/ascii"
)

// What can be wrong with a coded body. Whichever it is, what was decoded up to there counts.
var (
	errTruncated  = errors.New("ends too early")
	errCorrupt    = errors.New("corrupt input")
	errChecksum   = errors.New("wrong checksum")
	errTrailing   = errors.New("more bytes after the end")
	errBound      = errors.New("too much output")
	errDictionary = errors.New("needs a dictionary")
	// errSignature: it does not begin as this coding does.
	errSignature = errors.New("not such data")
)

// explain puts an error into words. Decoding took src, of which nothing was cut off if it is complete, and gave decoded bytes.
func explain(err error, src []byte, decoded int, complete bool) string {
	switch {
	case err == errBound:
		return "decoding stopped after " + ascii.Int(decoded) + " bytes"
	case err == errTruncated && complete:
		return "truncated after " + ascii.Int(len(src)) + " bytes of body"
	case err == errTruncated:
		return "only the first " + ascii.Int(len(src)) + " bytes of body were kept"
	case err == errSignature:
		return "corrupt input"
	}
	return err.Error()
}

// minForeign is how many bytes of text it takes to be sure that they are none of a coding without a signature: a compressed
// body that looks so by chance is one in millions.
const minForeign = 16

// isForeign reports whether what failed to decode is plain text that was never encoded.
func isForeign(src []byte, err error) bool {
	return (err == errSignature && len(src) > 0 || len(src) >= minForeign) && isText(src)
}

// isText reports whether all of b is UTF-8 without control characters that text does not use. Its last character may be cut off.
func isText(b []byte) bool {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			if isControl(b[i]) {
				return false
			}
			i++
			continue
		}
		r, width := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && width == 1 {
			return !utf8.FullRune(b[i:])
		}
		i += width
	}
	return true
}

// isControl names the ASCII controls that text does not use. Terminal colours begin with ESC.
func isControl(c byte) bool {
	return c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b || c == 0x7f
}
