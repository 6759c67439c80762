package decode

import (
	"encoding/binary"
	"math/bits"
)

// huffmanTable decodes literals: the next bits are an index into it. Without bits there is none yet.
type huffmanTable struct {
	entries [1 << maxHuffmanBits]huffmanEntry
	bits    int
}

const maxHuffmanBits = 11

type huffmanEntry struct{ symbol, bits uint8 }

// readLiterals reads a block's literals and gives what follows them (RFC 8878, section 3.1.1.3.1). They are valid until the next block.
func (z *zstdReader) readLiterals(src []byte) (literals, rest []byte, err error) {
	const (
		raw = iota
		repeated
		compressed
	)
	if len(src) == 0 {
		return nil, nil, errCorrupt
	}
	kind, format := src[0]&3, src[0]>>2&3
	var header [8]byte
	copy(header[:5], src)
	v := int(binary.LittleEndian.Uint64(header[:]))
	if kind >= compressed {
		return z.compressedLiterals(src, v>>4, kind == compressed, format)
	}
	used, size := 1, v&0xff>>3
	switch format {
	case 1:
		used, size = 2, v&0xffff>>4
	case 3:
		used, size = 3, v&0xffffff>>4
	}
	if size > maxBlock || len(src) < used {
		return nil, nil, errCorrupt
	}
	src = src[used:]
	if kind == raw {
		if len(src) < size {
			return nil, nil, errCorrupt
		}
		return src[:size], src[size:], nil
	}
	if len(src) == 0 {
		return nil, nil, errCorrupt
	}
	z.literals = appendRepeated(z.literals[:0], src[0], size)
	return z.literals, src[1:], nil
}

// compressedLiterals reads literals in one or four Huffman streams, with a tree of their own or the last one. sizes has the two sizes, as many bits
// each as the format says.
func (z *zstdReader) compressedLiterals(src []byte, sizes int, ownTree bool, format byte) (literals, rest []byte, err error) {
	width := [...]int{10, 10, 14, 18}[format]
	used := (4 + 2*width + 7) / 8
	size, packed := sizes&(1<<width-1), sizes>>width&(1<<width-1)
	if size > maxBlock || len(src) < used+packed {
		return nil, nil, errCorrupt
	}
	src, rest = src[used:used+packed], src[used+packed:]
	if ownTree {
		n, err := z.readHuffman(src)
		if err != nil {
			return nil, nil, err
		}
		src = src[n:]
	}
	if z.huffman.bits == 0 {
		return nil, nil, errCorrupt
	}
	z.literals = z.literals[:0]
	if format == 0 {
		err = z.huffmanStream(src, size)
		return z.literals, rest, err
	}
	if len(src) < 6 {
		return nil, nil, errCorrupt
	}
	quarter, jumps := (size+3)/4, src[:6]
	src = src[6:]
	for i := range 3 {
		n := int(binary.LittleEndian.Uint16(jumps[2*i:]))
		if n > len(src) || quarter > size {
			return nil, nil, errCorrupt
		}
		if err := z.huffmanStream(src[:n], quarter); err != nil {
			return nil, nil, err
		}
		src, size = src[n:], size-quarter
	}
	err = z.huffmanStream(src, size)
	return z.literals, rest, err
}

// huffmanStream appends size literals, which take all of src (section 4.2.2).
func (z *zstdReader) huffmanStream(src []byte, size int) error {
	if size < 0 {
		return errCorrupt
	}
	in, err := newBackwardBits(src)
	if err != nil {
		return err
	}
	t := &z.huffman
	mask := len(t.entries) - 1
	for range size {
		e := t.entries[in.peek(t.bits)&mask]
		in.left -= int(e.bits)
		z.literals = append(z.literals, e.symbol)
		if in.left < 0 {
			return errCorrupt
		}
	}
	if in.left != 0 {
		return errCorrupt
	}
	return nil
}

// readHuffman reads a tree and gives how many bytes it takes (section 4.2.1).
func (z *zstdReader) readHuffman(src []byte) (used int, err error) {
	z.huffman.bits = 0
	if len(src) == 0 {
		return 0, errCorrupt
	}
	weights, header := z.weights[:0], int(src[0])
	src = src[1:]
	if header >= 128 {
		n := header - 127
		if used = (n + 1) / 2; len(src) < used {
			return 0, errCorrupt
		}
		for i := range n {
			weights = append(weights, src[i/2]>>(4*(1-i&1))&0x0f)
		}
	} else {
		if used = header; len(src) < used {
			return 0, errCorrupt
		}
		if weights, err = z.unpackWeights(weights, src[:used]); err != nil {
			return 0, err
		}
	}
	return 1 + used, z.huffman.build(weights)
}

// unpackWeights reads weights that two states of one table give in turns, until the bits are used up (section 4.2.1.2).
func (z *zstdReader) unpackWeights(weights, src []byte) ([]uint8, error) {
	const maxLog, maxWeights = 6, 255
	t := &z.weighing
	used, err := z.readFSE(t, src, 256, maxLog)
	if err != nil {
		return nil, err
	}
	in, err := newBackwardBits(src[used:])
	if err != nil {
		return nil, err
	}
	state, other := in.take(t.log), in.take(t.log)
	if in.left < 0 {
		return nil, errCorrupt
	}
	for len(weights)+1 < maxWeights {
		e := t.entries[state]
		weights = append(weights, e.symbol)
		state, other = other, int(e.base)+in.take(int(e.bits))
		if in.left < 0 {
			return append(weights, t.entries[state].symbol), nil
		}
	}
	return nil, errCorrupt
}

// build makes the table of a tree. The last symbol's weight is not given: it fills the tree up.
func (t *huffmanTable) build(weights []uint8) error {
	sum := 0
	for _, w := range weights {
		if w > maxHuffmanBits {
			return errCorrupt
		}
		sum += 1 << w >> 1
	}
	width := bits.Len(uint(sum))
	left := 1<<width - sum
	if sum == 0 || width > maxHuffmanBits || left&(left-1) != 0 {
		return errCorrupt
	}
	weights = append(weights, uint8(bits.Len(uint(left))))
	at := 0
	for weight := 1; weight <= width; weight++ {
		for symbol, w := range weights {
			if int(w) == weight {
				entry := huffmanEntry{uint8(symbol), uint8(width + 1 - weight)}
				for end := at + 1<<(weight-1); at < end; at++ {
					t.entries[at] = entry
				}
			}
		}
	}
	t.bits = width
	return nil
}
