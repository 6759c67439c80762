package filter

import (
	"encoding/binary"
	"errors"
	"strings"
)

// double is a proxy in memory: what one stream asks of it, and what its client gets to see.
type double struct {
	request, response, trailers [][2]string
	chunk                       []byte
	properties                  map[Property]string

	// client is every byte that left for the client, headers and trailers included.
	client strings.Builder
	// replied says that a local reply took the answer's place, and aborted that one came too late, which breaks the connection.
	headersSent, replied, aborted bool
	logged                        []string
	// own are the attributes that the filter set.
	own     map[string]string
	counted *[]counted
	levels  []Level

	// fail is asked before each call; what it returns is the call's error. It may panic.
	fail func(call string) error
	// held is what was held back; the next Continue lets it go.
	held  []byte
	calls int
}

var errNotFound = errors.New("not found")

func newDouble(status string, headers ...[2]string) *double {
	d := &double{
		counted:  &allCounted,
		request:  [][2]string{{":method", "GET"}, {":path", "/checkout?x=1"}, {":authority", "shop.example"}, {"user-agent", "curl"}, {"x-request-id", "c0ffee"}},
		response: append([][2]string{{":status", status}}, headers...),
		properties: map[Property]string{
			RouteName: "r", ClusterName: "c", UpstreamAddress: "10.0.0.1:80", CodeDetails: "via_upstream",
			RequestDuration: string(binary.LittleEndian.AppendUint64(nil, 1234567)),
		},
	}
	return d
}

func (d *double) call(name string) error {
	d.calls++
	if d.fail == nil {
		return nil
	}
	return d.fail(name)
}

func (d *double) ResponseHeader(name string) (string, bool) {
	if d.call("ResponseHeader") != nil {
		return "", false
	}
	for _, h := range d.response {
		if h[0] == name {
			return h[1], true
		}
	}
	return "", false
}

func (d *double) ResponseHeaders() ([][2]string, error) {
	return append([][2]string(nil), d.response...), d.call("ResponseHeaders")
}

func (d *double) ReplaceResponseHeaders(headers [][2]string) error {
	if err := d.call("ReplaceResponseHeaders"); err != nil {
		return err
	}
	d.response = append([][2]string(nil), headers...)
	return nil
}

func (d *double) ResponseBody(start, length int) ([]byte, error) {
	if err := d.call("ResponseBody"); err != nil {
		return nil, err
	}
	return append([]byte(nil), d.chunk[start:start+length]...), nil
}

func (d *double) ReplaceResponseBody(body []byte) error {
	if err := d.call("ReplaceResponseBody"); err != nil {
		return err
	}
	d.chunk = append([]byte(nil), body...)
	return nil
}

func (d *double) ResponseTrailers() ([][2]string, error) {
	return append([][2]string(nil), d.trailers...), d.call("ResponseTrailers")
}

func (d *double) RemoveResponseTrailers() error {
	if err := d.call("RemoveResponseTrailers"); err != nil {
		return err
	}
	d.trailers = nil
	return nil
}

func (d *double) SendLocalReply(status int, headers [][2]string, body []byte) error {
	if err := d.call("SendLocalReply"); err != nil {
		return err
	}
	if d.headersSent {
		d.aborted = true
		return nil
	}
	d.replied, d.headersSent = true, true
	d.send(headers)
	d.client.Write(body)
	return nil
}

func (d *double) RequestHeaders() ([][2]string, error) {
	return append([][2]string(nil), d.request...), d.call("RequestHeaders")
}

func (d *double) Property(p Property) ([]byte, bool) {
	value, ok := d.properties[p]
	return []byte(value), d.call("Property") == nil && ok
}

func (d *double) SetProperty(name string, value []byte) error {
	if err := d.call("SetProperty"); err != nil {
		return err
	}
	if d.own == nil {
		d.own = map[string]string{}
	}
	d.own[name] = string(value)
	return nil
}

func (d *double) DefineCounter(name string) (Counter, error) {
	if err := d.call("DefineCounter"); err != nil {
		return 0, err
	}
	*d.counted = append(*d.counted, counted{name: name})
	return Counter(len(*d.counted) - 1), nil
}

func (d *double) Increment(c Counter, n int) {
	_ = d.call("Increment")
	(*d.counted)[c].value += n
}

// counted is a counter of the proxy, and allCounted are those of all doubles: a filter asks one proxy for a counter, and counts on others.
type counted struct {
	name  string
	value int
}

var allCounted []counted

func (d *double) Log(level Level, line []byte) {
	_ = d.call("Log")
	d.logged = append(d.logged, string(line))
	d.levels = append(d.levels, level)
}

// Now is 2026-11-23T15:04:05.678901Z.
func (d *double) Now() int64 {
	_ = d.call("Now")
	return 1795446245678901234
}

func (d *double) send(headers [][2]string) {
	for _, h := range headers {
		d.client.WriteString(h[0] + ": " + h[1] + "\n")
	}
}

// headers, body, end and done play the proxy's part.
func (d *double) headers(s *Stream, endOfStream bool) {
	if s.OnResponseHeaders(d, endOfStream) == Continue && !d.headersSent {
		d.headersSent = true
		d.send(d.response)
	}
}

func (d *double) body(s *Stream, chunk string, endOfStream bool) {
	if d.replied || d.aborted {
		return
	}
	d.chunk = []byte(chunk)
	d.chunk = []byte(chunk)
	action := s.OnResponseBody(d, len(chunk), endOfStream)
	d.held = append(d.held, d.chunk...)
	if action == Continue {
		d.release()
	}
}

func (d *double) end(s *Stream, trailers ...[2]string) {
	if d.replied || d.aborted {
		return
	}
	d.trailers = trailers
	if s.OnResponseTrailers(d) == Continue {
		d.release()
		d.send(d.trailers)
	}
}

func (d *double) release() {
	d.client.Write(d.held)
	d.held = nil
}
