package filter

import (
	"errors"
	"strconv"
)

// capture keeps the beginning and the end of a body: half of the limit each, or all of it when it is no longer than the limit. What lies
// between is never copied out of the proxy.
type capture struct {
	// size is the length of the body so far.
	size int
	// reserved is this capture's part of the budget of all captures, and frozen says that it ran out: kept grows no more.
	reserved int
	frozen   bool
	// kept holds the head, which is the first half of the limit, and behind it the tail, which is a ring once kept is full.
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

// headLimit is how much of a limit the body's beginning takes.
func headLimit(limit int) int { return limit - limit/2 }

// add takes the proxy's current chunk of the given size into a capture of at most limit bytes.
func (c *capture) add(h Host, size, limit int, budget *budget) error {
	c.size += size
	growth := min(size, limit-len(c.kept))
	if c.frozen || !budget.take(growth) {
		c.frozen = true
		return nil
	}
	c.reserved += growth
	err := c.keep(h, size, limit)
	if err != nil {
		c.frozen = true // what would follow is not what comes next in the body
	}
	return err
}

func (c *capture) keep(h Host, size, limit int) error {
	if size <= limit-len(c.kept) {
		return c.copy(h, 0, size, limit)
	}
	// Of what follows the head only the last bytes can stay in the tail.
	first := max(0, headLimit(limit)-len(c.kept))
	last := max(first, size-limit/2)
	if err := c.copy(h, 0, first, limit); err != nil {
		return err
	}
	return c.copy(h, last, size, limit)
}

// copy keeps the current chunk's bytes from start up to end. Once kept is full they overwrite the oldest ones of the tail.
func (c *capture) copy(h Host, start, end, limit int) error {
	if start == end {
		return nil
	}
	chunk, err := h.ResponseBody(start, end-start)
	if err != nil {
		return err
	}
	if len(chunk) != end-start {
		return errors.New("asked for " + strconv.Itoa(end-start) + " bytes of a chunk, got " + strconv.Itoa(len(chunk)))
	}
	room := min(len(chunk), limit-len(c.kept))
	c.kept = append(c.kept, chunk[:room]...)
	tail := c.kept[min(headLimit(limit), len(c.kept)):]
	for rest := chunk[room:]; len(rest) > 0; {
		n := copy(tail[c.next:], rest)
		c.next = (c.next + n) % len(tail)
		rest = rest[n:]
	}
	return nil
}

// text gives the body, as far as it was kept, as one piece whose middle is missing if the body was longer than the limit.
func (c *capture) text(limit int) excerpt {
	head := min(headLimit(limit), len(c.kept))
	if c.frozen {
		head = len(c.kept)
	}
	rotate(c.kept[head:], c.next)
	c.next = 0
	return excerpt{text: c.kept, gap: head, missing: c.size - len(c.kept)}
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
