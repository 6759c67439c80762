package main

import (
	"fmt"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

func TestScreenOfATerminal(t *testing.T) {
	for _, c := range []struct {
		columns       uint16
		noColor, term string
		width         int
		colour        bool
	}{
		{80, "", "xterm", 80, true},
		{80, "1", "xterm", 80, false},
		{80, "", "dumb", 80, false},
		{20, "", "xterm", minWidth, true},
		{300, "", "xterm", maxWidth, true},
		{0, "", "xterm", maxWidth, true},
	} {
		t.Setenv("NO_COLOR", c.noColor)
		t.Setenv("TERM", c.term)
		s := newScreen(openTerminal(t, c.columns))
		if s.width != c.width || s.colour != c.colour {
			t.Errorf("%+v: width %d, colour %v", c, s.width, s.colour)
		}
	}
}

func TestScreenOfAFile(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	t.Setenv("NO_COLOR", "")
	if s := newScreen(f); s.width != maxWidth || s.colour || s.paint(red, "text") != "text" {
		t.Errorf("width %d, colour %v", s.width, s.colour)
	}
}

// openTerminal gives the far end of a pseudo terminal of that many columns.
func openTerminal(t *testing.T, columns uint16) *os.File {
	t.Helper()
	_, far := openTerminals(t, columns)
	return far
}

// openTerminals gives both ends of a pseudo terminal: what is written to the far one is read from the near one.
func openTerminals(t *testing.T, columns uint16) (near, far *os.File) {
	t.Helper()
	near, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { near.Close() })
	if err := unix.IoctlSetPointerInt(int(near.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	number, err := unix.IoctlGetInt(int(near.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(int(near.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: columns}); err != nil {
		t.Fatal(err)
	}
	far, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { far.Close() })
	return near, far
}
