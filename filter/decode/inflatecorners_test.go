package decode

import (
	"strings"
	"testing"
)

// bitString collects bits, the lowest of the first byte first.
type bitString []byte

// put adds the n lowest bits of v, the lowest first.
func (b *bitString) put(v, n int) {
	for i := range n {
		*b = append(*b, byte(v>>i&1))
	}
}

func (b bitString) bytes() []byte {
	packed := make([]byte, (len(b)+7)/8)
	for i, bit := range b {
		packed[i/8] |= bit << (i % 8)
	}
	return packed
}

func reverse4(n byte) int { return int(n&1<<3 | n&2<<1 | n&4>>1 | n&8>>3) }

// bitsOf packs bits that are written in the order in which they stand in a stream; blanks only part them.
func bitsOf(text string) []byte {
	var b bitString
	for _, c := range text {
		if c != ' ' {
			b = append(b, byte(c-'0'))
		}
	}
	return b.bytes()
}

// What corner cases are put together from. Numbers have their lowest bit first, codes their highest.
const (
	lastFixed, lastOwn = "1 10 ", "1 01 "
	// Of the fixed codes: a letter, the end, some lengths; the distances 1, 2 and what begins 24577 to 32768.
	fixedA, fixedEnd                           = "10010001 ", "0000000 "
	fixed3, fixed227, fixed258                 = "0000001 ", "11000100 ", "11000101 "
	fixed286, fixed287                         = "11000110 ", "11000111 "
	fixedBack1, fixedBack2, fixedFar, fixedBad = "00000 ", "00001 ", "11101 ", "11110 "
	// widths are those of the codes of lengths, two bits for each of 0, 1, 16 and 18: 00, 01, 10 and 11.
	widths = "010 000 010 010 " + "000 000 000 000 000 000 000 000 000 000 000 000 000 010 "
	// zeros are as many lengths of 0: 11 and so many more in 7 bits.
	zeros138, zeros118, zeros97, zeros20, zeros11 = "11 1111111 ", "11 1101011 ", "11 0110101 ", "11 1001000 ", "11 0000000 "
)

// ownCodes gives a last block's description of codes of the given lengths: of literals, then of distances from the first one on.
func ownCodes(literals map[int]byte, distances ...byte) string {
	var b bitString
	b.put(literalSymbols-257, 5)
	b.put(len(distances)-1, 5)
	b.put(15, 4)
	for i := range 19 {
		b.put(4*min(1, i/3), 3)
	}
	for symbol := range literalSymbols {
		b.put(reverse4(literals[symbol]), 4)
	}
	for _, n := range distances {
		b.put(reverse4(n), 4)
	}
	var text strings.Builder
	for _, bit := range b {
		text.WriteByte('0' + bit)
	}
	return lastOwn + text.String()
}

