package decode

import "errormask/filter/lanes"

// forwardBits reads bits from the lowest of the first byte on, as deflate, brotli and the tables of zstd have them. Beyond the end there are
// zeros, and ended says so.
type forwardBits struct {
	src []byte
	pos int
}

func (b *forwardBits) ended() bool { return b.pos > 8*len(b.src) }

// peek gives at least 24 bits.
func (b *forwardBits) peek() uint64 {
	at := b.pos >> 3
	if at+8 <= len(b.src) {
		return lanes.Load(b.src[at:]) >> (b.pos & 7)
	}
	var v uint64
	if at < len(b.src) {
		for i, c := range b.src[at:] {
			v |= uint64(c) << (8 * i)
		}
	}
	return v >> (b.pos & 7)
}

// take reads n bits, at most 24.
//
// Inlined where it is called it would make the module 2 KB larger, and decoding 2 % faster.
//
//go:noinline
func (b *forwardBits) take(n int) int {
	v := b.peek() & (1<<n - 1)
	b.pos += n
	return int(v)
}

// align skips to the next byte; it reports whether the bits up to there are zeros.
func (b *forwardBits) align() bool { return b.take(-b.pos&7) == 0 }
