package filter

import (
	"math/rand/v2"
	"testing"
)

// TestCaptureKeepsBothEnds compares with the definition, for many limits and chunkings.
func TestCaptureKeepsBothEnds(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	body := make([]byte, 300)
	for i := range body {
		body[i] = byte(i)
	}
	for range 20000 {
		limit, size := random.IntN(40), random.IntN(len(body))
		var c capture
		c.bothEnds(limit)
		h := newDouble("500")
		for sent := 0; sent < size; {
			n := min(size-sent, 1+random.IntN(1+random.IntN(100)))
			h.chunk = body[sent : sent+n]
			if err := c.add(h, n, &budget{left: 1 << 20}); err != nil {
				t.Fatal(err)
			}
			sent += n
		}
		e := c.excerpt()
		expected := string(body[:size])
		if size > limit {
			expected = string(body[:limit-limit/2]) + string(body[size-limit/2:size])
		}
		if string(e.text) != expected || e.missing != max(0, size-limit) || c.size != size {
			t.Fatalf("limit %d, size %d: kept % x, missing %d; want % x", limit, size, e.text, e.missing, expected)
		}
	}
}

// TestCaptureNeverCopiesMoreThanItKeeps: a large chunk in the middle of a large body costs no more than the limit.
func TestCaptureNeverCopiesMoreThanItKeeps(t *testing.T) {
	const limit = 100
	var c capture
	c.bothEnds(limit)
	h := &counting{double: newDouble("500")}
	h.chunk = make([]byte, 1<<20)
	for range 10 {
		h.copied = 0
		if err := c.add(h, len(h.chunk), &budget{left: 1 << 20}); err != nil {
			t.Fatal(err)
		}
		if h.copied > limit {
			t.Errorf("copied %d bytes of a chunk, the limit is %d", h.copied, limit)
		}
	}
	want(t, "kept", len(c.kept), limit)
}

type counting struct {
	*double
	copied int
}

func (c *counting) ResponseBody(start, length int) ([]byte, error) {
	c.copied += length
	return c.double.ResponseBody(start, length)
}

func TestCaptureGivesBackLargeBuffers(t *testing.T) {
	c := capture{kept: make([]byte, 10, maxIdleCapture+1)}
	c.reset()
	want(t, "kept capacity", cap(c.kept), 0)
	c = capture{kept: make([]byte, 10, maxIdleCapture)}
	c.reset()
	want(t, "kept capacity", cap(c.kept), maxIdleCapture)
}
