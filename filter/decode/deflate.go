package decode

import (
	"encoding/binary"
)

// gunzip appends all members of a gzip body (RFC 1952). Zeros after the last one are padding.
func (d *Decoder) gunzip(dst, src []byte, bound int) ([]byte, error) {
	for member := 0; ; member++ {
		header, err := gzipHeader(src)
		if err == errSignature && member > 0 {
			err = errTrailing
			if isPadding(src) {
				err = nil
			}
		}
		if header == 0 {
			return dst, err
		}
		begin, used := len(dst), 0
		if dst, used, err = d.deflate.append(dst, src[header:], bound); err != nil {
			return dst, err
		}
		if src = src[header+used:]; len(src) < 8 {
			return dst, errTruncated
		}
		if crc32(dst[begin:]) != binary.LittleEndian.Uint32(src) || uint32(len(dst)-begin) != binary.LittleEndian.Uint32(src[4:]) {
			return dst, errChecksum
		}
		if src = src[8:]; len(src) == 0 {
			return dst, nil
		}
	}
}

// Flags of a gzip header.
const (
	headerChecksum = 1 << 1
	extraField     = 1 << 2
	fileName       = 1 << 3
	comment        = 1 << 4
	reserved       = 0xe0
)

// gzipHeader gives the length of the header that src begins with, 0 with an error.
func gzipHeader(src []byte) (int, error) {
	const signature = "\x1f\x8b"
	if n := min(len(src), len(signature)); string(src[:n]) != signature[:n] {
		return 0, errSignature
	}
	if len(src) < 10 {
		return 0, errTruncated
	}
	flags, n := src[3], 10
	if src[2] != 8 || flags&reserved != 0 {
		return 0, errCorrupt
	}
	if flags&extraField != 0 {
		if len(src) < n+2 {
			return 0, errTruncated
		}
		n += 2 + int(binary.LittleEndian.Uint16(src[n:]))
	}
	for _, text := range [...]byte{fileName, comment} {
		for flags&text != 0 {
			if n >= len(src) {
				return 0, errTruncated
			}
			if n++; src[n-1] == 0 {
				break
			}
		}
	}
	if flags&headerChecksum != 0 {
		n += 2
	}
	if n > len(src) {
		return 0, errTruncated
	}
	return n, nil
}

func isPadding(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

// undeflate appends a deflate body. By RFC 9110, section 8.4.1.2, that is a zlib stream (RFC 1950), but some send raw deflate. A
// raw stream never begins as zlib does: it would be a stored block with padding bits that are not zero.
func (d *Decoder) undeflate(dst, src []byte, bound int) ([]byte, error) {
	if len(src) < 2 {
		return dst, errTruncated
	}
	if src[0]&0x0f != 8 || src[0]>>4 > 7 || binary.BigEndian.Uint16(src)%31 != 0 {
		out, used, err := d.deflate.append(dst, src, bound)
		if err == nil && used < len(src) {
			err = errTrailing
		}
		return out, err
	}
	if src[1]&0x20 != 0 {
		return dst, errDictionary
	}
	out, used, err := d.deflate.append(dst, src[2:], bound)
	if err != nil {
		return out, err
	}
	switch src = src[2+used:]; {
	case len(src) < 4:
		return out, errTruncated
	case binary.BigEndian.Uint32(src) != adler32(out[len(dst):]):
		return out, errChecksum
	case len(src) > 4:
		return out, errTrailing
	}
	return out, nil
}

// adler32 follows RFC 1950, section 8.2.
func adler32(b []byte) uint32 {
	const modulus = 65521
	// So many bytes can be added before the sums have to be reduced.
	const run = 5552
	low, high := uint32(1), uint32(0)
	for len(b) > 0 {
		n := min(len(b), run)
		for _, c := range b[:n] {
			low += uint32(c)
			high += low
		}
		low, high, b = low%modulus, high%modulus, b[n:]
	}
	return high<<16 | low
}
