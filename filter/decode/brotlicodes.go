package decode

import "encoding/binary"

// brotliBits reads bits from the lowest of the first byte on. Beyond the end there are zeros, and ended says so.
type brotliBits struct {
	src []byte
	pos int
}

func (b *brotliBits) ended() bool { return b.pos > 8*len(b.src) }

// peek gives at least 24 bits.
func (b *brotliBits) peek() uint64 {
	at := b.pos >> 3
	if at+8 <= len(b.src) {
		return binary.LittleEndian.Uint64(b.src[at:]) >> (b.pos & 7)
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
func (b *brotliBits) take(n int) int {
	v := b.peek() & (1<<n - 1)
	b.pos += n
	return int(v)
}

// align skips to the next byte; the bits up to there have to be zeros.
func (b *brotliBits) align() bool { return b.take(-b.pos&7) == 0 }

const (
	maxCodeBits = 15
	// fastBits is how long a code may be that is found at once.
	fastBits = 8
	// maxSymbols is the size of the largest alphabet, that of insert and copy lengths.
	maxSymbols = 704
)

// prefixCode is a canonical code of RFC 7932, section 3. Its size does not depend on what it holds: a body may define 768 of them.
type prefixCode struct {
	// fast has by the next 8 bits a symbol, times 16, and its length; longer codes have 0 there, unless single is set.
	fast   [1 << fastBits]uint16
	single bool
	// Of each length: how many codes there are, the first one, and where in symbols its symbol is.
	count, first, index [maxCodeBits + 1]uint16
	symbols             [maxSymbols]uint16
}

// take reads a symbol.
func (p *prefixCode) take(in *brotliBits) int {
	v := in.peek()
	e := p.fast[v&(1<<fastBits-1)]
	if n := e & 15; n > 0 || p.single {
		in.pos += int(n)
		return int(e >> 4)
	}
	code := uint16(0)
	for n := 1; n <= maxCodeBits; n++ {
		code = code<<1 | uint16(v&1)
		v >>= 1
		if n > fastBits && code-p.first[n] < p.count[n] {
			in.pos += n
			return int(p.symbols[p.index[n]+code-p.first[n]])
		}
	}
	// No code is incomplete, so this is never reached.
	in.pos += maxCodeBits
	return 0
}

// only makes a code of one symbol, which takes no bits.
func (p *prefixCode) only(symbol int) {
	p.single = true
	for i := range p.fast {
		p.fast[i] = uint16(symbol) << 4
	}
}

// build makes the code from the length of each symbol's code, 0 for those that have none. The lengths have to fill it up exactly.
func (p *prefixCode) build(lengths []uint8) error {
	p.single = false
	p.count = [maxCodeBits + 1]uint16{}
	for _, n := range lengths {
		p.count[n]++
	}
	p.count[0] = 0
	code, index := 0, 0
	for n := 1; n <= maxCodeBits; n++ {
		code <<= 1
		p.first[n], p.index[n] = uint16(code), uint16(index)
		code += int(p.count[n])
		index += int(p.count[n])
	}
	if code != 1<<maxCodeBits {
		return errCorrupt
	}
	clear(p.fast[:])
	next := p.first
	for symbol, n := range lengths {
		if n == 0 {
			continue
		}
		code := next[n]
		next[n]++
		p.symbols[p.index[n]+code-p.first[n]] = uint16(symbol)
		if n <= fastBits {
			for i := reversed(int(code), int(n)); i < len(p.fast); i += 1 << n {
				p.fast[i] = uint16(symbol)<<4 | uint16(n)
			}
		}
	}
	return nil
}

// reversed turns a code of n bits around: it stands in the stream with its highest bit first.
func reversed(code, n int) (r int) {
	for range n {
		r = r<<1 | code&1
		code >>= 1
	}
	return r
}

// readCode reads the description of a code for an alphabet of the given size (section 3.3).
func (b *brotliReader) readCode(p *prefixCode, alphabet int) error {
	skip := b.in.take(2)
	if skip == 1 {
		return b.readSimpleCode(p, alphabet)
	}
	lengths, err := b.readLengths(skip, alphabet)
	if err == nil && b.in.ended() {
		err = errTruncated
	}
	if err != nil {
		return err
	}
	return p.build(lengths)
}

// readSimpleCode follows section 3.4.
func (b *brotliReader) readSimpleCode(p *prefixCode, alphabet int) error {
	width := 0
	for 1<<width < alphabet {
		width++
	}
	n := 1 + b.in.take(2)
	lengths := b.lengths[:alphabet]
	clear(lengths)
	var symbols [4]int
	for i := range n {
		symbols[i] = b.in.take(width)
		if symbols[i] >= alphabet || lengths[symbols[i]] != 0 {
			return errCorrupt
		}
		lengths[symbols[i]] = 1
	}
	shape := [...][4]uint8{1: {1, 1}, {1, 2, 2}, {2, 2, 2, 2}}
	switch {
	case b.in.ended():
		return errTruncated
	case n == 1:
		p.only(symbols[0])
		return nil
	case n == 4 && b.in.take(1) == 1:
		shape[3] = [4]uint8{1, 2, 3, 3}
	}
	for i, symbol := range symbols[:n] {
		lengths[symbol] = shape[n-1][i]
	}
	return p.build(lengths)
}

// lengthOrder is the order in which the lengths of the codes for code lengths stand (section 3.5).
var lengthOrder = [...]uint8{1, 2, 3, 4, 0, 5, 17, 6, 16, 7, 8, 9, 10, 11, 12, 13, 14, 15}

// readLengths reads the lengths of a code's symbols (section 3.5). They are valid until the next call.
func (b *brotliReader) readLengths(skip, alphabet int) ([]uint8, error) {
	const repeatLast, repeatZero = 16, 17
	var widths [18]uint8
	// The length of such a length by the next four bits, and how many of these it takes.
	lengths := [16]uint8{0, 4, 3, 2, 0, 4, 3, 1, 0, 4, 3, 2, 0, 4, 3, 5}
	taken := [16]uint8{2, 2, 2, 3, 2, 2, 2, 4, 2, 2, 2, 3, 2, 2, 2, 4}
	room, used, last := 32, 0, uint8(0)
	for _, symbol := range lengthOrder[skip:] {
		v := b.in.peek() & 15
		b.in.pos += int(taken[v])
		if n := lengths[v]; n > 0 {
			widths[symbol], last = n, symbol
			used++
			if room -= 32 >> n; room <= 0 {
				break
			}
		}
	}
	code := &b.lengthCode
	if used == 1 {
		code.only(int(last))
	} else if err := code.build(widths[:]); err != nil {
		return nil, err
	}
	all := b.lengths[:alphabet]
	clear(all)
	room = 1 << maxCodeBits
	previous, repeated, repeating := uint8(8), 0, 0
	for at := 0; at < alphabet && room > 0; {
		if b.in.ended() {
			return nil, errTruncated
		}
		n := code.take(&b.in)
		if n < repeatLast {
			all[at] = uint8(n)
			at++
			repeating = 0
			if n > 0 {
				previous = uint8(n)
				room -= 1 << maxCodeBits >> n
			}
			continue
		}
		// A repetition right after one of the same kind multiplies it.
		if n != repeating {
			repeating, repeated = n, 0
		}
		total := b.in.take(n-14) + 3
		if repeated > 0 {
			total += (repeated - 2) << (n - 14)
		}
		more := total - repeated
		repeated = total
		if more > alphabet-at {
			return nil, errCorrupt
		}
		if n == repeatLast {
			for i := range more {
				all[at+i] = previous
			}
			room -= more << maxCodeBits >> previous
		}
		at += more
	}
	return all, nil
}
