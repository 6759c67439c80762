package pattern

import "unicode/utf8"

// thread is a match that has come to an instruction, and where it began.
type thread struct {
	pc    int
	start int
}

// machine is the state of a search. Its memory is used again by the next one.
type machine struct {
	// now and next are the threads before and after a character, in the order of their starts, and at most one for each instruction: of
	// two that have come to the same one, that which began later can add nothing to the other's matches.
	now, next []thread
	// todo are instructions that are still to be followed.
	todo []int
	// seen has the turn in which an instruction was reached last. A turn is one position.
	seen []uint32
	turn uint32
	// here is the position of a turn, held what holds there, and ended the start of the longest match that ends there, -1 if none does.
	here  int
	held  uint8
	ended int
	// steps counts what is done, for the test that time is linear.
	steps int
}

func newMachine(instructions int) machine {
	n := instructions + 1 // one for the end
	return machine{now: make([]thread, 0, n), next: make([]thread, 0, n), todo: make([]int, 0, n), seen: make([]uint32, n)}
}

// at begins the turn of a position.
func (m *machine) at(position int, held uint8) {
	m.next, m.here, m.held, m.ended = m.next[:0], position, held, -1
	m.turn++
	if m.turn == 0 { // after four thousand million
		clear(m.seen)
		m.turn = 1
	}
}

// AppendPiece is AppendSpans for a piece of a text.
func (p *Pattern) AppendPiece(dst []Span, t Piece) []Span {
	own := len(dst)
	i := t.From
	p.begin(&t, i)
	if t.Before == Cut && i < t.To { // a match that has begun before may be anywhere in the program
		for pc := range p.code {
			p.follow(pc, i)
		}
	}
	for i < t.To {
		if p.first[t.Text[i]] {
			p.follow(0, i)
		}
		p.now, p.next = p.next, p.now
		r, width := rune(t.Text[i]), 1
		if r >= asciiEnd {
			r, width = utf8.DecodeRune(t.Text[i:t.To])
		}
		i += width
		if len(p.now) == 0 {
			i = p.skip(&t, i)
			p.begin(&t, i)
			continue
		}
		p.begin(&t, i)
		p.step(r)
		if p.ended >= 0 {
			dst = add(dst, own, Span{p.ended, i})
		}
	}
	if t.After == Cut && len(p.next) > 0 {
		dst = add(dst, own, Span{p.next[0].start, t.To})
	}
	return dst
}

// begin begins the turn of a position in a piece.
func (p *Pattern) begin(t *Piece, i int) {
	held := uint8(0)
	if p.asserts {
		held = t.holds(i)
	}
	p.at(i, held)
}

// skip passes over what no match begins with.
func (p *Pattern) skip(t *Piece, i int) int {
	for i < t.To && !p.first[t.Text[i]] {
		i++
	}
	return i
}

// step has the threads of now take a character, so that they come to where the turn is.
func (p *Pattern) step(r rune) {
	p.steps += len(p.now)
	for _, t := range p.now {
		in := &p.code[t.pc]
		if in.op == takeByte && rune(in.c) == r || in.op == takeSet && p.sets[in.arg].has(r) {
			p.follow(t.pc+1, t.start)
		}
	}
}

// follow lets a thread that began at start come to an instruction, and on from there to all that take a character.
func (p *Pattern) follow(pc, start int) {
	for p.todo = append(p.todo[:0], pc); len(p.todo) > 0; {
		pc = p.todo[len(p.todo)-1]
		p.todo = p.todo[:len(p.todo)-1]
		p.steps++
		if p.seen[pc] == p.turn {
			continue
		}
		p.seen[pc] = p.turn
		if pc == len(p.code) {
			if start < p.here {
				p.ended = start
			}
			continue
		}
		switch in := &p.code[pc]; in.op {
		case split:
			p.todo = append(p.todo, pc+int(in.arg), pc+1)
		case jump:
			p.todo = append(p.todo, pc+int(in.arg))
		case assert:
			if in.c&p.held != 0 {
				p.todo = append(p.todo, pc+1)
			}
		default:
			p.next = append(p.next, thread{pc, start})
		}
	}
}

// add appends a span that ends behind all others, and joins it with those from own on that it overlaps or touches.
func add(dst []Span, own int, s Span) []Span {
	for last := len(dst) - 1; last >= own && dst[last].End >= s.Start; last-- {
		s.Start = min(s.Start, dst[last].Start)
		dst = dst[:last]
	}
	return append(dst, s)
}
