package decode

import "math/bits"

const (
	maxCodeBits = 15
	// fastBits is how long a code may be that is found at once.
	fastBits = 8
	// maxSymbols is the size of the largest alphabet, that of brotli's insert and copy lengths.
	maxSymbols = 704
	// fullCode is how much the codes of a complete set take up, where one of n bits takes fullCode>>n.
	fullCode = 1 << maxCodeBits
)

// prefixCode is a canonical prefix code as deflate and brotli have it (RFC 1951, section 3.2.2; RFC 7932, section 3). Its size does not depend on
// what it holds: a body of brotli may define 768 of them.
type prefixCode struct {
	_ [0]func() // none of these is compared
	// fast has by the next 8 bits a symbol, times 16, and its length; longer codes have 0 there, unless single is set.
	fast   [1 << fastBits]uint16
	single bool
	// Of each length: how many codes there are, the first one, and where in symbols its symbol is.
	count, first, index [maxCodeBits + 1]uint16
	symbols             [maxSymbols]uint16
}

// take reads a symbol.
func (p *prefixCode) take(in *forwardBits) int {
	v := in.peek()
	e := p.fast[v&(1<<fastBits-1)]
	if n := e & 15; n > 0 || p.single {
		in.pos += int(n)
		return int(e >> 4)
	}
	code := uint16(bits.Reverse8(uint8(v)))
	v >>= fastBits
	for n := fastBits + 1; n <= maxCodeBits; n++ {
		code = code<<1 | uint16(v&1)
		v >>= 1
		if code-p.first[n] < p.count[n] {
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
	if p.fill(lengths) != fullCode {
		return errCorrupt
	}
	return nil
}

// fill is build for any lengths. It gives how much of fullCode they take up; with more or less than all of it the code is not to be used.
func (p *prefixCode) fill(lengths []uint8) (taken int) {
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
	if code != fullCode {
		return code
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
			for i := int(bits.Reverse16(code) >> (16 - n)); i < len(p.fast); i += 1 << n {
				p.fast[i] = uint16(symbol)<<4 | uint16(n)
			}
		}
	}
	return code
}
