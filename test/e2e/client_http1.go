package e2e

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"errormask/test/scenario"
)

// http1Client speaks HTTP/1.1 or HTTP/1.0.
type http1Client struct {
	address, version, forbidden string

	conn   net.Conn
	reader *bufio.Reader
}

func (c *http1Client) close() {
	if c.conn != nil {
		c.conn.Close()
		c.conn = nil
	}
}

func (c *http1Client) do(request scenario.Request, gone int) (scenario.Answer, error) {
	if c.conn == nil {
		conn, err := dial(c.address, c.forbidden)
		if err != nil {
			return scenario.Answer{}, err
		}
		c.conn, c.reader = conn, bufio.NewReader(conn)
	}
	c.conn.SetDeadline(time.Now().Add(exchangeTimeout))
	if _, err := c.conn.Write(c.encode(request)); err != nil {
		c.close()
		return scenario.Answer{}, err
	}
	r := answerReader{reader: c.reader, method: request.Method, gone: gone}
	err := r.read()
	if err != nil || !r.reusable {
		c.close()
	}
	switch {
	case errors.Is(err, errGone):
		err = nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET):
		r.answer.Complete, err = false, nil
	}
	return r.answer, hang(err)
}

func (c *http1Client) encode(r scenario.Request) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s %s\r\nhost: %s\r\n", r.Method, r.Path, strings.ToUpper(c.version), r.Authority)
	writeFields(&b, r.Headers)
	if r.Body != nil {
		fmt.Fprintf(&b, "content-length: %d\r\n", len(r.Body))
	}
	b.WriteString("\r\n")
	b.Write(r.Body)
	return b.Bytes()
}

func (c *http1Client) leftover() string {
	if c.conn == nil {
		return ""
	}
	c.conn.SetReadDeadline(time.Now().Add(settleTime))
	rest, err := io.ReadAll(c.reader)
	if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) && !errors.Is(err, syscall.ECONNRESET) {
		return fmt.Sprintf("%q and then %v", rest, err)
	}
	if len(rest) == 0 {
		return ""
	}
	return fmt.Sprintf("%q", rest)
}

// errGone says that the client has read as much as it wanted to.
var errGone = errors.New("client has gone")

// answerReader reads one answer. It takes nothing on trust: what RFC 9112 forbids is an error.
type answerReader struct {
	reader   *bufio.Reader
	method   string
	gone     int
	answer   scenario.Answer
	reusable bool // the connection, for the next request
}

func (r *answerReader) read() error {
	for {
		version, err := r.statusLine()
		if err != nil {
			return err
		}
		if r.answer.Headers, err = r.fields(); err != nil {
			return err
		}
		if r.answer.Status < 100 || r.answer.Status >= 200 || r.answer.Status == 101 {
			connection, _ := value(r.answer.Headers, "connection")
			r.reusable = version == "HTTP/1.1" && connection != "close" || connection == "keep-alive"
			if err := r.stay(); err != nil {
				return err
			}
			return r.body()
		}
	}
}

func (r *answerReader) line() (string, error) {
	line, err := r.reader.ReadString('\n')
	if err != nil {
		if line != "" && err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return "", err
	}
	text, ok := strings.CutSuffix(line, "\r\n")
	if !ok {
		return "", fmt.Errorf("line %q does not end with CRLF", line)
	}
	return text, nil
}

func (r *answerReader) statusLine() (version string, err error) {
	line, err := r.line()
	if err != nil {
		return "", err
	}
	version, rest, _ := strings.Cut(line, " ")
	code, reason, _ := strings.Cut(rest, " ")
	status, err := strconv.Atoi(code)
	if err != nil || !strings.HasPrefix(version, "HTTP/1.") || len(code) != 3 {
		return "", fmt.Errorf("%q is no status line", line)
	}
	r.answer.Status, r.answer.Reason = status, reason
	return version, nil
}

// fields reads headers or trailers, and the empty line after them.
func (r *answerReader) fields() ([]scenario.Header, error) {
	var fields []scenario.Header
	for {
		line, err := r.line()
		if err != nil || line == "" {
			return fields, err
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || name == "" {
			return fields, fmt.Errorf("%q is no field line", line)
		}
		fields = append(fields, scenario.Header{strings.ToLower(name), strings.TrimSpace(value)})
	}
}

// body reads the body as its framing demands (RFC 9112, section 6.3).
func (r *answerReader) body() error {
	coding, coded := value(r.answer.Headers, "transfer-encoding")
	lengths := slices.DeleteFunc(slices.Clone(r.answer.Headers), func(h scenario.Header) bool { return h[0] != "content-length" })
	switch {
	case coded && len(lengths) > 0:
		return fmt.Errorf("both transfer-encoding and content-length: %v", r.answer.Headers)
	case coded && coding != "chunked" || len(lengths) > 1:
		return fmt.Errorf("framing is not clear: %v", r.answer.Headers)
	case r.method == "HEAD" || r.answer.Status == 204 || r.answer.Status == 304:
		r.answer.Complete = true
		return nil
	case coded:
		return r.chunks()
	case len(lengths) == 1:
		n, err := strconv.Atoi(lengths[0][1])
		if err != nil || n < 0 {
			return fmt.Errorf("content-length %q", lengths[0][1])
		}
		if err := r.take(n); err != nil {
			return err
		}
		r.answer.Complete = true
		return nil
	}
	r.reusable = false
	if err := r.take(-1); err != io.EOF {
		return err
	}
	r.answer.Complete = true
	return nil
}

func (r *answerReader) chunks() error {
	for {
		line, err := r.line()
		if err != nil {
			return err
		}
		size, err := strconv.ParseUint(line, 16, 31)
		if err != nil {
			return fmt.Errorf("%q is no chunk size", line)
		}
		if size == 0 {
			if r.answer.Trailers, err = r.fields(); err == nil {
				r.answer.Complete = true
			}
			return err
		}
		if err := r.take(int(size)); err != nil {
			return err
		}
		end, err := r.line()
		if err != nil {
			return err
		}
		if end != "" {
			return fmt.Errorf("%q follows a chunk", end)
		}
	}
}

// take appends n bytes to the body, or all there are for -1; it ends early with errGone.
func (r *answerReader) take(n int) error {
	buffer := make([]byte, 32<<10)
	for n != 0 {
		part := buffer
		if n > 0 {
			part = buffer[:min(n, len(buffer))]
		}
		got, err := r.reader.Read(part)
		r.answer.Body = append(r.answer.Body, part[:got]...)
		if n > 0 {
			n -= got
		}
		if err := r.stay(); err != nil {
			return err
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// stay gives errGone when the client has as much of the body as it wants.
func (r *answerReader) stay() error {
	if r.gone < 0 || len(r.answer.Body) < r.gone {
		return nil
	}
	r.answer.Body = r.answer.Body[:r.gone]
	return errGone
}
