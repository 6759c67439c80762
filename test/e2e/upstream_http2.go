package e2e

import (
	"bufio"
	"context"
	"io"
	"net"
	"sync"

	"golang.org/x/net/http2"

	"errormask/test/scenario"
)

// serveHTTP2 answers the streams of one connection, each in its own goroutine.
func (u *upstream) serveHTTP2(conn net.Conn) {
	reader := bufio.NewReader(conn)
	preface := make([]byte, len(http2.ClientPreface))
	if _, err := io.ReadFull(reader, preface); err != nil || string(preface) != http2.ClientPreface {
		return
	}
	c := newH2Conn(bufferedConn{conn, reader})
	if err := c.framer.WriteSettings(); err != nil {
		return
	}
	var streams sync.WaitGroup
	defer streams.Wait()
	defer c.end(0)
	requests := map[uint32]map[string]string{}
	for {
		frame, err := c.framer.ReadFrame()
		if err != nil {
			return
		}
		if handled, err := c.control(frame); err != nil || handled {
			if err != nil {
				return
			}
			continue
		}
		id, ended := frame.Header().StreamID, false
		switch f := frame.(type) {
		case *http2.MetaHeadersFrame:
			if _, open := requests[id]; !open {
				requests[id], _ = split(f)
			}
			ended = f.StreamEnded()
		case *http2.DataFrame:
			if c.consumed(f) != nil {
				return
			}
			ended = f.StreamEnded()
		case *http2.RSTStreamFrame:
			delete(requests, id)
			c.end(id)
		}
		if request := requests[id]; ended && request != nil {
			delete(requests, id)
			streams.Go(func() { u.answerHTTP2(c, id, request[":method"], request[":path"]) })
		}
	}
}

// answerHTTP2 answers one stream. A reset breaks only the stream; a request that nobody expects breaks the connection.
func (u *upstream) answerHTTP2(c *h2conn, id uint32, method, path string) {
	defer c.forget(id)
	ctx, cancel := context.WithTimeout(u.ctx, exchangeTimeout)
	defer cancel()
	answer, ok := u.respond(method, path)
	if !ok {
		c.conn.Close()
		return
	}
	switch err := u.writeHTTP2(ctx, c, id, answer); err {
	case nil, errStreamEnded:
	case errBreak:
		c.reset(id, http2.ErrCodeInternal)
	default:
		c.conn.Close()
	}
}

func (u *upstream) writeHTTP2(ctx context.Context, c *h2conn, id uint32, answer scenario.Upstream) error {
	for _, interim := range answer.Interim {
		if err := c.headers(id, withStatus(interim), false); err != nil {
			return err
		}
	}
	bare := answer.Framing == scenario.NoBody
	if err := c.headers(id, withStatus(answer), bare); err != nil || bare {
		return err
	}
	for i, step := range answer.Steps {
		end := i == len(answer.Steps)-1 && len(answer.Trailers) == 0
		switch {
		case step.Reset:
			return errBreak
		case step.Data == nil:
			if !u.pause(step.Pause) {
				return net.ErrClosed
			}
			if end {
				return c.data(ctx, id, nil, true)
			}
		default:
			if err := c.data(ctx, id, step.Data, end); err != nil {
				return err
			}
		}
	}
	if len(answer.Trailers) > 0 {
		return c.headers(id, answer.Trailers, true)
	}
	if len(answer.Steps) == 0 {
		return c.data(ctx, id, nil, true)
	}
	return nil
}

func withStatus(answer scenario.Upstream) []scenario.Header {
	return append([]scenario.Header{statusHeader(answer.Status)}, answer.Headers...)
}

// bufferedConn is a connection whose first bytes have been read into a buffer.
type bufferedConn struct {
	net.Conn
	reader io.Reader
}

func (c bufferedConn) Read(p []byte) (int, error) { return c.reader.Read(p) }
