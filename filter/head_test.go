package filter

import (
	"strings"
	"testing"
)

// TestAnswerToHEADStaysEmpty: an HTTP/2 upstream may end it by an empty chunk, into which nothing may be put.
func TestAnswerToHEADStaysEmpty(t *testing.T) {
	for _, c := range []struct {
		name, method string
		headers      [][2]string
		learned      bool
		body         bool
	}{
		{"HEAD with a length", "HEAD", [][2]string{{"content-length", "77"}}, false, false},
		{"HEAD", "HEAD", nil, true, false},
		{"GET", "GET", nil, true, true},
		{"GET, the first one", "GET", nil, false, false},
		{"GET over chunked HTTP/1", "GET", [][2]string{{"transfer-encoding", "chunked"}}, false, true},
	} {
		f := mustNew(t, "")
		if c.learned {
			f.wants |= wantMethod
		}
		h := newDouble("500", c.headers...)
		h.properties[RequestMethod] = c.method
		var s Stream
		s.Reset(f)
		s.OnRequestHeaders(h)
		h.headers(&s, false)
		h.body(&s, "", true)
		s.OnDone(h)
		want(t, c.name+": body", strings.Contains(h.client.String(), genericBody), c.body)
		want(t, c.name+": records", len(h.logged), 1)
	}
}

// TestMethodsAreAskedForOnceNeeded: an answer that only HTTP/2 frames like that makes the difference.
func TestMethodsAreAskedForOnceNeeded(t *testing.T) {
	for framing, expected := range map[string]bool{"content-length": false, "transfer-encoding": false, "x-none": true} {
		f := mustNew(t, "")
		run(t, f, newDouble("500", [2]string{framing, "4"}), "boom")
		want(t, framing, f.wants&wantMethod != 0, expected)
	}
}
