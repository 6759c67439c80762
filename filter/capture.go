package filter

import (
	"errors"

	"errormask/filter/ascii"
)

// capture keeps the beginning and the end of a body, or all of it when it is no longer than the limit. What lies between is never copied out of
// the proxy.
type capture struct {
	// limit is how many bytes are kept, head how many of them are the body's first ones, whatever its length.
	limit, head int
	// size is the length of the body so far.
	size int
	// reserved is this capture's part of the budget of all captures, and frozen says that it ran out: kept grows no more.
	reserved int
	frozen   bool
	// kept holds the head, and behind it the tail, which is a ring once kept is full.
	kept []byte
	// next is where in the tail its oldest byte is.
	next int
}

// maxIdleCapture bounds the memory that a capture holds on to between two bodies.
const maxIdleCapture = 16 << 10

func (c *capture) reset() {
	kept := c.kept[:0]
	if cap(kept) > maxIdleCapture {
		kept = nil
	}
	*c = capture{kept: kept}
}

// bothEnds has the first and the last half of limit bytes kept; before the first chunk.
func (c *capture) bothEnds(limit int) { c.limit, c.head = limit, limit-limit/2 }

// beginning has the first limit bytes kept; before the first chunk.
func (c *capture) beginning(limit int) { c.limit, c.head = limit, limit }

// add takes the proxy's current chunk of the given size.
func (c *capture) add(h Host, size int, budget *budget) error {
	c.size += size
	growth := min(size, c.limit-len(c.kept))
	if c.frozen || !budget.take(growth) {
		c.frozen = true
		return nil
	}
	c.reserved += growth
	err := c.keep(h, size)
	if err != nil {
		c.frozen = true // what would follow is not what comes next in the body
	}
	return err
}

func (c *capture) keep(h Host, size int) error {
	if size <= c.limit-len(c.kept) {
		return c.copy(h, 0, size)
	}
	// Of what follows the head only the last bytes can stay in the tail.
	first := max(0, c.head-len(c.kept))
	last := max(first, size-(c.limit-c.head))
	if err := c.copy(h, 0, first); err != nil {
		return err
	}
	return c.copy(h, last, size)
}

// copy keeps the current chunk's bytes from start up to end. Once kept is full they overwrite the oldest ones of the tail.
func (c *capture) copy(h Host, start, end int) error {
	if start == end {
		return nil
	}
	chunk, err := h.ResponseBody(start, end-start)
	if err != nil {
		return err
	}
	if len(chunk) != end-start {
		return errors.New("asked for " + ascii.Int(end-start) + " bytes of a chunk, got " + ascii.Int(len(chunk)))
	}
	room := min(len(chunk), c.limit-len(c.kept))
	c.kept = append(c.kept, chunk[:room]...)
	tail := c.kept[min(c.head, len(c.kept)):]
	for rest := chunk[room:]; len(rest) > 0; {
		n := copy(tail[c.next:], rest)
		c.next = (c.next + n) % len(tail)
		rest = rest[n:]
	}
	return nil
}

// excerpt gives the body as far as it was kept: one piece, whose middle is missing if the body was longer than the limit.
func (c *capture) excerpt() excerpt {
	head := len(c.kept)
	if head == c.limit && head < c.size {
		head = c.head
		rotate(c.kept[head:], c.next)
	}
	c.next = 0
	return excerpt{text: c.kept, gap: head, resume: head, missing: c.size - len(c.kept)}
}

// rotate moves the first n bytes to the end, in place.
func rotate(b []byte, n int) {
	reverse(b[:n])
	reverse(b[n:])
	reverse(b)
}

func reverse(b []byte) {
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
}
