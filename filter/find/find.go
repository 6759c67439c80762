// Package find looks for parts of texts. The functions of package bytes, which hash, take three times as long in WebAssembly, and five times its code.
package find

import "bytes"

// Index gives where a part, which is not empty, stands first, or -1. It goes by the last byte of the part: where a byte stands that the part has not, the
// part cannot stand around it. It takes time that is linear in the text's length times that of the part.
//
//go:noinline
func Index(text []byte, part string) int {
	has, last := bytesOf(part), len(part)-1
	if last == 0 {
		return bytes.IndexByte(text, part[0])
	}
	for i := last; i < len(text); {
		switch c := text[i]; {
		case has>>(c&63)&1 == 0:
			i += len(part)
		case c == part[last] && text[i-last] == part[0] && string(text[i-last:i+1]) == part:
			return i - last
		default:
			i++
		}
	}
	return -1
}

// LastIndex gives where a part, which is not empty, stands last, or -1. It is Index from the end, by the first byte.
//
//go:noinline
func LastIndex(text []byte, part string) int {
	has := bytesOf(part)
	for i := len(text) - len(part); i >= 0; {
		switch c := text[i]; {
		case has>>(c&63)&1 == 0:
			i -= len(part)
		case c == part[0] && string(text[i:i+len(part)]) == part:
			return i
		default:
			i--
		}
	}
	return -1
}

// bytesOf is the set of the bytes of a part by their last six bits, so a byte that is not in it is none of the part's.
func bytesOf(part string) (set uint64) {
	for i := range len(part) {
		set |= 1 << (part[i] & 63)
	}
	return set
}
