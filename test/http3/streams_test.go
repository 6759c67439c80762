package http3

import (
	"slices"
	"sync"
	"testing"

	"errormask/test/realenvoy/envoytest"
)

const (
	streams = 600
	// atOnce is the number of streams that are open on a connection.
	atOnce = 6
)

func TestStreams(t *testing.T) {
	envoytest.Each(t, func(t *testing.T, binary string) { testStreams(t, binary, nil) })
}

// TestStreamsThatAreLoggedAtOnce has an Envoy that does not wait for the client's acknowledgement of the last byte: the filter's log
// phase comes then, and must not write a second record. From 1.40 on Envoy has no such guard any more, and always waits.
func TestStreamsThatAreLoggedAtOnce(t *testing.T) {
	runtime := map[string]any{"envoy.reloadable_features.quic_defer_logging_to_ack_listener": false}
	envoytest.Each(t, func(t *testing.T, binary string) { testStreams(t, binary, runtime) })
}

// testStreams wants the generic answer at the client of each failure, and one record of it.
func testStreams(t *testing.T, binary string, runtime map[string]any) {
	s := newScene(t, binary, kinds, runtime)
	clients, exchanges := s.wake(t)
	first := len(exchanges)
	exchanges = slices.Grow(exchanges, streams)[:first+streams]
	ids := make(chan int, streams)
	for i := range streams {
		ids <- first + i
	}
	close(ids)
	var work sync.WaitGroup
	for _, c := range clients {
		for range atOnce {
			work.Go(func() {
				for id := range ids {
					var err error
					k := kinds[id%len(kinds)]
					if _, exchanges[id], err = c.do(s.ctx, k, id); err != nil {
						t.Errorf("stream %d, %s: %v", id, k.name, err)
					}
				}
			})
		}
	}
	work.Wait()
	s.checkRecords(t, exchanges)
}
