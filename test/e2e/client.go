package e2e

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"errormask/test/scenario"
)

// client sends requests over one connection at a time and reports all that comes back, even what no client should get.
type client interface {
	// do makes one exchange. An answer that breaks off is no error, but has Complete false. Errors are hangs and answers that
	// violate the protocol, together with what had arrived by then.
	do(request scenario.Request, gone int) (scenario.Answer, error)
	// leftover gives bytes or frames that came after the last answer. Call it when the proxy is done with the stream.
	leftover() string
	close()
}

// newClient makes a client of that protocol ("http/1.1", "http/1.0" or "h2"), which connects when it has to. Once any byte that it
// receives completes forbidden, in whatever part of the protocol, each exchange is an error; "" forbids nothing.
func newClient(protocol, address, forbidden string) client {
	if protocol == "h2" {
		return &http2Client{address: address, forbidden: forbidden}
	}
	return &http1Client{address: address, version: protocol, forbidden: forbidden}
}

func dial(address, forbidden string) (net.Conn, error) {
	conn, err := net.DialTimeout("tcp", address, exchangeTimeout)
	if err != nil || forbidden == "" {
		return conn, err
	}
	return &censor{Conn: conn, forbidden: []byte(forbidden)}, nil
}

// censor is a connection on which reading fails when certain bytes arrive.
type censor struct {
	net.Conn
	forbidden []byte
	tail      []byte // of what was read before, as the bytes may come in parts
}

func (c *censor) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	seen := append(c.tail, p[:n]...)
	if bytes.Contains(seen, c.forbidden) {
		return 0, fmt.Errorf("the client received %q", seen) // with n, a buffer would put the error off
	}
	c.tail = append(c.tail[:0], seen[max(0, len(seen)-len(c.forbidden)+1):]...)
	return n, err
}

// hang turns a deadline that has passed into words.
func hang(err error) error {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("the answer hangs: no more of it within %v", exchangeTimeout)
	}
	return err
}

// settleTime is how long leftover looks for bytes that the kernel already has.
const settleTime = 5 * time.Millisecond

// value gives a header's first value.
func value(headers []scenario.Header, name string) (string, bool) {
	for _, h := range headers {
		if h[0] == name {
			return h[1], true
		}
	}
	return "", false
}
