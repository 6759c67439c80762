// Package pluginconfig finds errormask's configurations in the files of the systems that load it: Envoy's bootstraps and listeners, Istio's
// and Envoy Gateway's resources, or JSON by itself. What is wrong with one is told with the line and column of the file.
package pluginconfig

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Content is what a file holds of errormask.
type Content struct {
	Configurations []Configuration
	// Warnings are about settings around the configurations that harm without a word.
	Warnings []Warning
}

// Warning is about a setting of something that loads errormask or stands beside it.
type Warning struct {
	// Owner is what has the setting, "" if only its place tells.
	Owner string
	Fault
}

// Configuration is one configuration of errormask.
type Configuration struct {
	// Owner is what loads it, such as "WasmPlugin shop/errormask"; "" for JSON by itself.
	Owner string
	Position
	// JSON is what the filter gets; "" is the defaults.
	JSON string
	// fault is what is wrong with how it is given.
	fault *Fault
	// locate gives where in the file the part of JSON at this line and column comes from, and what is to be said of it.
	locate func(line, column int) (Position, string)
}

// Position is a place in a file. Both numbers count from 1, the column in characters.
type Position struct{ Line, Column int }

// Fault is something wrong in a file.
type Fault struct {
	Position
	Message string
}

func (f *Fault) Error() string { return fmt.Sprintf("%d:%d: %s", f.Line, f.Column, f.Message) }

// source is a file's text.
type source struct {
	text string
	// lines are where its lines begin.
	lines []int
}

func newSource(text string) *source {
	s := &source{text: text, lines: []int{0}}
	for i := range len(text) {
		if text[i] == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
	return s
}

// offset gives the byte at a position, the end of the text for one behind it.
func (s *source) offset(p Position) int {
	if p.Line > len(s.lines) {
		return len(s.text)
	}
	at := s.lines[p.Line-1]
	for range p.Column - 1 {
		_, size := utf8.DecodeRuneInString(s.text[at:])
		at += size
	}
	return at
}

// position is the opposite of offset.
func (s *source) position(offset int) Position {
	before := s.text[:offset]
	return Position{strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1}
}
