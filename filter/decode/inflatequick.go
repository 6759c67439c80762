package decode

import (
	"encoding/binary"

	"errormask/filter/lanes"
)

// quick appends what comes next as long as its codes are short and neither the end of the input, nor the bound, nor that of dst's memory is near: most
// of most blocks. One look at the input, without a call, is enough for a length and its distance: two codes, 5 bits and 13.
func (c *deflateCodes) quick(in *forwardBits, dst []byte, begin, bound int) []byte {
	const step = 8 // bytes that are copied at once, the last time too many
	src, pos := in.src, in.pos
	size, out := len(dst), dst[:min(bound, cap(dst))]
	for at := pos >> 3; at+8 <= len(src) && size+longest+step <= len(out); at = pos >> 3 {
		v := lanes.Load(src[at:]) >> (pos & 7)
		e := c.literals.fast[byte(v)]
		n, symbol := int(e&15), int(e>>4)
		if n > 0 && symbol < endOfBlock {
			out[size] = byte(symbol)
			size++
			pos += n
			continue
		}
		if n == 0 || symbol == endOfBlock || symbol >= literalSymbols {
			break
		}
		v >>= n
		length, more := longest, 0
		if symbol < literalSymbols-1 {
			length, more = stepped(symbol-firstLength, 2, v)
			length += shortest
			v >>= more
		}
		n += more
		e = c.distances.fast[byte(v)]
		symbol = int(e >> 4)
		if e&15 == 0 || symbol >= distanceSymbols {
			break
		}
		distance, more := stepped(symbol, 1, v>>(e&15))
		distance++
		if distance > size-begin {
			break
		}
		pos += n + int(e&15) + more
		from := size - distance
		if distance < step {
			for i := range length {
				out[size+i] = out[from+i]
			}
		} else {
			for i := 0; i < length; i += step {
				binary.LittleEndian.PutUint64(out[size+i:], lanes.Load(out[from+i:]))
			}
		}
		size += length
	}
	in.pos = pos
	return out[:size]
}

// stepped gives the number that begins with a symbol, before the bits v, and how many of these belong to it. The first symbols are numbers themselves; then, each
// time that 1<<scale symbols have passed, one more bit follows.
func stepped(symbol, scale int, v uint64) (number, more int) {
	if more = max(0, symbol>>scale-1); more == 0 {
		return symbol, 0
	}
	return (1<<scale+symbol&(1<<scale-1))<<more + int(v&(1<<more-1)), more
}
