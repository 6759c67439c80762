package e2e

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"sync"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"

	"errormask/test/scenario"
)

const (
	h2DefaultWindow = 65535
	h2MaxFrame      = 16384
)

// h2conn is what both ends of an HTTP/2 connection have in common: frames one at a time, and flow control (RFC 9113, section 5.2).
type h2conn struct {
	conn   net.Conn
	framer *http2.Framer

	mu      sync.Mutex // guards what follows, and writing
	encoded bytes.Buffer
	encoder *hpack.Encoder
	initial int            // SETTINGS_INITIAL_WINDOW_SIZE of the peer
	windows map[uint32]int // what may still be sent, by stream; 0 is the connection
	closed  map[uint32]bool
	changed chan struct{} // closed and replaced when a window or a stream changes
}

func newH2Conn(conn net.Conn) *h2conn {
	c := &h2conn{
		conn: conn, framer: http2.NewFramer(conn, conn), initial: h2DefaultWindow,
		windows: map[uint32]int{0: h2DefaultWindow}, closed: map[uint32]bool{}, changed: make(chan struct{}),
	}
	c.encoder = hpack.NewEncoder(&c.encoded)
	c.framer.ReadMetaHeaders = hpack.NewDecoder(4096, nil)
	return c
}

// control handles a frame that is about the connection or about flow control, and says whether it did.
func (c *h2conn) control(frame http2.Frame) (handled bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch f := frame.(type) {
	case *http2.SettingsFrame:
		if f.IsAck() {
			return true, nil
		}
		if size, ok := f.Value(http2.SettingInitialWindowSize); ok {
			c.resize(int(size))
		}
		return true, c.framer.WriteSettingsAck()
	case *http2.WindowUpdateFrame:
		c.grow(f.StreamID, int(f.Increment))
		return true, nil
	case *http2.PingFrame:
		if f.IsAck() {
			return true, nil
		}
		return true, c.framer.WritePing(true, f.Data)
	case *http2.PriorityFrame, *http2.UnknownFrame:
		return true, nil
	}
	return false, nil
}

// resize applies a new initial window to open streams, too (RFC 9113, section 6.9.2).
func (c *h2conn) resize(size int) {
	for id := range c.windows {
		if id != 0 {
			c.windows[id] += size - c.initial
		}
	}
	c.initial = size
	c.wake()
}

func (c *h2conn) grow(id uint32, n int) {
	if _, ok := c.windows[id]; !ok {
		c.windows[id] = c.initial
	}
	c.windows[id] += n
	c.wake()
}

func (c *h2conn) wake() {
	close(c.changed)
	c.changed = make(chan struct{})
}

// end notes that the peer ended the stream or the connection (id 0), so that no writer waits for its window.
func (c *h2conn) end(id uint32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed[id] = true
	c.wake()
}

// forget drops what is known of a stream that is over.
func (c *h2conn) forget(id uint32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.windows, id)
	delete(c.closed, id)
}

// consumed gives the peer back the window that a DATA frame took.
func (c *h2conn) consumed(f *http2.DataFrame) error {
	if f.Length == 0 {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.framer.WriteWindowUpdate(0, f.Length); err != nil || f.StreamEnded() {
		return err
	}
	return c.framer.WriteWindowUpdate(f.StreamID, f.Length)
}

// headers sends a block of headers or trailers.
func (c *h2conn) headers(id uint32, fields []scenario.Header, end bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.encoded.Reset()
	for _, h := range fields {
		if err := c.encoder.WriteField(hpack.HeaderField{Name: h[0], Value: h[1]}); err != nil {
			return err
		}
	}
	block := c.encoded.Bytes()
	first := block[:min(len(block), h2MaxFrame)]
	block = block[len(first):]
	err := c.framer.WriteHeaders(http2.HeadersFrameParam{
		StreamID: id, BlockFragment: first, EndStream: end, EndHeaders: len(block) == 0,
	})
	for err == nil && len(block) > 0 {
		next := block[:min(len(block), h2MaxFrame)]
		block = block[len(next):]
		err = c.framer.WriteContinuation(id, len(block) == 0, next)
	}
	return err
}

// errStreamEnded says that the peer wants nothing more of a stream.
var errStreamEnded = errors.New("the peer ended the stream")

// data sends one piece, as many DATA frames as windows and frame size ask for; at least one, even when it is empty.
func (c *h2conn) data(ctx context.Context, id uint32, piece []byte, end bool) error {
	for {
		n, wait, err := c.dataFrame(id, piece, end)
		switch {
		case err != nil:
			return err
		case wait == nil:
			if piece = piece[n:]; len(piece) == 0 {
				return nil
			}
			continue
		}
		select {
		case <-wait:
		case <-ctx.Done():
			return fmt.Errorf("stream %d: waiting for its window: %w", id, context.Cause(ctx))
		}
	}
}

// dataFrame sends one DATA frame, or gives a channel to wait for when the windows are full.
func (c *h2conn) dataFrame(id uint32, piece []byte, end bool) (n int, wait <-chan struct{}, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.windows[id]; !ok {
		c.windows[id] = c.initial
	}
	if c.closed[0] || c.closed[id] {
		return 0, nil, errStreamEnded
	}
	n = min(len(piece), h2MaxFrame, c.windows[0], c.windows[id])
	if n <= 0 && len(piece) > 0 {
		return 0, c.changed, nil
	}
	c.windows[0] -= n
	c.windows[id] -= n
	return n, nil, c.framer.WriteData(id, end && n == len(piece), piece[:n])
}

func (c *h2conn) reset(id uint32, code http2.ErrCode) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.framer.WriteRSTStream(id, code)
}

// split parts the pseudo headers from the others.
func split(f *http2.MetaHeadersFrame) (pseudo map[string]string, others []scenario.Header) {
	pseudo = map[string]string{}
	for _, field := range f.Fields {
		if field.IsPseudo() {
			pseudo[field.Name] = field.Value
		} else {
			others = append(others, scenario.Header{field.Name, field.Value})
		}
	}
	return pseudo, others
}

func statusHeader(status int) scenario.Header {
	return scenario.Header{":status", strconv.Itoa(status)}
}
