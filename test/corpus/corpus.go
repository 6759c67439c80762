// Package corpus reads the error bodies of this folder, and what a person found in each of them. README.md describes the files.
package corpus

import (
	"bytes"
	"fmt"
	"strings"

	"errormask/test/casefile"

	"golang.org/x/tools/txtar"
)

// Case is one error body and what is to be found in it. An empty field must not be found.
type Case struct {
	// Name is the file's, without ".txtar", and About its comment.
	Name, About string
	// Body is what the upstream sent, and ContentType how it named it.
	Body        []byte
	ContentType string
	// ExceptionType, ExceptionMessage and FrameOwn are those of the innermost cause, ErrorType is its class.
	ExceptionType, ExceptionMessage, FrameOwn, ErrorType string
	// Secrets must not appear in a record.
	Secrets []string
	// SameAs names a case with the same fingerprint, DiffersFrom one with another.
	SameAs, DiffersFrom string
}

// Load reads every .txtar file of a directory, in the order of their names. The error holds what is wrong, with file and line; no case
// is given then.
func Load(dir string) ([]Case, error) { return casefile.Load(dir, parse) }

// parse reads one file, whose name it gives in errors together with the line.
func parse(name string, data []byte) (Case, error) {
	archive := txtar.Parse(data)
	c := Case{Name: strings.TrimSuffix(name, ".txtar"), About: strings.TrimSpace(string(archive.Comment))}
	if c.About == "" {
		return Case{}, fmt.Errorf("%s:1: no comment before the first marker", name)
	}
	line := 1 + bytes.Count(archive.Comment, []byte("\n"))
	for i, file := range archive.Files {
		kind, words, _ := strings.Cut(file.Name, " ")
		switch {
		case i == 0 && kind == "body":
			body, err := change(bytes.TrimSuffix(file.Data, []byte("\n")), strings.Fields(words))
			if err != nil {
				return Case{}, fmt.Errorf("%s:%d: %w", name, line, err)
			}
			c.Body = body
		case i == 1 && file.Name == "expect":
			if offset, err := c.expect(file.Data); err != nil {
				return Case{}, fmt.Errorf("%s:%d: %w", name, line+offset, err)
			}
		default:
			return Case{}, fmt.Errorf("%s:%d: the marker %q; a file has body, then expect", name, line, file.Name)
		}
		line += 1 + bytes.Count(file.Data, []byte("\n"))
	}
	if len(archive.Files) < 2 {
		return Case{}, fmt.Errorf("%s:%d: a section is missing; a file has body, then expect", name, line)
	}
	return c, nil
}
