package filter

import (
	"encoding/binary"
	"errors"
	"testing"
)

// http3Double is a proxy that deletes a stream before it says that it is done, and has no request data while the answer passes.
func http3Double(f *Filter, s *Stream) *double {
	h := newDouble("500", [2]string{"content-type", "text/plain"})
	delete(h.properties, RequestDuration)
	h.properties[RequestProtocol] = "HTTP/3"
	h.properties[RequestTime] = string(binary.LittleEndian.AppendUint64(nil, uint64(h.Now()-5_000_000)))
	s.Reset(f)
	s.OnRequestHeaders(h)
	h.fail = func(call string) error {
		if call == "RequestHeaders" {
			return errors.New("gone")
		}
		return nil
	}
	return h
}

func TestHTTP3RecordsAreWrittenWhenTheAnswerEnds(t *testing.T) {
	for name, answer := range map[string]func(h *double, s *Stream){
		"end of stream": func(h *double, s *Stream) { h.headers(s, false); h.body(s, "bo", false); h.body(s, "om", true) },
		"trailers":      func(h *double, s *Stream) { h.headers(s, false); h.body(s, "boom", false); h.end(s) },
		"headers only":  func(h *double, s *Stream) { h.headers(s, true) },
	} {
		f := mustNew(t, "")
		var s Stream
		first := http3Double(f, &s)
		answer(first, &s)
		want(t, name+": records of the first", len(first.logged), 1)
		want[any](t, name+": path of the first, which nobody kept", member(t, first.logged[0], "url.path"), nil)

		second := http3Double(f, &s)
		answer(second, &s)
		want(t, name+": records of the second", len(second.logged), 1)
		want[any](t, name+": path of the second", member(t, second.logged[0], "url.path"), "/checkout")
		want[any](t, name+": duration", member(t, second.logged[0], "duration_ms"), 5.0)
		s.OnDone(second)
		want(t, name+": records after a log phase that came after all", len(second.logged), 1)
		want(t, name+": budget left, though the first stream was never done", f.captures.left, captureBudget)
	}
}

// TestOtherProtocolsKeepNothing: once HTTP/3 was seen, others are asked for their protocol and nothing more.
func TestOtherProtocolsKeepNothing(t *testing.T) {
	f := mustNew(t, "")
	var s Stream
	http3Double(f, &s).headers(&s, true)
	h := newDouble("200")
	h.properties[RequestProtocol] = "HTTP/2"
	s.Reset(f)
	s.OnRequestHeaders(h)
	want(t, "host calls", h.calls, 1)
	want(t, "request kept", s.request == nil, true)
}
