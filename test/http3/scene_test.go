package http3

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net/http/httptest"
	"testing"

	"github.com/quic-go/quic-go/http3"

	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
)

const (
	listener    = "http3"
	workers     = 2
	connections = 4
)

// scene is an Envoy with an HTTP/3 listener, in front of an application.
type scene struct {
	ctx     context.Context
	envoy   *realenvoy.Envoy
	address string
	trusted *x509.CertPool
	reached chan<- struct{}
}

func newScene(t *testing.T, binary string, kinds []kind, runtime map[string]any) *scene {
	t.Helper()
	app := &application{reached: make(chan struct{})}
	upstream := httptest.NewServer(app.handler(kinds))
	t.Cleanup(upstream.Close)
	certificate, trusted := selfSigned(t)
	s := &scene{trusted: trusted, reached: app.reached}
	s.envoy, s.ctx = envoytest.Start(t, realenvoy.Options{Binary: binary, Concurrency: workers, Bootstrap: realenvoy.Bootstrap{
		Runtime: runtime,
		Listeners: []realenvoy.Listener{{
			Name: listener, Wasm: envoytest.Wasm(t), HTTP3: certificate, Upstream: upstream.Listener.Addr().String(),
		}},
	}})
	s.address = s.envoy.Address(listener)
	return s
}

func (s *scene) connect(t *testing.T) *client {
	t.Helper()
	c := &client{
		transport: &http3.Transport{TLSClientConfig: &tls.Config{RootCAs: s.trusted}, DisableCompression: true},
		base:      "https://" + s.address,
		reached:   s.reached,
	}
	t.Cleanup(func() { c.transport.Close() })
	return c
}

// wake gives clients whose workers have masked an HTTP/3 stream before, and the exchanges that it took; their ids begin at 0.
func (s *scene) wake(t *testing.T) (clients []*client, exchanges []exchange) {
	t.Helper()
	for id := range connections {
		c := s.connect(t)
		_, x, err := c.do(s.ctx, plain, id)
		if err != nil {
			t.Fatalf("first stream of connection %d: %v", id, err)
		}
		clients, exchanges = append(clients, c), append(exchanges, x)
	}
	return clients, exchanges
}

// checkRecords wants one record for each masked exchange and no other. The first one of a worker may lack the request.
func (s *scene) checkRecords(t *testing.T, exchanges []exchange) {
	t.Helper()
	if err := s.envoy.WaitIdle(s.ctx, listener); err != nil {
		t.Fatal(err)
	}
	records := recordsOf(t, s.envoy)
	total, bare := 0, 0
	for id, x := range exchanges {
		want := 0
		if x.kind.masked() {
			want = 1
		}
		got := records[id]
		total += len(got)
		if len(got) != want {
			t.Errorf("stream %d, %s: %d records, want %d: %v", id, x.kind.name, len(got), want, got)
			continue
		}
		for _, r := range got {
			if x.fresh && r.Path == "" {
				bare++
			} else if err := r.checkRequest(x, s.address); err != nil {
				t.Errorf("stream %d, %s: %v", id, x.kind.name, err)
			}
			if err := r.checkAnswer(x); err != nil {
				t.Errorf("stream %d, %s: %v", id, x.kind.name, err)
			}
			if x.kind.cut != none {
				continue // its client does not know when Envoy was done with it
			}
			if err := r.checkTimes(x); err != nil {
				t.Errorf("stream %d, %s: %v", id, x.kind.name, err)
			}
		}
	}
	if bare > workers {
		t.Errorf("%d records lack the request, want no more than the first one of each of %d workers", bare, workers)
	}
	t.Logf("%d streams, %d records, %d of them without the request", len(exchanges), total, bare)
}
