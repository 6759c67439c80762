// Package e2e runs the scenarios, and storms and accidents, on real Envoys with the shipped .wasm in them.
//
// Clients and applications speak HTTP byte by byte by themselves here: a library would mend or hide what is to be seen.
package e2e

import (
	"context"
	"errors"
	"net"
	"slices"
	"sync"
	"time"

	"errormask/test/scenario"
)

// exchangeTimeout bounds everything that one exchange waits for, so that a hang becomes a failure that says so.
const exchangeTimeout = 20 * time.Second

// respond gives the answer to a request; false breaks the connection.
type respond func(method, path string) (scenario.Upstream, bool)

// upstream is an application on the loopback that answers exactly as told.
type upstream struct {
	address string
	http2   bool
	respond respond
	ctx     context.Context // ends with close
	cancel  context.CancelFunc

	mu       sync.Mutex
	listener net.Listener
	conns    map[net.Conn]bool
	serving  sync.WaitGroup
}

func startUpstream(http2 bool, r respond) (*upstream, error) {
	u := &upstream{http2: http2, respond: r, conns: map[net.Conn]bool{}}
	u.ctx, u.cancel = context.WithCancel(context.Background())
	return u, u.open("127.0.0.1:0")
}

// open listens at the address.
func (u *upstream) open(address string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	u.mu.Lock()
	u.listener, u.address = listener, listener.Addr().String()
	u.mu.Unlock()
	u.serving.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			u.serving.Go(func() { u.serve(conn) })
		}
	})
	return nil
}

// refuse closes the listener and all connections: the next connection is refused.
func (u *upstream) refuse() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.listener.Close()
	for conn := range u.conns {
		conn.Close()
	}
}

// crash does the same, but as the system does for a killed process: connections are reset.
func (u *upstream) crash() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.listener.Close()
	for conn := range u.conns {
		abort(conn)
	}
}

func (u *upstream) close() {
	u.cancel()
	u.refuse()
	u.serving.Wait()
}

func (u *upstream) serve(conn net.Conn) {
	u.mu.Lock()
	u.conns[conn] = true
	u.mu.Unlock()
	if u.http2 {
		u.serveHTTP2(conn)
	} else {
		u.serveHTTP1(conn)
	}
	conn.Close()
	u.mu.Lock()
	delete(u.conns, conn)
	u.mu.Unlock()
}

// errBreak asks for an end of the connection as a kill would cause it.
var errBreak = errors.New("connection is to be reset")

// abort closes a connection with a TCP RST.
func abort(conn net.Conn) {
	if tcp, ok := conn.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	conn.Close()
}

// pause lets time pass; false when the upstream was closed.
func (u *upstream) pause(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-u.ctx.Done():
		return false
	}
}

// inOrder answers the exchanges one after the other; requests beyond them break the connection and count as strays.
type inOrder struct {
	mu     sync.Mutex
	next   []scenario.Exchange
	strays []string
}

func newInOrder(exchanges []scenario.Exchange) *inOrder {
	return &inOrder{next: slices.DeleteFunc(slices.Clone(exchanges), func(x scenario.Exchange) bool { return x.Upstream.Refused })}
}

func (o *inOrder) respond(method, path string) (scenario.Upstream, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.next) == 0 || o.next[0].Request.Method != method || o.next[0].Request.Path != path {
		o.strays = append(o.strays, method+" "+path)
		return scenario.Upstream{}, false
	}
	answer := o.next[0].Upstream
	o.next = o.next[1:]
	return answer, true
}
