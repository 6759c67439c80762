package decode

// deflateCodes are the two codes of a compressed block. Of each alphabet the last symbol stands for nothing.
type deflateCodes struct {
	_                   [0]func() // none of these is compared
	literals, distances prefixCode
	// end is how many bits the end of the block takes.
	end int
}

const (
	literalAlphabet, literalSymbols   = 288, 286
	distanceAlphabet, distanceSymbols = 32, 30
	lengthAlphabet                    = 20
)

// makeFixed makes the codes of section 3.2.6.
func (c *deflateCodes) makeFixed() {
	var lengths [literalAlphabet]uint8
	for symbol := range lengths {
		switch {
		case symbol < 144 || symbol >= 280:
			lengths[symbol] = 8
		case symbol < endOfBlock:
			lengths[symbol] = 9
		default:
			lengths[symbol] = 7
		}
	}
	c.literals.fill(lengths[:])
	c.end = int(lengths[endOfBlock])
	for symbol := range distanceAlphabet {
		lengths[symbol] = 5
	}
	c.distances.fill(lengths[:distanceAlphabet])
}

// deflateOrder is the order in which the lengths of the codes for code lengths stand.
var deflateOrder = [...]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// readCodes reads the description of a block's own codes (section 3.2.7).
func (f *inflater) readCodes(c *deflateCodes) error {
	literals, distances, known := firstLength+f.in.take(5), 1+f.in.take(5), 4+f.in.take(4)
	if literals > literalSymbols || distances > distanceSymbols {
		return errCorrupt
	}
	var widths [lengthAlphabet]uint8
	for _, symbol := range deflateOrder[:known] {
		widths[symbol] = uint8(f.in.take(3))
	}
	if err := f.lengthCode.complete(widths[:]); err != nil {
		return err
	}
	// The lengths of both codes are one sequence: a repetition may begin in one and end in the other.
	var lengths [literalAlphabet + distanceAlphabet]uint8
	if err := f.readLengths(lengths[:literals+distances]); err != nil {
		return err
	}
	var far [distanceAlphabet]uint8
	copy(far[:], lengths[literals:literals+distances])
	clear(lengths[literals:])
	c.end = int(lengths[endOfBlock])
	if err := c.literals.complete(lengths[:literalAlphabet]); err != nil {
		return err
	}
	return c.distances.complete(far[:])
}

// readLengths reads as many code lengths as there is room for.
func (f *inflater) readLengths(lengths []uint8) error {
	for at := 0; at < len(lengths) && !f.in.ended(); {
		symbol, n, repeat := f.lengthCode.take(&f.in), uint8(0), 1
		switch {
		case symbol < 16:
			n = uint8(symbol)
		case symbol == 16 && at > 0:
			n, repeat = lengths[at-1], 3+f.in.take(2)
		case symbol == 17:
			repeat = 3 + f.in.take(3)
		case symbol == 18:
			repeat = 11 + f.in.take(7)
		default:
			return errCorrupt
		}
		if repeat > len(lengths)-at {
			return errCorrupt
		}
		for range repeat {
			lengths[at] = n
			at++
		}
	}
	if f.in.ended() {
		return errTruncated
	}
	return nil
}

// complete makes a code whose lengths may leave room in two cases: it is one code of one bit, or there is none. The last symbol gets
// what is left.
func (p *prefixCode) complete(lengths []uint8) error {
	taken := p.fill(lengths)
	if taken == 0 {
		p.only(len(lengths) - 1)
		return nil
	}
	if taken == fullCode/2 && p.count[1] == 1 {
		lengths[len(lengths)-1] = 1
		taken = p.fill(lengths)
	}
	if taken != fullCode {
		return errCorrupt
	}
	return nil
}
