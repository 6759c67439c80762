package scenario

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"errormask/test/casefile"

	"golang.org/x/tools/txtar"
)

// Load parses every .txtar file of a directory, in the order of their names. The error holds what is wrong in each of them.
func Load(dir string) ([]Scenario, error) { return casefile.Load(dir, Parse) }

// Parse reads one file, whose name it gives in errors together with the line.
func Parse(name string, data []byte) (Scenario, error) {
	archive := txtar.Parse(data)
	p := parser{scenario: Scenario{
		Name:    strings.TrimSuffix(filepath.Base(name), ".txtar"),
		About:   strings.TrimSpace(string(archive.Comment)),
		Options: Options{Downstream: "http/1.1", Upstream: "http/1.1", RecordLimit: 16384},
	}}
	line := 1 + bytes.Count(archive.Comment, []byte("\n"))
	if p.scenario.About == "" {
		return Scenario{}, fmt.Errorf("%s:1: no text before the first marker that says what is at stake", name)
	}
	for _, file := range archive.Files {
		s := section{line: line, data: bytes.TrimSuffix(file.Data, []byte("\n"))}
		s.kind, s.words = splitMarker(file.Name)
		if err := p.section(s); err != nil {
			return Scenario{}, fmt.Errorf("%s:%d: %w", name, s.line+err.offset, err.problem)
		}
		line += 1 + bytes.Count(file.Data, []byte("\n"))
	}
	if err := p.end(); err != nil {
		return Scenario{}, fmt.Errorf("%s:%d: %w", name, line+err.offset, err.problem)
	}
	return p.scenario, nil
}

// section is a marker and what stands below it.
type section struct {
	kind  string
	words []string
	// line is the marker's, and offset the number of lines below the marker's next one at which data begins.
	line, offset int
	// data lacks the newline before the next marker.
	data []byte
}

// markers are the kinds of sections, the longest of those that begin alike first, and the place that each has in a file:
// none may follow one of a higher place, save a request, which begins a new exchange.
var markers = []marker{
	{kind: "options", place: 0},
	{kind: "config", place: 1, words: true},
	{kind: "refused", place: 2},
	{kind: "request", place: requestPlace},
	{kind: "client goes after", place: 4, words: true},
	{kind: "interim", place: 5, repeat: true},
	{kind: "upstream", place: upstreamPlace},
	{kind: "body", place: 7, repeat: true, words: true},
	{kind: "pause", place: 7, repeat: true, words: true},
	{kind: "reset", place: 8},
	{kind: "trailers", place: 8},
	{kind: "client trailers", place: 10},
	{kind: "client", place: clientPlace},
	{kind: "record", place: 11, repeat: true, words: true},
}

type marker struct {
	kind  string
	place int
	// repeat says that several may follow each other, and words that words may follow the kind.
	repeat, words bool
}

// The places of the markers that others need before them.
const (
	requestPlace  = 3
	upstreamPlace = 6
	clientPlace   = 9
)

// markerOf gives a place below 0 for what is no marker.
func markerOf(kind string) marker {
	for _, m := range markers {
		if m.kind == kind {
			return m
		}
	}
	return marker{place: -1}
}

func splitMarker(marker string) (kind string, words []string) {
	for _, m := range markers {
		if rest, ok := strings.CutPrefix(marker, m.kind); ok && (rest == "" || rest[0] == ' ') {
			return m.kind, strings.Fields(rest)
		}
	}
	return marker, nil
}

// parseError is a problem and the number of lines below the marker where it is.
type parseError struct {
	offset  int
	problem error
}

func (e *parseError) Error() string { return e.problem.Error() }

func fail(offset int, format string, args ...any) *parseError {
	return &parseError{offset, fmt.Errorf(format, args...)}
}
