package decode

import "encoding/binary"

// inflater decodes deflate (RFC 1951) from one slice to another. It is our own because compress/flate brings its encoder along: see RATIONALE.md. All
// output stands in one slice, so no window is needed.
type inflater struct {
	in forwardBits
	// lengthCode is what the lengths of a block's own codes are written in.
	lengthCode prefixCode
	// own has the codes of the last block that brought some, and fixed those that the RFC gives, made for the first block that needs them.
	own, fixed deflateCodes
}

// Inflate gives what a raw deflate stream of the module's own holds, 64 KiB at most.
//
//go:noinline
func Inflate(packed string) []byte {
	text, _, _ := new(inflater).append(nil, []byte(packed), 1<<16)
	return text
}

// append appends what a stream holds, and gives how many bytes of src it took.
func (f *inflater) append(dst, src []byte, bound int) (out []byte, used int, err error) {
	f.in = forwardBits{src: src}
	begin := len(dst)
	for last := false; !last && err == nil; {
		last = f.in.take(1) == 1
		dst, err = f.block(dst, begin, bound)
	}
	if err == errCorrupt && f.in.ended() {
		// What was read beyond the end made no sense.
		err = errTruncated
	}
	return dst, (f.in.pos + 7) / 8, err
}

// block appends a block, of which the first bit was read (section 3.2.3).
func (f *inflater) block(dst []byte, begin, bound int) ([]byte, error) {
	const (
		stored = iota
		fixed
		dynamic
	)
	switch f.in.take(2) {
	case stored:
		return f.stored(dst, bound)
	case fixed:
		if f.fixed.end == 0 {
			f.fixed.makeFixed()
		}
		return f.symbols(dst, begin, bound, &f.fixed)
	case dynamic:
		if err := f.readCodes(&f.own); err != nil {
			return dst, err
		}
		return f.symbols(dst, begin, bound, &f.own)
	}
	return dst, errCorrupt
}

// stored appends a block that is not compressed (section 3.2.4).
func (f *inflater) stored(dst []byte, bound int) ([]byte, error) {
	at := (f.in.pos + 7) / 8
	if at+4 > len(f.in.src) {
		return dst, errTruncated
	}
	size, rest := int(binary.LittleEndian.Uint16(f.in.src[at:])), f.in.src[at+4:]
	if size^0xffff != int(binary.LittleEndian.Uint16(f.in.src[at+2:])) {
		return dst, errCorrupt
	}
	f.in.pos = 8 * (at + 4 + size)
	out, err := appendBounded(dst, rest[:min(size, len(rest))], bound)
	if err == nil && f.in.ended() {
		err = errTruncated
	}
	return out, err
}

const (
	endOfBlock  = 256
	firstLength = 257
	// longest is a length with a symbol of its own.
	shortest, longest = 3, 258
)

// symbols appends what a compressed block holds (section 3.2.5). Without room for the code that ends a block there is nothing whole left.
func (f *inflater) symbols(dst []byte, begin, bound int, codes *deflateCodes) ([]byte, error) {
	in := &f.in
	for {
		dst = codes.quick(in, dst, begin, bound)
		if in.pos+codes.end > 8*len(in.src) {
			return dst, errTruncated
		}
		symbol := codes.literals.take(in)
		switch {
		case in.ended():
			return dst, errTruncated
		case symbol < endOfBlock:
			if len(dst) == bound {
				return dst, errBound
			}
			dst = append(dst, byte(symbol))
			continue
		case symbol == endOfBlock:
			return dst, nil
		case symbol >= literalSymbols:
			return dst, errCorrupt
		}
		length := longest
		if symbol < literalSymbols-1 {
			length = shortest + in.takeStep(symbol-firstLength, 2)
		}
		symbol = codes.distances.take(in)
		if symbol >= distanceSymbols {
			return dst, errCorrupt
		}
		distance := 1 + in.takeStep(symbol, 1)
		if in.ended() || distance > len(dst)-begin {
			return dst, errCorrupt
		}
		var err error
		if dst, err = appendMatch(dst, distance, length, bound); err != nil {
			return dst, err
		}
	}
}

// takeStep reads the bits of a number that begins with a symbol.
func (b *forwardBits) takeStep(symbol, scale int) int {
	number, more := stepped(symbol, scale, b.peek())
	b.pos += more
	return number
}
