package proxy

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"errormask/test/scenario"
)

// client is the proxy's downstream codec and the client behind it.
type client struct {
	protocol string
	head     bool
	gone     int

	answer scenario.Answer
	// length is what content-length announces; -1 without one.
	length    int
	started   bool
	ended     bool
	broken    bool
	violation string
}

func newClient(x scenario.Exchange, o scenario.Options) *client {
	c := &client{protocol: o.Downstream, head: x.Request.Method == http.MethodHead, gone: x.Gone, length: -1}
	if c.protocol == "" {
		c.protocol = "http/1.1"
	}
	return c
}

func (c *client) http2() bool { return c.protocol == "h2" }

// removed are the headers that Envoy never passes on.
var removed = []string{"connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade"}

// headers sends the headers, and adds to them what the proxy adds.
func (c *client) headers(h *Headers, end bool) {
	c.started = true
	for _, name := range removed {
		h.Remove(name)
	}
	if _, ok := h.Get("date"); !ok {
		h.Add("date", time.Now().UTC().Format(http.TimeFormat))
	}
	text, _ := h.Get(":status")
	status, err := strconv.Atoi(text)
	if err != nil || status < 200 || status > 999 {
		c.violate("status %q", text)
	}
	c.answer.Status = status
	if !c.http2() {
		c.answer.Reason = reason(status)
	}
	c.answer.Headers = slices.DeleteFunc(h.All(), func(e scenario.Header) bool { return e[0] == ":status" })
	c.announce(h, status, end)
	if end {
		c.end(nil)
	}
}

// announce reads content-length, and adds the one that an HTTP/1 codec adds to an answer that ends here.
func (c *client) announce(h *Headers, status int, end bool) {
	text, ok := h.Get("content-length")
	if !ok {
		if end && !c.head && !c.http2() && status != http.StatusNoContent {
			c.answer.Headers = append(c.answer.Headers, scenario.Header{"content-length", "0"})
		}
		return
	}
	length, err := strconv.Atoi(text)
	if err != nil || length < 0 {
		c.violate("content-length %q", text)
		return
	}
	c.length = length
}

// data sends a piece of the body.
func (c *client) data(piece []byte) {
	c.answer.Body = append(c.answer.Body, piece...)
	if c.length >= 0 && len(c.answer.Body) > c.length && len(piece) > 0 {
		c.violate("content-length is %d, the body has %d bytes or more", c.length, len(c.answer.Body))
	}
}

// end sends the trailers, if there are any, and ends the answer.
func (c *client) end(trailers []scenario.Header) {
	c.ended = true
	bodiless := c.head || c.answer.Status == http.StatusNotModified || c.answer.Status == http.StatusNoContent
	if c.length >= 0 && len(c.answer.Body) < c.length && !bodiless {
		c.violate("content-length is %d, the body has %d bytes", c.length, len(c.answer.Body))
	}
	if c.http2() || c.protocol == "http/1.1" && c.length < 0 {
		c.answer.Trailers = trailers
	}
}

// reset breaks the connection, in HTTP/2 the stream.
func (c *client) reset() {
	if !c.ended {
		c.broken = true
	}
}

// left reports whether the client has got as much as it wants.
func (c *client) left() bool { return c.gone >= 0 && c.started && len(c.answer.Body) >= c.gone }

func (c *client) violate(format string, args ...any) {
	if c.violation == "" {
		c.violation = fmt.Sprintf(format, args...)
	}
}

// result is the answer as the client sees it.
func (c *client) result() scenario.Answer {
	a := c.answer
	a.Complete = c.complete()
	if c.gone >= 0 && len(a.Body) > c.gone {
		a.Body = a.Body[:c.gone]
	}
	return a
}

// complete follows RFC 9112, section 8: an HTTP/1 answer is complete with the last byte that its content-length announces, whatever
// happens to the connection then, and one of HTTP/1.0 without a content-length ends with the connection.
func (c *client) complete() bool {
	switch {
	case c.violation != "" || c.gone >= 0 && c.left():
		return false
	case c.ended:
		return true
	case !c.started || c.http2():
		return false
	case c.length >= 0:
		return len(c.answer.Body) == c.length
	default:
		return c.protocol == "http/1.0" && c.broken
	}
}

func reason(status int) string {
	if text := http.StatusText(status); text != "" {
		return text
	}
	return "Unknown"
}
