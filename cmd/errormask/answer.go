package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

const (
	// answerTimeout bounds one request.
	answerTimeout = 15 * time.Second
	// answerLimit is the most of a body that is read, in bytes.
	answerLimit = 64 << 10
)

// answer is what a client got.
type answer struct {
	status     int
	statusLine string
	header     http.Header
	body       string
}

// get sends one GET as a plain client does: it asks for no compression and follows no redirect.
func get(ctx context.Context, address string) (*answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", "errormask-run")
	client := http.Client{
		Timeout:       answerTimeout,
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, withoutURL(err)
	}
	defer response.Body.Close()
	// A body that breaks off is shown as far as it came.
	body, _ := io.ReadAll(io.LimitReader(response.Body, answerLimit))
	return &answer{
		status: response.StatusCode, statusLine: response.Proto + " " + response.Status, header: response.Header, body: string(body),
	}, nil
}

// withoutURL leaves out what package http adds to an error: who asked knows the URL, and has words of his own for a deadline.
func withoutURL(err error) error {
	var e *url.Error
	switch {
	case !errors.As(err, &e):
		return err
	case e.Timeout():
		return errors.New("no answer in time")
	}
	return e.Err
}

// ordinary are headers that say nothing about the application.
var ordinary = []string{"connection", "content-length", "date", "server", "transfer-encoding", "x-envoy-upstream-service-time"}

// headerLines gives the telling headers, content-type first, then by name.
func (a *answer) headerLines() []string {
	var lines []string
	for name, values := range a.header {
		name = strings.ToLower(name)
		if slices.Contains(ordinary, name) {
			continue
		}
		for _, value := range values {
			lines = append(lines, printable(name+": "+value))
		}
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(headerRank(a), headerRank(b)) })
	return lines
}

func headerRank(line string) string {
	if strings.HasPrefix(line, "content-type:") {
		return ""
	}
	return line
}

// bodyLines gives the body laid out for a person; a compressed one only by its size.
func (a *answer) bodyLines() []string {
	if encoding := a.header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return []string{printable(fmt.Sprintf("(%d bytes of %s)", len(a.body), encoding))}
	}
	return printableLines(readable(a.header.Get("Content-Type"), a.body))
}
