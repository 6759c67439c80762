package main

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// printable makes text of unknown origin safe to write to a terminal, on one line: control characters, escape sequences, line ends,
// bidirectional controls and invalid UTF-8 come out as Go would write them in a string, such as \x1b and \u202e.
func printable(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r < utf8.RuneSelf:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		s = s[size:]
	}
	return b.String()
}

// isPlain reports whether a text has only the printable characters of ASCII, of which each is a byte and takes up one column.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// printableLines gives the lines of a text, each made printable, with tabs as four spaces and without empty lines at the end.
func printableLines(text string) []string {
	text = strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	text = strings.ReplaceAll(text, "\t", "    ")
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = printable(line)
	}
	return lines
}

// wrap breaks a printable line into pieces of at most width columns: after a space in the second half of a piece where there is one,
// else anywhere. Nothing is left out, and the pieces are indented like the line. An empty line is one empty piece.
func wrap(line string, width int) []string {
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	if len(indent) > width/3 {
		indent = ""
	}
	var pieces []string
	for columns(line) > width {
		cut := fitting(line, width)
		if space := strings.LastIndexByte(line[:cut], ' '); space > cut/2 {
			cut = space + 1
		}
		pieces = append(pieces, line[:cut])
		line = indent + line[cut:]
	}
	return append(pieces, line)
}

// fitting gives how many bytes of a line, at least one character, take up no more than width columns.
func fitting(line string, width int) int {
	if begin := line[:min(len(line), width)]; width > 0 && isPlain(begin) && (len(begin) == len(line) || line[width] < utf8.RuneSelf) {
		return len(begin)
	}
	used := 0
	for i, r := range line {
		used += runeColumns(r)
		if used > width && i > 0 {
			return i
		}
	}
	return len(line)
}

// columns is how much room a printable line takes up on a terminal.
func columns(line string) int {
	if isPlain(line) {
		return len(line)
	}
	n := 0
	for _, r := range line {
		n += runeColumns(r)
	}
	return n
}

// runeColumns is a terminal's width of a character: nothing for what combines with the one before, two for East Asian wide ones and
// pictures (the blocks of Unicode's EastAsianWidth.txt, roughly), else one.
func runeColumns(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case r >= 0x1100 && r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff,
		r >= 0xfe30 && r <= 0xfe6f, r >= 0xff00 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6, r >= 0x1f300 && r <= 0x1faff, r >= 0x20000 && r <= 0x3fffd:
		return 2
	}
	return 1
}
