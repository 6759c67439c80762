package decode

// What insert and copy codes stand for (RFC 7932, section 5).
var (
	insertLength = lengthCodes(0, 6, []uint8{1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 12, 14, 24})
	copyLength   = lengthCodes(2, 8, []uint8{1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 24})
)

// cells has for each 64 symbols of the alphabet of commands which codes they begin with. The first two cells have no distance of their own.
var cells = [maxSymbols / 64]struct{ insert, copy uint8 }{
	{0, 0}, {0, 8}, {0, 0}, {0, 8}, {8, 0}, {8, 8}, {0, 16}, {16, 0}, {8, 16}, {16, 8}, {16, 16},
}

// commands appends the size bytes of a meta-block (section 9.3).
func (b *brotliReader) commands(dst []byte, begin, bound, size int) ([]byte, error) {
	m := &b.meta
	end, tooMuch := len(dst)+size, errCorrupt
	if end > bound {
		end, tooMuch = bound, errBound
	}
	for len(dst) < end {
		b.next(&m.blocks[command])
		symbol := m.codes[command][m.blocks[command].current].take(&b.in)
		cell := cells[symbol>>6]
		insert, copied := insertLength[int(cell.insert)+symbol>>3&7], copyLength[int(cell.copy)+symbol&7]
		plain := insert.base + b.in.take(insert.bits)
		match := copied.base + b.in.take(copied.bits)
		var err error
		room := end - len(dst)
		if dst, err = b.literals(dst, begin, min(plain, room)); err != nil {
			return dst, err
		}
		if plain > room {
			return dst, tooMuch
		}
		if len(dst) == end {
			break
		}
		back, kind := b.last[0], 0
		if symbol >= 128 {
			back, kind = b.takeDistance(match)
		}
		if b.in.ended() {
			return dst, errTruncated
		}
		if dst, err = b.copy(dst, begin, end, back, kind, match); err != nil {
			return dst, err
		}
		if len(dst) > end {
			return dst[:end], tooMuch
		}
	}
	if tooMuch == errBound {
		return dst, errBound
	}
	return dst, nil
}

// literals appends n literals, each by the code that its block's type and the two bytes before it tell (section 7.1).
func (b *brotliReader) literals(dst []byte, begin, n int) ([]byte, error) {
	m := &b.meta
	t := &m.blocks[literal]
	var one, two byte
	if len(dst) > begin {
		one = dst[len(dst)-1]
	}
	if len(dst) > begin+1 {
		two = dst[len(dst)-2]
	}
	for range n {
		b.next(t)
		context := contexts[m.modes[t.current]]
		id := context.one[one] | context.two[two]
		c := byte(m.codes[literal][m.literals[t.current<<6|int(id)]].take(&b.in))
		if b.in.ended() {
			return dst, errTruncated
		}
		dst = append(dst, c)
		one, two = c, one
	}
	return dst, nil
}

// takeDistance reads how far back a match of the given length is. kind is 0 where that is the last distance again (section 4).
func (b *brotliReader) takeDistance(match int) (back, kind int) {
	m := &b.meta
	t := &m.blocks[distance]
	b.next(t)
	code := m.codes[distance][m.distances[t.current<<2|min(match-2, 3)]].take(&b.in)
	switch n := code - 16 - m.direct; {
	case code < 4:
		return b.last[code], code
	case code < 16:
		// One, two or three less or more than the last distance or the one before it.
		at, step := (code-4)/6, (code-4)%6
		by := step/2 + 1
		if step%2 == 0 {
			by = -by
		}
		return b.last[at] + by, code
	case n < 0:
		return code - 15, code
	default:
		width := 1 + n>>(m.postfix+1)
		offset := (2+n>>m.postfix&1)<<width - 4
		return (offset+b.in.take(width))<<m.postfix + n&(1<<m.postfix-1) + m.direct + 1, code
	}
}

// copy appends a match, or where its distance leaves the output, a word of the dictionary. Beyond end it may give some bytes, which tells that it is
// too much.
func (b *brotliReader) copy(dst []byte, begin, end, back, kind, length int) ([]byte, error) {
	reach := min(b.window, len(dst)-begin)
	if back > reach {
		return b.appendWord(dst, length, back-reach-1)
	}
	if back <= 0 {
		return dst, errCorrupt
	}
	if kind != 0 {
		b.last = [4]int{back, b.last[0], b.last[1], b.last[2]}
	}
	dst, _ = appendMatch(dst, back, length, end+1)
	return dst, nil
}

// contexts has for each mode what the last byte and the one before it give of a context; the mode of signed numbers is not bytes of text.
var contexts = func() (modes [4]struct{ one, two [256]uint8 }) {
	for c := range 256 {
		modes[0].one[c] = uint8(c & 0x3f)
		modes[1].one[c] = uint8(c >> 2)
		modes[2].one[c], modes[2].two[c] = textBefore(c), textTwoBefore(c)
		modes[3].two[c] = magnitude(c)
		modes[3].one[c] = modes[3].two[c] << 3
	}
	return modes
}()

// textBefore is Lut0 of section 7.1: it tells apart kinds of punctuation, vowels and other letters.
func textBefore(c int) uint8 {
	const punctuation = "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x04\x04\x00\x00\x04\x00\x00" + "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" +
		"\x08\x0c\x10\x0c\x0c\x14\x0c\x10\x18\x1c\x0c\x0c\x20\x0c\x24\x0c" + "\x2c\x2c\x2c\x2c\x2c\x2c\x2c\x2c\x2c\x2c\x20\x20\x18\x28\x1c\x0c" +
		"\x0c"
	switch letter := c &^ 0x20; {
	case c >= 0xc0:
		return 2 + uint8(c)&1
	case c >= 0x80:
		return uint8(c) & 1
	case c < len(punctuation):
		return punctuation[c]
	case letter == 'A' || letter == 'E' || letter == 'I' || letter == 'O' || letter == 'U':
		return 48 + uint8(c)&0x20>>2
	case letter >= 'A' && letter <= 'Z':
		return 52 + uint8(c)&0x20>>2
	case c == '[' || c == '{':
		return 24
	case c == ']' || c == '}':
		return 28
	case c == 0x7f:
		return 0
	}
	return 12
}

// textTwoBefore is Lut1 of section 7.1.
func textTwoBefore(c int) uint8 {
	switch {
	case c >= 0xe0 || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z':
		return 2
	case c >= 'a' && c <= 'z':
		return 3
	case c > ' ' && c < 0x7f:
		return 1
	}
	return 0
}

// magnitude is Lut2 of section 7.1.
func magnitude(c int) uint8 {
	for i, end := range [...]int{1, 16, 64, 128, 192, 240, 255} {
		if c < end {
			return uint8(i)
		}
	}
	return 7
}
