package http3

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/quic-go/quic-go/http3"
)

// exchangeTimeout bounds each exchange, so that a hang becomes a failure.
const exchangeTimeout = 20 * time.Second

// client is one QUIC connection, with as many streams at once as wanted.
type client struct {
	transport *http3.Transport
	base      string
	// reached tells the application that its answer is to be broken off.
	reached chan<- struct{}
	used    atomic.Bool
}

// exchange is what a client knows of a stream of its own.
type exchange struct {
	id         int
	kind       kind
	began, end time.Time
	// fresh says that it was the first one of its connection, so maybe of its worker.
	fresh bool
}

// answer is what a client got.
type answer struct {
	status          int
	header, trailer http.Header
	body            string
	// broken is why it has no end.
	broken error
}

// do sends a request and reads the answer, unless it is to be cut before its end.
func (c *client) do(ctx context.Context, k kind, id int) (answer, exchange, error) {
	ctx, cancel := context.WithTimeout(ctx, exchangeTimeout)
	defer cancel()
	x := exchange{id: id, kind: k, began: time.Now(), fresh: !c.used.Swap(true)}
	request, err := http.NewRequestWithContext(ctx, k.method, c.base+k.path(id), nil)
	if err != nil {
		return answer{}, x, err
	}
	response, err := c.transport.RoundTrip(request)
	if err != nil {
		return answer{}, x, err
	}
	defer response.Body.Close() // resets the stream if it has not ended
	a := answer{status: response.StatusCode, header: response.Header}
	a.body, a.broken = c.read(ctx, response.Body, k.cut)
	a.trailer, x.end = response.Trailer, time.Now()
	if ctx.Err() != nil {
		return a, x, fmt.Errorf("no end within %v", exchangeTimeout)
	}
	return a, x, a.check(k, id)
}

// read gives the body until its end, or what there is of it when it was cut.
func (c *client) read(ctx context.Context, body io.Reader, how cut) (string, error) {
	var start []byte
	if how != none {
		start = make([]byte, len(generic))
		if n, err := io.ReadFull(body, start); err != nil {
			return string(start[:n]), err
		}
	}
	switch how {
	case clientResets:
		return string(start), errCut
	case clientCloses:
		return string(start), cmp.Or(c.transport.Close(), errCut)
	case applicationBreaks:
		select {
		case c.reached <- struct{}{}:
		case <-ctx.Done():
		}
	}
	rest, err := io.ReadAll(body)
	return string(start) + string(rest), err
}

// errCut says that the client itself has ended the answer.
var errCut = errors.New("cut")

// check holds an answer against what the client of this kind must get.
func (a answer) check(k kind, id int) error {
	if seen := fmt.Sprint(a); strings.Contains(seen, mark) {
		return fmt.Errorf("the client got a canary: %s", seen)
	}
	if (a.broken != nil) != (k.cut != none) {
		return fmt.Errorf("want an answer that breaks off: %t; got %+v", k.cut != none, a)
	}
	if !k.masked() {
		return a.checkUntouched(k, id)
	}
	want := generic
	if k.method == "HEAD" || k.pieces == nil && k.trailers {
		want = ""
	}
	if a.status != 500 || a.body != want || a.header.Get("content-type") != "application/json" || len(a.trailer) > 0 {
		return fmt.Errorf("want status 500, application/json, body %q; got %+v", want, a)
	}
	return nil
}

func (a answer) checkUntouched(k kind, id int) error {
	if a.status != k.status || a.body != k.body(id) || a.header.Get("content-type") != "text/plain" {
		return fmt.Errorf("altered: %+v", a)
	}
	if k.trailers && a.trailer.Get("x-checksum") == "" {
		return errors.New("the trailers are gone")
	}
	return nil
}
