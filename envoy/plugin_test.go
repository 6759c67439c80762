package main

import (
	"testing"

	"errormask/filter"
)

// TestStreamsAreUsedAgain: beginning and ending a stream that passes allocates nothing, however many are open at once.
func TestStreamsAreUsedAgain(t *testing.T) {
	f, err := filter.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	p := &plugin{filter: f}
	var open [10]*stream
	if allocations := testing.AllocsPerRun(100, func() {
		for i := range open {
			open[i] = p.NewHttpContext(uint32(i)).(*stream)
		}
		for _, s := range open {
			s.OnHttpStreamDone()
		}
	}); allocations != 0 {
		t.Errorf("%v allocations for %d streams, want none", allocations, len(open))
	}
	for i, s := range open {
		for _, other := range open[:i] {
			if s == other {
				t.Fatal("two open streams share a context")
			}
		}
	}
}

// TestStreamEndsOnce: a second end must not give the same context to two streams.
func TestStreamEndsOnce(t *testing.T) {
	p := &plugin{}
	s := p.NewHttpContext(1).(*stream)
	s.OnHttpStreamDone()
	s.OnHttpStreamDone()
	if p.NewHttpContext(2) == p.NewHttpContext(3) {
		t.Error("two streams share a context")
	}
}

// TestIdleStreamsAreBounded: after a burst not every context is kept.
func TestIdleStreamsAreBounded(t *testing.T) {
	p := &plugin{}
	var open []*stream
	for i := range maxIdle + 10 {
		open = append(open, p.NewHttpContext(uint32(i)).(*stream))
	}
	for _, s := range open {
		s.OnHttpStreamDone()
	}
	if len(p.idle) != maxIdle {
		t.Errorf("%d contexts are kept, want %d", len(p.idle), maxIdle)
	}
}
