package demo

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strings"
)

// answers holds one file for each failing path: the whole HTTP answer as the framework sends it, without what net/http adds
// (date, content-length). A line "Trailer-<name>: value" among the headers is a trailer.
//
//go:embed answers/*.http
var answers embed.FS

// answer is what the application says to a request.
type answer struct {
	status          int
	header, trailer http.Header
	body            string
}

// loadAnswer reads answers/<name>.http.
func loadAnswer(name string) (answer, error) {
	f, err := answers.Open("answers/" + name + ".http")
	if err != nil {
		return answer{}, err
	}
	defer f.Close()
	a, err := readAnswer(f)
	if err != nil {
		return answer{}, fmt.Errorf("answer %s: %w", name, err)
	}
	return a, nil
}

func readAnswer(r io.Reader) (answer, error) {
	buffered := bufio.NewReader(r)
	lines := textproto.NewReader(buffered)
	var a answer
	statusLine, err := lines.ReadLine()
	if err != nil {
		return a, err
	}
	if _, err := fmt.Sscanf(statusLine, "HTTP/1.1 %d ", &a.status); err != nil {
		return a, fmt.Errorf("status line %q: %w", statusLine, err)
	}
	header, err := lines.ReadMIMEHeader()
	if err != nil {
		return a, err
	}
	a.header, a.trailer = splitTrailers(header)
	body, err := io.ReadAll(buffered)
	a.body = string(body)
	return a, err
}

func splitTrailers(fields textproto.MIMEHeader) (header, trailer http.Header) {
	header, trailer = http.Header{}, http.Header{}
	for name, values := range fields {
		if t, ok := strings.CutPrefix(name, "Trailer-"); ok {
			trailer[t] = values
		} else {
			header[name] = values
		}
	}
	return header, trailer
}