var inflateCorners = []struct {
	name, bits, text string
	err              error
}{
	{"nothing", "", "", errTruncated},
	{"half a header", "1", "", errTruncated},
	{"empty", lastFixed + fixedEnd, "", nil},
	{"two blocks", "0 10 " + fixedA + fixedEnd + lastFixed + fixedA + fixedEnd, "aa", nil},
	{"no last block", "0 10 " + fixedA + fixedEnd + "0000000", "a", errTruncated},
	{"kind 3", "1 11 " + fixedEnd, "", errCorrupt},

	{"stored", "1 00 00000" + "01000000 00000000 10111111 11111111" + "10000110 01000110", "ab", nil},
	{"stored, with other padding", "1 00 10101" + "10000000 00000000 01111111 11111111" + "10000110", "a", nil},
	{"stored, nothing", "1 00 00000" + "00000000 00000000 11111111 11111111", "", nil},
	{"stored, sizes differ", "1 00 00000" + "10000000 00000000 11111111 11111111" + "10000110", "", errCorrupt},
	{"stored, cut in its sizes", "1 00 00000" + "10000000 00000000 11111111", "", errTruncated},
	{"stored, cut", "1 00 00000" + "11000000 00000000 00111111 11111111" + "10000110 01000110", "ab", errTruncated},

	{"match", lastFixed + fixedA + fixed3 + fixedBack1 + fixedEnd, "aaaa", nil},
	{"match of nothing", lastFixed + fixed3 + fixedBack1 + fixedEnd, "", errCorrupt},
	{"match too far back", lastFixed + fixedA + fixed3 + fixedBack2 + fixedEnd, "a", errCorrupt},
	{"match of 258", lastFixed + fixedA + fixed258 + fixedBack1 + fixedEnd, strings.Repeat("a", 259), nil},
	{"match of 258 in the long way", lastFixed + fixedA + fixed227 + "11111" + fixedBack1 + fixedEnd, strings.Repeat("a", 259), nil},
	{"match of 257", lastFixed + fixedA + fixed227 + "01111" + fixedBack1 + fixedEnd, strings.Repeat("a", 258), nil},
	{"length 286", lastFixed + fixedA + fixed286 + fixedBack1 + fixedEnd, "a", errCorrupt},
	{"length 287", lastFixed + fixedA + fixed287 + fixedBack1 + fixedEnd, "a", errCorrupt},
	{"distance 30", lastFixed + fixedA + fixed3 + fixedBad + fixedEnd, "a", errCorrupt},
	{"cut in a distance", lastFixed + fixedA + fixed3 + fixedFar + "0", "a", errTruncated},

	{"one distance of one bit", ownCodes(map[int]byte{'a': 2, 256: 2, 257: 1}, 1) + "10 0 0 11", "aaaa", nil},
	{"the distance that is missing", ownCodes(map[int]byte{'a': 2, 256: 2, 257: 1}, 1) + "10 0 1 11 000", "a", errCorrupt},
	{"one distance of two bits", ownCodes(map[int]byte{'a': 2, 256: 2, 257: 1}, 2) + "10 11", "", errCorrupt},
	{"distances that leave room", ownCodes(map[int]byte{'a': 2, 256: 2, 257: 1}, 1, 2) + "10 11", "", errCorrupt},
	{"distances that take too much", ownCodes(map[int]byte{'a': 2, 256: 2, 257: 1}, 1, 1, 1) + "10 11", "", errCorrupt},
	{"no distance", ownCodes(map[int]byte{'a': 1, 256: 1}, 0) + "0 0 1", "aa", nil},
	{"no distance, but a length", ownCodes(map[int]byte{'a': 2, 256: 2, 257: 1}, 0) + "10 0", "a", errCorrupt},
	{"only the end", ownCodes(map[int]byte{256: 1}, 0) + "0", "", nil},
	{"only the end, but another bit", ownCodes(map[int]byte{256: 1}, 0) + "1", "", errCorrupt},
	{"only the end, in two bits", ownCodes(map[int]byte{256: 2}, 0) + "00", "", errCorrupt},
	{"no literal", ownCodes(nil, 0) + "0000 0000", "", errCorrupt},
	{"no end", ownCodes(map[int]byte{'a': 1, 'b': 1}, 0) + "010 1111111", "ababbbbbbb", errTruncated},
	{"literals that leave room", ownCodes(map[int]byte{'a': 2, 256: 1}, 0) + "0", "", errCorrupt},
	{"literals that take too much", ownCodes(map[int]byte{'a': 1, 'b': 2, 256: 1}, 0) + "0", "", errCorrupt},
	{"codes of 15 bits", ownCodes(map[int]byte{'a': 1, 1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 7, 7: 8, 8: 9, 9: 10, 10: 11, 11: 12, 12: 13, 13: 14,
		'b': 15, 256: 15}, 0) + "111111110 111111111111110 0 111111111111111", "\x08ba", nil},

	{"287 literals", lastOwn + "01111 00000 0111" + widths, "", errCorrupt},
	{"31 distances", lastOwn + "00000 01111 0111" + widths, "", errCorrupt},
	{"cut in the widths", lastOwn + "00000 00000 0111 010", "", errTruncated},
	{"widths that take too much", lastOwn + "00000 00000 0000 100 100 100 000", "", errCorrupt},
	{"widths that leave room", lastOwn + "00000 00000 0000 100 010 000 000", "", errCorrupt},
	{"no widths", lastOwn + "00000 00000 0000 000 000 000 000", "", errCorrupt},
	{"one width, and a bit that is none", lastOwn + "00000 00000 0000 000 000 100 000" + "1", "", errCorrupt},
	{"lengths", lastOwn + "00000 00000 0111" + widths + zeros97 + "01" + zeros138 + zeros11 + "00 00 00 00 00 00 00 00 00" + "01" + "00" + "0 0 1", "aa", nil},
	{"repeated from literals to distances", lastOwn + "10000 10000 0111" + widths + zeros138 + zeros118 + "01 10 00" + "0", "", nil},
	{"zeros from literals to distances", lastOwn + "10000 10010 0111" + widths + zeros97 + "01" + zeros138 + zeros20 + "01" + zeros11 + "0 0 1", "aa", nil},
	{"repeated before there is a length", lastOwn + "00000 00000 0111" + widths + "10 00" + zeros138 + zeros138, "", errCorrupt},
	{"repeated beyond the last one", lastOwn + "00000 00000 0111" + widths + zeros138 + zeros138, "", errCorrupt},
	{"cut in the lengths", lastOwn + "00000 00000 0111" + widths + zeros138 + "11 11", "", errTruncated},
}

func TestInflateCorners(t *testing.T) {
	var f inflater
	for _, c := range inflateCorners {
		src := bitsOf(c.bits)
		out, used, err := f.append(nil, src, roomy)
		if string(out) != c.text || err != c.err || err == nil && used != len(src) {
			t.Errorf("%s: %q (%v), want %q (%v); %d bytes of %d used", c.name, out, err, c.text, c.err, used, len(src))
		}
		checkInflate(t, &f, src, roomy)
		checkInflate(t, &f, append(src, 0xff), roomy)
	}
}

// TestInflateWindow: the farthest distance is 32768, and reaches no more than what is there.
func TestInflateWindow(t *testing.T) {
	var f inflater
	for size, want := range map[int]error{32767: errCorrupt, 32768: nil, 40000: nil} {
		var header bitString
		header.put(0, 8)
		header.put(size, 16)
		header.put(^size, 16)
		text := trace(2000)[:size]
		src := append(append(header.bytes(), text...), bitsOf(lastFixed+fixed3+fixedFar+"1111111111111"+fixedEnd)...)
		out, _, err := f.append(nil, src, roomy)
		if err == nil {
			text = append(text, text[size-32768:][:3]...)
		}
		if err != want || string(out) != string(text) {
			t.Errorf("%d bytes: %d come back (%v), want %d (%v)", size, len(out), err, len(text), want)
		}
		checkInflate(t, &f, src, roomy)
	}
}
