package decode

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
