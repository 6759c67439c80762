package main

import (
	"fmt"
	"slices"
	"strings"
)

const (
	// bodyRows is how much of a body is shown.
	bodyRows = 14
	// minRight is room for the generic body, which is what the right column has to say.
	minRight = 36
	// minBoth is the least width with room for two columns.
	minBoth = 72
)

const titleBefore, titleAfter = "what the application answers", "what the client gets"

// row is one line of a column.
type row struct {
	text string
	tone tone
}

// sideBySide prints an answer as the application gave it next to the one that the client got. What was taken away is red, what came
// in its place green.
func sideBySide(s screen, before, after *answer) {
	if s.width < minBoth {
		belowEachOther(s, before, after)
		return
	}
	right := max(minRight, s.width*2/5)
	left := s.width - right - len(" | ")
	l := column(titleBefore, before, after, left, red)
	r := column(titleAfter, after, before, right, green)
	for i := range max(len(l), len(r)) {
		a, b := rowAt(l, i), rowAt(r, i)
		gap := strings.Repeat(" ", left-columns(a.text))
		line := s.paint(a.tone, a.text) + gap + s.paint(dim, " │ ") + s.paint(b.tone, b.text)
		fmt.Fprintln(s, strings.TrimRight(line, " "))
		if i == 0 {
			fmt.Fprintln(s, s.paint(dim, strings.Repeat("─", left+1)+"┼"+strings.Repeat("─", right+1)))
		}
	}
}

// belowEachOther is for a narrow screen.
func belowEachOther(s screen, before, after *answer) {
	rows := column(titleBefore, before, after, s.width, red)
	rows = append(rows, row{}, row{})
	rows = append(rows, column(titleAfter, after, before, s.width, green)...)
	for _, r := range rows {
		fmt.Fprintln(s, s.paint(r.tone, r.text))
	}
}

// column lays out an answer in rows of at most width columns. What the other answer does not have gets the given tone.
func column(title string, a, other *answer, width int, own tone) []row {
	rows := []row{{title, bold}}
	add := func(line string, t tone) {
		for _, piece := range wrap(line, width) {
			rows = append(rows, row{piece, t})
		}
	}
	add(printable(a.statusLine), plain)
	others := other.headerLines()
	for _, line := range a.headerLines() {
		add(line, toneIf(!slices.Contains(others, line), own))
	}
	add("", plain)
	headRows := len(rows)
	for _, line := range a.bodyLines() {
		add(line, toneIf(a.body != other.body, own))
	}
	if len(rows) > headRows+bodyRows {
		rows = append(rows[:headRows+bodyRows-1], row{fmt.Sprintf("... %d bytes in all", len(a.body)), dim})
	}
	return rows
}

func toneIf(condition bool, t tone) tone {
	if condition {
		return t
	}
	return plain
}

func rowAt(rows []row, i int) row {
	if i < len(rows) {
		return rows[i]
	}
	return row{}
}
