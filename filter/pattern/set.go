package pattern

import "unicode/utf8"

const asciiEnd = utf8.RuneSelf

// set is a set of characters: a bit for each of ASCII, and ranges of the others.
type set struct {
	ascii   [asciiEnd / 32]uint32
	foreign []runes
}

// runes are those from one to another, both included.
type runes struct{ from, to rune }

func (s *set) has(r rune) bool {
	if r < asciiEnd {
		return s.ascii[r>>5]>>(r&31)&1 != 0
	}
	low, high := 0, len(s.foreign)
	for low < high {
		middle := (low + high) / 2
		switch is := s.foreign[middle]; {
		case r < is.from:
			high = middle
		case r > is.to:
			low = middle + 1
		default:
			return true
		}
	}
	return false
}

// add puts a range into the set, which has to be sorted afterwards.
//
// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func (s *set) add(from, to rune) {
	for r := from; r <= to && r < asciiEnd; r++ {
		s.ascii[r>>5] |= 1 << (r & 31)
	}
	if to >= asciiEnd {
		s.foreign = append(s.foreign, runes{max(from, asciiEnd), to})
	}
}

// addSet puts what another set has into the set, or all that it has not.
func (s *set) addSet(other set, negated bool) {
	if negated {
		other.negate()
	}
	for i, bits := range other.ascii {
		s.ascii[i] |= bits
	}
	s.foreign = append(s.foreign, other.foreign...)
}

// sort brings the ranges in order and joins those that overlap or touch.
func (s *set) sort() {
	all := s.foreign
	for i := range all { // there are at most some 500
		for j := i; j > 0 && all[j].from < all[j-1].from; j-- {
			all[j], all[j-1] = all[j-1], all[j]
		}
	}
	s.foreign = nil
	for _, is := range all {
		if last := len(s.foreign) - 1; last >= 0 && is.from <= s.foreign[last].to+1 {
			s.foreign[last].to = max(s.foreign[last].to, is.to)
			continue
		}
		s.foreign = append(s.foreign, is)
	}
}

// negate makes a sorted set one of all other characters. Inlined where it is called it would make the module 3 KB larger.
//
//go:noinline
func (s *set) negate() {
	for i := range s.ascii {
		s.ascii[i] = ^s.ascii[i]
	}
	var gaps []runes
	from := rune(asciiEnd)
	for _, is := range s.foreign {
		if is.from > from {
			gaps = append(gaps, runes{from, is.from - 1})
		}
		from = is.to + 1
	}
	if from <= utf8.MaxRune {
		gaps = append(gaps, runes{from, utf8.MaxRune})
	}
	s.foreign = gaps
}

// fold adds the other form of each ASCII letter.
func (s *set) fold() {
	for c := 'a'; c <= 'z'; c++ {
		if upper := c - 'a' + 'A'; s.has(c) || s.has(upper) {
			s.add(c, c)
			s.add(upper, upper)
		}
	}
}

// isNothing reports whether the set has no character.
func (s *set) isNothing() bool { return s.ascii == [len(s.ascii)]uint32{} && len(s.foreign) == 0 }

// named gives the set that an escape such as \d stands for, and \D for all that it has not.
func named(letter byte) (s set, negated, ok bool) {
	switch letter | 0x20 {
	case 'd':
		s.add('0', '9')
	case 'w':
		s.add('0', '9')
		s.add('A', 'Z')
		s.add('a', 'z')
		s.add('_', '_')
	case 's': // those of RE2, which has no vertical tab among them
		s.add('\t', '\n')
		s.add('\f', '\r')
		s.add(' ', ' ')
	default:
		return s, false, false
	}
	return s, letter < 'a', true
}
