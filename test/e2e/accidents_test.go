package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
	"errormask/test/scenario"
)

const (
	// openStreams are open when the accident happens.
	openStreams = 40
	// openFor is how long the application keeps them open after the first piece of the body.
	openFor = 2 * time.Second
)

// TestApplicationDies kills the application while its errors are on their way: what was masked stays masked, and is recorded.
func TestApplicationDies(t *testing.T) {
	envoytest.Each(t, func(t *testing.T, binary string) {
		a := startAccident(t, binary)
		a.upstream.crash()
		for id, answer := range a.wait(t) {
			if answer.Status != 500 || answer.Complete || !strings.HasPrefix(generic, string(answer.Body)) {
				t.Errorf("stream %d: want a masked answer that breaks off, got %+v", id, answer)
			}
		}
		if err := a.envoy.WaitIdle(a.ctx, accident); err != nil {
			t.Fatal(err)
		}
		a.checkRecords(t)
	})
}

// TestListenersDrain takes the listeners away while errors are on their way: the clients still get whole generic answers.
func TestListenersDrain(t *testing.T) {
	envoytest.Each(t, func(t *testing.T, binary string) {
		a := startAccident(t, binary)
		if _, err := a.envoy.AdminPost(a.ctx, "/drain_listeners"); err != nil {
			t.Fatal(err)
		}
		if err := a.envoy.WaitStat(a.ctx, "listener_manager.listener_stopped", 1); err != nil {
			t.Fatal(err)
		}
		if conn, err := dial(a.envoy.Address(accident), ""); err == nil {
			conn.Close()
			t.Error("envoy still accepts connections")
		}
		for id, answer := range a.wait(t) {
			if answer.Status != 500 || string(answer.Body) != generic || !answer.Complete {
				t.Errorf("stream %d: want a whole masked answer, got %+v", id, answer)
			}
		}
		if err := a.envoy.WaitIdle(a.ctx, accident); err != nil {
			t.Fatal(err)
		}
		a.checkRecords(t)
	})
}

// TestEnvoyEnds ends Envoy while errors are on their way: their records are written before it is gone.
func TestEnvoyEnds(t *testing.T) {
	envoytest.Each(t, func(t *testing.T, binary string) {
		a := startAccident(t, binary)
		if err := a.envoy.Stop(); err != nil {
			t.Fatal(err)
		}
		for id, answer := range a.wait(t) {
			if answer.Complete || !strings.HasPrefix(generic, string(answer.Body)) {
				t.Errorf("stream %d: want a masked answer that breaks off, got %+v", id, answer)
			}
		}
		a.checkRecords(t)
	})
}

// accident is the name of the listener.
const accident = "accident"

// accidentScene is an Envoy with open streams, all in the middle of a masked body.
type accidentScene struct {
	ctx      context.Context
	envoy    *realenvoy.Envoy
	upstream *upstream
	clients  sync.WaitGroup
	answers  [openStreams]scenario.Answer
	errors   [openStreams]error
}

func startAccident(t *testing.T, binary string) *accidentScene {
	t.Helper()
	a := &accidentScene{}
	var err error
	if a.upstream, err = startUpstream(false, slowFailure); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.upstream.close)
	listener := realenvoy.Listener{Name: accident, Wasm: envoytest.Wasm(t), Upstream: a.upstream.address}
	a.envoy, a.ctx = envoytest.Start(t, realenvoy.Options{
		Binary: binary, Concurrency: 2, Bootstrap: realenvoy.Bootstrap{Listeners: []realenvoy.Listener{listener}},
	})
	for id := range openStreams {
		a.clients.Go(func() {
			c := newClient("http/1.1", a.envoy.Address(accident), mark)
			defer c.close()
			request := scenario.Request{Method: "GET", Path: fmt.Sprintf("/%d", id), Authority: "shop.example"}
			a.answers[id], a.errors[id] = c.do(request, -1)
		})
	}
	// Envoy counts a response before its filters see it, and in the same thread without a break.
	if err := a.envoy.WaitStat(a.ctx, "cluster."+realenvoy.ClusterName(accident)+".upstream_rq_500", openStreams); err != nil {
		t.Fatal(err)
	}
	return a
}

// slowFailure sends a piece of its body at once and the rest late.
func slowFailure(_, path string) (scenario.Upstream, bool) {
	return scenario.Upstream{
		Status: 500, Reason: "Oops", Framing: scenario.Chunked,
		Headers: []scenario.Header{{"content-type", "text/plain"}, {"x-debug-canary", mark}},
		Steps:   []scenario.Step{{Data: []byte(mark + path)}, {Pause: openFor}, {Data: []byte(mark)}},
	}, true
}

// wait returns the answers when all clients are done; none may have seen a canary or have hung.
func (a *accidentScene) wait(t *testing.T) []scenario.Answer {
	t.Helper()
	a.clients.Wait()
	for id, err := range a.errors {
		if err != nil {
			t.Errorf("stream %d: %v", id, err)
		}
		if hasMark(a.answers[id]) {
			t.Errorf("stream %d: the client got a canary: %+v", id, a.answers[id])
		}
	}
	return a.answers[:]
}

// checkRecords wants one record a stream.
func (a *accidentScene) checkRecords(t *testing.T) {
	t.Helper()
	seen := map[string]int{}
	for _, m := range realenvoy.Messages(a.envoy.Log(), accident) {
		var record struct {
			Path string `json:"url.path"`
		}
		if err := json.Unmarshal([]byte(m.Text), &record); err != nil || m.Level != "error" {
			t.Fatalf("logged at %s, %v: %.300q", m.Level, err, m.Text)
		}
		seen[record.Path]++
	}
	for id := range openStreams {
		if n := seen[fmt.Sprintf("/%d", id)]; n != 1 {
			t.Errorf("stream %d: %d records, want 1", id, n)
		}
	}
}
