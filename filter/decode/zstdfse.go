package decode

import "math/bits"

// fseTable decodes finite state entropy (RFC 8878, section 4.1): a state is an index into it.
type fseTable struct {
	_       [0]func() // none of these is compared
	entries [1 << maxFSELog]fseEntry
	log     int
	valid   bool
}

// maxFSELog is the largest accuracy of any table.
const maxFSELog = 9

// fseEntry is a symbol, and from how many bits the next state is read and added to base.
type fseEntry struct {
	symbol, bits uint8
	base         uint16
}

// single makes a table that gives one symbol always and takes no bits.
func (t *fseTable) single(symbol uint8) {
	t.entries[0] = fseEntry{symbol: symbol}
	t.log, t.valid = 0, true
}

// readFSE reads the description of a table with at most the given number of symbols (section 4.1.1), and gives how many bytes it takes.
func (z *zstdReader) readFSE(t *fseTable, src []byte, symbols, maxLog int) (used int, err error) {
	t.valid = false
	in := forwardBits{src: src}
	log := in.take(4) + 5
	if log > maxLog {
		return 0, errCorrupt
	}
	norm := z.norm[:0]
	for left := 1 << log; left > 0; {
		if len(norm) >= symbols || in.ended() {
			return 0, errCorrupt
		}
		probability := in.takeUpTo(left+1) - 1
		norm = append(norm, int16(probability))
		left -= max(probability, -probability)
		for repeat := 3; probability == 0 && repeat == 3; {
			repeat = in.take(2)
			if len(norm)+repeat > symbols {
				return 0, errCorrupt
			}
			norm = append(norm, make([]int16, repeat)...)
		}
		if left < 0 {
			return 0, errCorrupt
		}
	}
	if in.ended() {
		return 0, errCorrupt
	}
	return (in.pos + 7) / 8, t.build(norm, log)
}

// takeUpTo reads a number from 0 to most, the smaller ones of which may take a bit less.
func (b *forwardBits) takeUpTo(most int) int {
	n := bits.Len(uint(most))
	short := 1<<n - 1 - most
	v := b.take(n)
	half := 1 << (n - 1)
	if v&(half-1) < short {
		b.pos--
		return v & (half - 1)
	}
	if v >= half {
		v -= short
	}
	return v
}

// build fills a table of 1<<log states by the probabilities of the symbols, which add up to as many; -1 means less than one.
func (t *fseTable) build(norm []int16, log int) error {
	size := 1 << log
	var next [256]uint16
	high := size
	for symbol, n := range norm {
		next[symbol] = uint16(n)
		if n == -1 {
			high--
			t.entries[high].symbol = uint8(symbol)
			next[symbol] = 1
		}
	}
	at := 0
	for symbol, n := range norm {
		for range max(0, n) {
			t.entries[at].symbol = uint8(symbol)
			for at = (at + size>>1 + size>>3 + 3) & (size - 1); at >= high && high > 0; {
				at = (at + size>>1 + size>>3 + 3) & (size - 1)
			}
		}
	}
	if at != 0 {
		return errCorrupt
	}
	for i := range t.entries[:size] {
		e := &t.entries[i]
		n := next[e.symbol]
		next[e.symbol]++
		e.bits = uint8(log + 1 - bits.Len16(n))
		e.base = n<<e.bits - uint16(size)
	}
	t.log, t.valid = log, true
	return nil
}
