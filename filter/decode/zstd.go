package decode

import "encoding/binary"

// zstdReader decodes Zstandard (RFC 8878) from one slice to another. It is our own because a library adds more than the whole module may
// grow by: see RATIONALE.md. All output stands in one slice, so no window is needed, and the rest is small.
type zstdReader struct {
	huffman  huffmanTable
	tables   [3]fseTable
	repeated [3]int
	literals []byte
	norm     [256]int16
	weights  [256]uint8
	weighing fseTable
}

const (
	zstdSignature = 0xfd2fb528
	// skippable frames have any last four bits.
	skippableSignature = 0x184d2a50
	maxBlock           = 128 << 10
)

// append appends all frames of a zstd body.
func (z *zstdReader) append(dst, src []byte, bound int) (out []byte, err error) {
	if len(src) == 0 {
		return dst, errTruncated
	}
	for frame := 0; len(src) > 0; frame++ {
		if !isZstdSignature(src) {
			if frame > 0 {
				return dst, errTrailing
			}
			return dst, errSignature
		}
		if len(src) < 8 {
			return dst, errTruncated
		}
		if binary.LittleEndian.Uint32(src) != zstdSignature {
			size := uint64(binary.LittleEndian.Uint32(src[4:]))
			if uint64(len(src)-8) < size {
				return dst, errTruncated
			}
			src = src[8+size:]
			continue
		}
		if dst, src, err = z.frame(dst, src[4:], bound); err != nil {
			return dst, err
		}
	}
	return dst, nil
}

// isZstdSignature reports whether src begins as a frame does, as far as it goes.
func isZstdSignature(src []byte) bool {
	var b [4]byte
	binary.LittleEndian.PutUint32(b[:], zstdSignature)
	n := min(len(src), len(b))
	if string(src[:n]) == string(b[:n]) {
		return true
	}
	binary.LittleEndian.PutUint32(b[:], skippableSignature|uint32(src[0]&0x0f))
	return string(src[:n]) == string(b[:n])
}

// frame appends one frame, of which src begins behind the signature, and gives what follows it (section 3.1.1).
func (z *zstdReader) frame(dst, src []byte, bound int) (out, rest []byte, err error) {
	header, checked, err := zstdHeader(src)
	if err != nil {
		return dst, nil, err
	}
	src = src[header:]
	z.huffman.bits = 0
	z.repeated = [3]int{1, 4, 8}
	for i := range z.tables {
		z.tables[i].valid = false
	}
	begin := len(dst)
	for last := false; !last; {
		if len(src) < 3 {
			return dst, nil, errTruncated
		}
		block := int(src[0]) | int(src[1])<<8 | int(src[2])<<16
		last = block&1 != 0
		if dst, src, err = z.block(dst, src[3:], begin, bound, block>>1&3, block>>3); err != nil {
			return dst, nil, err
		}
	}
	if checked {
		if len(src) < 4 {
			return dst, nil, errTruncated
		}
		if uint32(xxhash64(dst[begin:])) != binary.LittleEndian.Uint32(src) {
			return dst, nil, errChecksum
		}
		src = src[4:]
	}
	return dst, src, nil
}

// zstdHeader gives the length of a frame's header and whether a checksum follows the blocks (section 3.1.1.1). What it says of the sizes is
// not needed.
func zstdHeader(src []byte) (n int, checked bool, err error) {
	descriptor := src[0]
	if descriptor&0x08 != 0 {
		return 0, false, errCorrupt
	}
	single := descriptor&0x20 != 0
	n = 1
	if !single {
		n++
	}
	dictionary := n
	n += [...]int{0, 1, 2, 4}[descriptor&3]
	idEnd := n
	n += [...]int{0, 2, 4, 8}[descriptor>>6]
	if single && descriptor>>6 == 0 {
		n++
	}
	if len(src) < n {
		return 0, false, errTruncated
	}
	if !isPadding(src[dictionary:idEnd]) {
		return 0, false, errDictionary
	}
	return n, descriptor&0x04 != 0, nil
}

// block appends one block (section 3.1.1.2). The frame's output begins at begin.
func (z *zstdReader) block(dst, src []byte, begin, bound, kind, size int) (out, rest []byte, err error) {
	const (
		raw = iota
		repeated
		compressed
	)
	if size > maxBlock || kind > compressed {
		return dst, nil, errCorrupt
	}
	switch kind {
	case raw:
		dst, err = appendBounded(dst, src[:min(size, len(src))], bound)
		if err == nil && len(src) < size {
			err = errTruncated
		}
	case repeated:
		if len(src) == 0 {
			return dst, nil, errTruncated
		}
		if room := bound - len(dst); size > room {
			size, err = room, errBound
		}
		dst = appendRepeated(dst, src[0], size)
		size = 1
	case compressed:
		if len(src) < size {
			return dst, nil, errTruncated
		}
		dst, err = z.compressed(dst, src[:size], begin, bound)
	}
	if err != nil {
		return dst, nil, err
	}
	return dst, src[size:], nil
}

func appendRepeated(dst []byte, c byte, n int) []byte {
	for range n {
		dst = append(dst, c)
	}
	return dst
}

// release lets go of memory that an unusually large block took.
//
// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func (z *zstdReader) release() {
	if cap(z.literals) > maxIdle {
		z.literals = nil
	}
}
