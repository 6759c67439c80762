package decode

// The three kinds of codes of a sequence, in the order in which their tables are described (RFC 8878, section 3.1.1.3.2).
const (
	literalLengths = iota
	offsets
	matchLengths
)

// sequenceCodes has of each kind how many codes there are, the largest accuracy, and the table that needs no description
// (section 3.1.1.3.2.2).
var sequenceCodes = [3]struct {
	symbols, maxLog, log int
	norm                 []int16
}{
	literalLengths: {36, 9, 6, []int16{4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1}},
	offsets:        {32, 8, 5, []int16{1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1}},
	matchLengths: {53, 9, 6, []int16{1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1}},
}

// A length is the base of its code and as many extra bits as it says (section 3.1.1.3.2.1.1).
type lengthCode struct {
	base int
	bits int
}

func (c lengthCode) take(in *backwardBits) int { return c.base + in.take(c.bits) }

// literalLength and matchLength give the codes' meaning; below 16, or 32, a code is the length itself, less the base of the first.
var (
	literalLength = lengthCodes(0, 16, []uint8{1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
	matchLength   = lengthCodes(3, 32, []uint8{1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
)

// lengthCodes counts up: each code begins where the one before it ends.
func lengthCodes(base, plain int, extra []uint8) (codes [64]lengthCode) {
	for i := range plain + len(extra) {
		n := 0
		if i >= plain {
			n = int(extra[i-plain])
		}
		codes[i] = lengthCode{base, n}
		base += 1 << n
	}
	return codes
}

// compressed appends a compressed block: literals, and sequences of some literals and a match (section 3.1.1.3).
func (z *zstdReader) compressed(dst, src []byte, begin, bound int) ([]byte, error) {
	literals, src, err := z.readLiterals(src)
	if err != nil {
		return dst, err
	}
	count, src, err := z.readSequencesHeader(src)
	if err != nil {
		return dst, err
	}
	if count == 0 {
		return appendBounded(dst, literals, bound)
	}
	in, err := newBackwardBits(src)
	if err != nil {
		return dst, err
	}
	var states [3]int
	for kind := range states {
		states[kind] = in.take(z.tables[kind].log)
	}
	for ; count > 0; count-- {
		var entries [3]fseEntry
		for kind := range entries {
			entries[kind] = z.tables[kind].entries[states[kind]&(1<<maxFSELog-1)]
		}
		code := int(entries[offsets].symbol)
		value := 1<<code + in.take(code)
		match := matchLength[entries[matchLengths].symbol&63].take(&in)
		plain := literalLength[entries[literalLengths].symbol&63].take(&in)
		if count > 1 {
			for _, kind := range [...]int{literalLengths, matchLengths, offsets} {
				states[kind] = int(entries[kind].base) + in.take(int(entries[kind].bits))
			}
		}
		if in.left < 0 || plain > len(literals) {
			return dst, errCorrupt
		}
		if dst, err = appendBounded(dst, literals[:plain], bound); err != nil {
			return dst, err
		}
		literals = literals[plain:]
		distance := z.distance(value, plain)
		if distance <= 0 || distance > len(dst)-begin {
			return dst, errCorrupt
		}
		if dst, err = appendMatch(dst, distance, match, bound); err != nil {
			return dst, err
		}
	}
	if in.left != 0 {
		return dst, errCorrupt
	}
	return appendBounded(dst, literals, bound)
}

// readSequencesHeader gives the number of sequences and the bits that they are in, with the tables ready (section 3.1.1.3.2.1).
func (z *zstdReader) readSequencesHeader(src []byte) (count int, rest []byte, err error) {
	if len(src) == 0 {
		return 0, nil, errCorrupt
	}
	count, used := int(src[0]), 1
	switch {
	case count == 255 && len(src) >= 3:
		count, used = int(src[1])|int(src[2])<<8+0x7f00, 3
	case count >= 128 && count < 255 && len(src) >= 2:
		count, used = (count-128)<<8+int(src[1]), 2
	case count >= 128:
		return 0, nil, errCorrupt
	}
	src = src[used:]
	if count == 0 {
		if len(src) > 0 {
			err = errCorrupt
		}
		return 0, src, err
	}
	if len(src) == 0 || src[0]&3 != 0 {
		return 0, nil, errCorrupt
	}
	modes := src[0]
	src = src[1:]
	for kind := range z.tables {
		if src, err = z.readTable(kind, modes>>(6-2*kind)&3, src); err != nil {
			return 0, nil, err
		}
	}
	return count, src, nil
}

// readTable makes one kind's table ready and gives what follows its description.
func (z *zstdReader) readTable(kind int, mode byte, src []byte) (rest []byte, err error) {
	const (
		predefined = iota
		single
		described
	)
	t, codes := &z.tables[kind], &sequenceCodes[kind]
	switch mode {
	case predefined:
		return src, t.build(codes.norm, codes.log)
	case single:
		if len(src) == 0 || int(src[0]) >= codes.symbols {
			return nil, errCorrupt
		}
		t.single(src[0])
		return src[1:], nil
	case described:
		used, err := z.readFSE(t, src, codes.symbols, codes.maxLog)
		if err != nil {
			return nil, err
		}
		return src[used:], nil
	}
	if !t.valid {
		return nil, errCorrupt
	}
	return src, nil
}

// distance gives how far back a match is. The first three values stand for the last three distances, or, after no literals, for the second and the third
// of them and the first less one (section 3.1.1.5).
func (z *zstdReader) distance(value, literals int) int {
	last := &z.repeated
	if value > 3 {
		*last = [3]int{value - 3, last[0], last[1]}
		return last[0]
	}
	if literals == 0 {
		value++
	}
	switch value {
	case 1:
	case 2:
		*last = [3]int{last[1], last[0], last[2]}
	case 3:
		*last = [3]int{last[2], last[0], last[1]}
	case 4:
		*last = [3]int{last[0] - 1, last[0], last[1]}
	}
	return last[0]
}
