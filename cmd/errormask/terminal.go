package main

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

const (
	minWidth = 40
	maxWidth = 100
)

// screen is where the tool writes to: how many columns it may use, and whether colours mean anything there.
type screen struct {
	io.Writer
	width  int
	colour bool
}

// newScreen looks at what w is. Colour is for terminals only, and not where NO_COLOR is set or the terminal is a dumb one.
func newScreen(w io.Writer) screen {
	s := screen{Writer: w, width: maxWidth}
	f, ok := w.(*os.File)
	if !ok {
		return s
	}
	size, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return s // a file or a pipe
	}
	s.colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	if size.Col > 0 {
		s.width = min(maxWidth, max(minWidth, int(size.Col)))
	}
	return s
}

func isTerminal(f *os.File) bool {
	_, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	return err == nil
}

// tone is how a piece of text is coloured.
type tone string

const (
	plain  tone = ""
	bold   tone = "1"
	dim    tone = "2"
	red    tone = "31"
	green  tone = "32"
	yellow tone = "33"
)

func (s screen) paint(t tone, text string) string {
	if !s.colour || t == plain || text == "" {
		return text
	}
	return "\x1b[" + string(t) + "m" + text + "\x1b[0m"
}
