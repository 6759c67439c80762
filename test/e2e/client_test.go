package e2e

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"errormask/test/scenario"
)

// answering is a server that sends those bytes to each request and closes the connection if asked to.
func answering(t *testing.T, answer string, closes bool) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			if _, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
				io.WriteString(conn, answer)
			}
			if closes {
				conn.Close()
			}
		}
	}()
	return listener.Addr().String()
}

// TestClientNoticesBrokenAnswers shows that the client can tell wrong answers from right ones: if not, no scenario would mean much.
func TestClientNoticesBrokenAnswers(t *testing.T) {
	tests := []struct {
		name, answer string
		closes       bool
		body         string
		complete     bool
		err          string // a part of it
		leftover     bool
	}{
		{name: "right", answer: "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", body: "ok", complete: true},
		{name: "right chunks", answer: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nt: 1\r\n\r\n", body: "ok", complete: true},
		{name: "ends by closing", answer: "HTTP/1.1 200 OK\r\n\r\nok", closes: true, body: "ok", complete: true},
		{name: "too long", answer: "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokay", body: "ok", complete: true, leftover: true},
		{name: "too short", answer: "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nok", closes: true, body: "ok"},
		{name: "no last chunk", answer: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n", closes: true, body: "ok"},
		{name: "cut in a chunk", answer: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nok", closes: true, body: "ok"},
		{name: "wrong chunk size", answer: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nok\r\n0\r\n\r\n", body: "o", err: "follows a chunk"},
		{name: "two framings", answer: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 2\r\n\r\nok", err: "both"},
		{name: "two lengths", answer: "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 2\r\n\r\nok", err: "not clear"},
		{name: "cut in the headers", answer: "HTTP/1.1 200 OK\r\ncontent-le", closes: true},
		{name: "nothing", closes: true},
		{name: "not HTTP", answer: "hello\r\n", err: "no status line"},
		{name: "forbidden", answer: "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\ncanary", err: "received"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := newClient("http/1.1", answering(t, tt.answer, tt.closes), "canary")
			defer c.close()
			got, err := c.do(scenario.Request{Method: "GET", Path: "/", Authority: "shop.example"}, -1)
			if tt.err == "" && err != nil || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
				t.Errorf("error %v, want %q", err, tt.err)
			}
			if tt.err == "" && (string(got.Body) != tt.body || got.Complete != tt.complete) {
				t.Errorf("body %q, complete %t; want %q, %t", got.Body, got.Complete, tt.body, tt.complete)
			}
			if left := c.leftover(); (left != "") != tt.leftover {
				t.Errorf("leftover %q, want some: %t", left, tt.leftover)
			}
		})
	}
}

// TestUpstreamAndClientAgree lets the two ends of the harness talk to each other without a proxy.
func TestUpstreamAndClientAgree(t *testing.T) {
	for _, protocol := range []string{"http/1.1", "h2"} {
		t.Run(protocol, func(t *testing.T) {
			u, err := startUpstream(protocol == "h2", func(_, path string) (scenario.Upstream, bool) {
				return scenario.Upstream{
					Interim: []scenario.Upstream{{Status: 103, Headers: []scenario.Header{{"link", "</a>"}}}},
					Status:  200, Reason: "Fine", Framing: scenario.Chunked, Headers: []scenario.Header{{"x-path", path}},
					Steps:    []scenario.Step{{Data: []byte(strings.Repeat("a", 200_000))}, {Data: []byte{}}, {Data: []byte("end")}},
					Trailers: []scenario.Header{{"x-trailer", "1"}},
				}, path != "/unknown"
			})
			if err != nil {
				t.Fatal(err)
			}
			defer u.close()
			c := newClient(protocol, u.address, "")
			defer c.close()
			for _, path := range []string{"/1", "/2"} {
				got, err := c.do(scenario.Request{Method: "POST", Path: path, Authority: "shop.example", Body: []byte("body")}, -1)
				sent, _ := value(got.Headers, "x-path")
				trailer, _ := value(got.Trailers, "x-trailer")
				if err != nil || got.Status != 200 || len(got.Body) != 200_003 || sent != path || trailer != "1" || !got.Complete {
					t.Fatalf("%s: %v, status %d, %d bytes, path %q, trailer %q, complete %t", path, err, got.Status, len(got.Body), sent, trailer, got.Complete)
				}
			}
			if got, err := c.do(scenario.Request{Method: "GET", Path: "/unknown", Authority: "shop.example"}, -1); err != nil || got.Complete {
				t.Errorf("broken connection: %v, %+v", err, got)
			}
		})
	}
}
