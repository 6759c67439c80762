package e2e

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/net/http2"

	"errormask/test/scenario"
)

// http2Client speaks HTTP/2 with prior knowledge, one stream after the other.
type http2Client struct {
	address, forbidden string
	c                  *h2conn
	next               uint32 // stream
}

func (c *http2Client) close() {
	if c.c != nil {
		c.c.conn.Close()
		c.c = nil
	}
}

func (c *http2Client) connect() error {
	conn, err := dial(c.address, c.forbidden)
	if err != nil {
		return err
	}
	conn.SetDeadline(time.Now().Add(exchangeTimeout))
	c.c, c.next = newH2Conn(conn), 1
	if _, err := io.WriteString(conn, http2.ClientPreface); err != nil {
		return err
	}
	return c.c.framer.WriteSettings(http2.Setting{ID: http2.SettingEnablePush, Val: 0})
}

func (c *http2Client) do(request scenario.Request, gone int) (answer scenario.Answer, err error) {
	if c.c == nil {
		if err := c.connect(); err != nil {
			c.close()
			return answer, err
		}
	}
	c.c.conn.SetDeadline(time.Now().Add(exchangeTimeout))
	id := c.next
	c.next += 2
	if err := c.send(id, request); err != nil {
		c.close()
		return answer, err
	}
	s := streamReader{id: id, method: request.Method, gone: gone}
	for !s.ended && err == nil {
		err = c.step(&s)
	}
	c.c.forget(id)
	switch {
	case err == nil:
		return s.answer, s.checkLength()
	case errors.Is(err, errGone):
		err = nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET):
		s.answer.Complete, err = false, nil
	}
	c.close()
	return s.answer, hang(err)
}

// send writes the request. Its body has to fit into the first windows.
func (c *http2Client) send(id uint32, r scenario.Request) error {
	fields := []scenario.Header{{":method", r.Method}, {":scheme", "http"}, {":authority", r.Authority}, {":path", r.Path}}
	fields = append(fields, r.Headers...)
	if err := c.c.headers(id, fields, r.Body == nil); err != nil || r.Body == nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), exchangeTimeout)
	defer cancel()
	return c.c.data(ctx, id, r.Body, true)
}

// step reads one frame.
func (c *http2Client) step(s *streamReader) error {
	frame, err := c.c.framer.ReadFrame()
	if err != nil {
		return err
	}
	if handled, err := c.c.control(frame); handled || err != nil {
		return err
	}
	if f, ok := frame.(*http2.DataFrame); ok {
		if err := c.c.consumed(f); err != nil {
			return err
		}
	}
	return s.frame(frame)
}

func (c *http2Client) leftover() string {
	if c.c == nil {
		return ""
	}
	c.c.conn.SetReadDeadline(time.Now().Add(settleTime))
	s := streamReader{ended: true, gone: -1}
	for {
		switch err := c.step(&s); {
		case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET):
			return ""
		case err != nil:
			return err.Error()
		}
	}
}

// streamReader collects one answer from frames.
type streamReader struct {
	id     uint32
	method string
	gone   int
	answer scenario.Answer
	ended  bool
}

func (s *streamReader) frame(frame http2.Frame) error {
	if f, ok := frame.(*http2.GoAwayFrame); ok {
		if f.ErrCode != http2.ErrCodeNo {
			return fmt.Errorf("GOAWAY %v %q", f.ErrCode, f.DebugData())
		}
		return nil
	}
	if frame.Header().StreamID != s.id || s.ended {
		return fmt.Errorf("%v where nothing was expected", frame.Header())
	}
	switch f := frame.(type) {
	case *http2.MetaHeadersFrame:
		return s.headers(f)
	case *http2.DataFrame:
		if s.answer.Status == 0 {
			return errors.New("DATA before HEADERS")
		}
		s.answer.Body = append(s.answer.Body, f.Data()...)
		s.end(f.StreamEnded())
	case *http2.RSTStreamFrame:
		s.ended = true
	default:
		return fmt.Errorf("unexpected %v", frame.Header())
	}
	if s.gone >= 0 && len(s.answer.Body) >= s.gone {
		s.answer.Body = s.answer.Body[:s.gone]
		return errGone
	}
	return nil
}

func (s *streamReader) headers(f *http2.MetaHeadersFrame) error {
	pseudo, others := split(f)
	switch status, err := strconv.Atoi(pseudo[":status"]); {
	case s.answer.Status == 0 && err != nil:
		return fmt.Errorf(":status %q", pseudo[":status"])
	case s.answer.Status == 0 && status < 200:
		return nil
	case s.answer.Status == 0:
		s.answer.Status, s.answer.Headers = status, others
	case len(pseudo) > 0 || !f.StreamEnded():
		return errors.New("HEADERS in the middle of an answer")
	default:
		s.answer.Trailers = others
	}
	s.end(f.StreamEnded())
	if s.gone == 0 {
		return errGone
	}
	return nil
}

func (s *streamReader) end(ended bool) {
	if ended {
		s.ended, s.answer.Complete = true, true
	}
}

// checkLength finds a content-length that lies (RFC 9113, section 8.1.1).
func (s *streamReader) checkLength() error {
	length, ok := value(s.answer.Headers, "content-length")
	if !ok || !s.answer.Complete || s.method == "HEAD" || s.answer.Status == 304 || length == strconv.Itoa(len(s.answer.Body)) {
		return nil
	}
	return fmt.Errorf("content-length %s, but a body of %d bytes", length, len(s.answer.Body))
}
