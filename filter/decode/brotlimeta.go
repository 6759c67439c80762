package decode

// The three kinds of symbols that a meta-block consists of.
const (
	literal = iota
	command
	distance
)

// metaBlock is what a meta-block's header says (RFC 7932, section 9.2).
type metaBlock struct {
	blocks [3]blockTypes
	// codes has the codes for each kind. Their number is bounded by 256.
	codes [3][]prefixCode
	// modes has the context mode of each type of literal blocks.
	modes [256]uint8
	// literals and distances give a code by block type and context.
	literals  [256 * 64]uint8
	distances [256 * 4]uint8
	// postfix and direct describe the alphabet of distances (section 4).
	postfix, direct int
}

// blockTypes is where in the blocks of one kind the reader is (section 6).
type blockTypes struct {
	_                 [0]func() // none of these is compared
	number            int
	current, previous int
	// left is how many symbols the current block still has.
	left            int
	types, counting prefixCode
}

var blockCount = lengthCodes(1, 0, []uint8{2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 7, 8, 9, 10, 11, 12, 13, 24})

const countSymbols = 26

// readMeta reads a meta-block's header behind its length.
func (b *brotliReader) readMeta() error {
	m := &b.meta
	for kind := range m.blocks {
		if err := b.readBlockTypes(&m.blocks[kind]); err != nil {
			return err
		}
	}
	m.postfix = b.in.take(2)
	m.direct = b.in.take(4) << m.postfix
	for i := range m.blocks[literal].number {
		m.modes[i] = uint8(b.in.take(2))
	}
	literals, err := b.readContextMap(m.literals[:64*m.blocks[literal].number])
	if err != nil {
		return err
	}
	distances, err := b.readContextMap(m.distances[:4*m.blocks[distance].number])
	if err != nil {
		return err
	}
	for kind, need := range [...]struct{ codes, alphabet int }{
		literal:  {literals, 256},
		command:  {m.blocks[command].number, maxSymbols},
		distance: {distances, 16 + m.direct + 48<<m.postfix},
	} {
		if cap(m.codes[kind]) < need.codes {
			m.codes[kind] = make([]prefixCode, need.codes)
		}
		m.codes[kind] = m.codes[kind][:need.codes]
		for i := range m.codes[kind] {
			if err := b.readCode(&m.codes[kind][i], need.alphabet); err != nil {
				return err
			}
		}
	}
	return nil
}

// readNumber reads a number from 1 to 256 (section 9.2).
func (b *brotliReader) readNumber() int {
	if b.in.take(1) == 0 {
		return 1
	}
	n := b.in.take(3)
	return 1<<n + 1 + b.in.take(n)
}

func (b *brotliReader) readBlockTypes(t *blockTypes) error {
	t.current, t.previous, t.left = 0, 1, 1<<24
	if t.number = b.readNumber(); t.number == 1 {
		return nil
	}
	if err := b.readCode(&t.types, t.number+2); err != nil {
		return err
	}
	if err := b.readCode(&t.counting, countSymbols); err != nil {
		return err
	}
	t.left = b.takeCount(t)
	return nil
}

func (b *brotliReader) takeCount(t *blockTypes) int {
	c := blockCount[t.counting.take(&b.in)]
	return c.base + b.in.take(c.bits)
}

// next counts a symbol and begins another block before it when the current one has none left.
func (b *brotliReader) next(t *blockTypes) {
	if t.left == 0 {
		kind := t.types.take(&b.in)
		switch kind {
		case 0:
			kind = t.previous
		case 1:
			kind = (t.current + 1) % t.number
		default:
			kind -= 2
		}
		t.previous, t.current = t.current, kind
		t.left = b.takeCount(t)
	}
	t.left--
}

// readContextMap fills a context map and gives how many codes it refers to (section 7.3).
func (b *brotliReader) readContextMap(to []uint8) (codes int, err error) {
	clear(to)
	codes = b.readNumber()
	if codes == 1 {
		return codes, nil
	}
	longest := 0
	if b.in.take(1) == 1 {
		longest = 1 + b.in.take(4)
	}
	if err := b.readCode(&b.mapCode, codes+longest); err != nil {
		return 0, err
	}
	for i := 0; i < len(to); {
		if b.in.ended() {
			return 0, errTruncated
		}
		symbol := b.mapCode.take(&b.in)
		switch {
		case symbol > longest:
			to[i] = uint8(symbol - longest)
			i++
		case symbol == 0:
			i++
		default:
			// A run of zeros.
			if i += 1<<symbol + b.in.take(symbol); i > len(to) {
				return 0, errCorrupt
			}
		}
	}
	if b.in.take(1) == 1 {
		moveToFront(to)
	}
	return codes, nil
}

// moveToFront undoes the transform of that name.
func moveToFront(b []uint8) {
	var order [256]uint8
	for i := range order {
		order[i] = uint8(i)
	}
	for i, at := range b {
		v := order[at]
		copy(order[1:int(at)+1], order[:at])
		order[0] = v
		b[i] = v
	}
}
