package e2e

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"errormask/test/scenario"
)

// serveHTTP1 answers the requests of one connection.
func (u *upstream) serveHTTP1(conn net.Conn) {
	reader := bufio.NewReader(conn)
	for {
		request, err := http.ReadRequest(reader)
		if err != nil {
			return
		}
		if _, err := io.Copy(io.Discard, request.Body); err != nil {
			return
		}
		answer, ok := u.respond(request.Method, request.RequestURI)
		if !ok {
			return
		}
		switch err := u.writeHTTP1(conn, request.Method, answer); {
		case err == errBreak:
			abort(conn)
			return
		case err != nil || answer.Framing == scenario.UntilClose || answer.Short():
			return
		}
	}
}

// writeHTTP1 writes one answer; each part of it is on its way before the next one follows.
func (u *upstream) writeHTTP1(conn net.Conn, method string, answer scenario.Upstream) error {
	conn.SetWriteDeadline(time.Now().Add(exchangeTimeout))
	for _, interim := range answer.Interim {
		if _, err := conn.Write(head(interim)); err != nil {
			return err
		}
	}
	if _, err := conn.Write(head(answer)); err != nil {
		return err
	}
	for _, step := range answer.Steps {
		switch {
		case step.Reset:
			return errBreak
		case step.Data == nil:
			if !u.pause(step.Pause) {
				return net.ErrClosed
			}
		case method == http.MethodHead || len(step.Data) == 0:
		default:
			if _, err := conn.Write(piece(answer.Framing, step.Data)); err != nil {
				return err
			}
		}
	}
	if answer.Framing != scenario.Chunked || method == http.MethodHead {
		return nil
	}
	_, err := conn.Write(lastChunk(answer.Trailers))
	return err
}

// head is the status line and the headers (RFC 9112, sections 4 and 5).
func head(answer scenario.Upstream) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", answer.Status, answer.Reason)
	writeFields(&b, answer.Headers)
	if answer.Framing == scenario.Chunked {
		b.WriteString("transfer-encoding: chunked\r\n")
	}
	b.WriteString("\r\n")
	return b.Bytes()
}

func writeFields(b *bytes.Buffer, fields []scenario.Header) {
	for _, f := range fields {
		fmt.Fprintf(b, "%s: %s\r\n", f[0], f[1])
	}
}

func piece(framing scenario.Framing, data []byte) []byte {
	if framing != scenario.Chunked {
		return data
	}
	return fmt.Appendf(nil, "%x\r\n%s\r\n", len(data), data)
}

// lastChunk ends a chunked body (RFC 9112, section 7.1).
func lastChunk(trailers []scenario.Header) []byte {
	var b bytes.Buffer
	b.WriteString("0\r\n")
	writeFields(&b, trailers)
	b.WriteString("\r\n")
	return b.Bytes()
}
