package decode

import (
	"encoding/binary"
	"math/bits"
)

// backwardBits reads bits from the end to the beginning, where they become zeros. left is how many there are; below 0, too many were read.
type backwardBits struct {
	src  []byte
	left int
}

// newBackwardBits begins below the highest bit that is set, which only marks the end (RFC 8878, section 4.1).
func newBackwardBits(src []byte) (backwardBits, error) {
	if len(src) == 0 || src[len(src)-1] == 0 {
		return backwardBits{}, errCorrupt
	}
	return backwardBits{src, 8*len(src) - 9 + bits.Len8(src[len(src)-1])}, nil
}

// peek gives the next n bits, at most 32.
func (b *backwardBits) peek(n int) int {
	from := b.left - n
	if from < 0 {
		if b.left <= 0 {
			return 0
		}
		return int(b.load(0)) & (1<<b.left - 1) << -from & (1<<n - 1)
	}
	return int(b.load(from) & (1<<n - 1))
}

func (b *backwardBits) take(n int) int {
	v := b.peek(n)
	b.left -= n
	return v
}

// load gives at least 32 bits from the given one upwards, as far as there are any.
func (b *backwardBits) load(from int) uint64 {
	at := from >> 3
	if at+8 <= len(b.src) {
		return binary.LittleEndian.Uint64(b.src[at:]) >> (from & 7)
	}
	var v uint64
	for i, c := range b.src[at:] {
		v |= uint64(c) << (8 * i)
	}
	return v >> (from & 7)
}

// xxhash64 is the hash of a frame's checksum, with seed 0 (RFC 8878, section 3.1.1; the algorithm is XXH64 of the xxHash specification).
func xxhash64(b []byte) uint64 {
	const (
		p1 uint64 = 0x9e3779b185ebca87
		p2 uint64 = 0xc2b2ae3d27d4eb4f
		p3 uint64 = 0x165667b19e3779f9
		p4 uint64 = 0x85ebca77c2b2ae63
		p5 uint64 = 0x27d4eb2f165667c5
	)
	round := func(acc, lane uint64) uint64 { return bits.RotateLeft64(acc+lane*p2, 31) * p1 }
	h, size := p5, uint64(len(b))
	if len(b) >= 32 {
		one, two := p1, p2
		lanes := [4]uint64{one + two, two, 0, -one}
		for ; len(b) >= 32; b = b[32:] {
			for i := range lanes {
				lanes[i] = round(lanes[i], binary.LittleEndian.Uint64(b[8*i:]))
			}
		}
		h = 0
		for i, rotation := range [...]int{1, 7, 12, 18} {
			h += bits.RotateLeft64(lanes[i], rotation)
		}
		for _, lane := range lanes {
			h = (h^round(0, lane))*p1 + p4
		}
	}
	h += size
	for ; len(b) >= 8; b = b[8:] {
		h = bits.RotateLeft64(h^round(0, binary.LittleEndian.Uint64(b)), 27)*p1 + p4
	}
	if len(b) >= 4 {
		h = bits.RotateLeft64(h^uint64(binary.LittleEndian.Uint32(b))*p1, 23)*p2 + p3
		b = b[4:]
	}
	for _, c := range b {
		h = bits.RotateLeft64(h^uint64(c)*p5, 11) * p1
	}
	h = (h ^ h>>33) * p2
	h = (h ^ h>>29) * p3
	return h ^ h>>32
}
