package filter

import (
	"strings"
	"testing"
)

// TestCapturesAreBoundedTogether: beyond the budget bodies are still masked and counted, but kept no more; what ends makes room again.
func TestCapturesAreBoundedTogether(t *testing.T) {
	f := mustNew(t, `{"record": {"max_body_bytes": 1000}}`)
	f.captures.left = 2500
	chunk := strings.Repeat("x", 600)
	open := func() (*double, *Stream) {
		h, s := newDouble("500"), new(Stream)
		s.Reset(f)
		h.headers(s, false)
		h.body(s, chunk, false)
		h.body(s, chunk, false)
		return h, s
	}
	var doubles []*double
	var streams []*Stream
	for range 4 {
		h, s := open()
		doubles, streams = append(doubles, h), append(streams, s)
	}
	for i, kept := range []int{1000, 1000, 0, 0} {
		want(t, "bytes kept", len(streams[i].masking.capture.kept), kept)
	}
	want(t, "budget left", f.captures.left, 500)
	for i, s := range streams {
		h := doubles[i]
		s.OnDone(h)
		want[any](t, "size", member(t, h.logged[0], "http.response.body.size"), 1200.0)
		want[any](t, "truncated", member(t, h.logged[0], "http.response.body.truncated"), []any{200.0, 200.0, 1200.0, 1200.0}[i])
		want(t, "body at the client", strings.Contains(h.client.String(), "xx"), false)
	}
	want(t, "budget left", f.captures.left, 2500)
	_, s := open()
	want(t, "bytes kept once there is room", len(s.masking.capture.kept), 1000)
}

// TestFrozenCaptureKeepsItsBeginning: what was kept before the budget ran out is shown, and the rest counted.
func TestFrozenCaptureKeepsItsBeginning(t *testing.T) {
	f := mustNew(t, `{"record": {"max_body_bytes": 1000}}`)
	f.captures.left = 100
	h := newDouble("500")
	run(t, f, h, strings.Repeat("a", 100), strings.Repeat("b", 50), strings.Repeat("c", 5000))
	want[any](t, "content", member(t, h.logged[0], "http.response.body.content"), strings.Repeat("a", 100)+" …[5050 bytes cut]… ")
	want(t, "budget left", f.captures.left, 100)
}
