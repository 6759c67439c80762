package main

import (
	"bytes"
	"fmt"
	"html"
	"math"
	"regexp"
	"strings"
	"unicode/utf8"
)

const (
	charWidth  = 8.2 // in pixels
	lineHeight = 19
	margin     = 20
	barHeight  = 36
)

// inks are the colours of the picture by the codes of a terminal (ECMA-48, 8.3.117).
var inks = map[string]string{
	"": `fill="#d7dae0"`, "0": `fill="#d7dae0"`, "1": `fill="#ffffff" font-weight="bold"`, "2": `fill="#7d8590"`,
	"31": `fill="#ff7b72"`, "32": `fill="#7ee787"`, "33": `fill="#e3b341"`,
}

var sgr = regexp.MustCompile("\x1b\\[([0-9]*)m")

// drawPicture draws what a terminal shows as SVG: a text element for each stretch of one colour, on its columns whatever the font.
func drawPicture(text string) []byte {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	width, height := 2*margin+int(math.Ceil(pictureColumns*charWidth)), barHeight+margin+lineHeight*len(lines)
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">`+"\n", width, height, width, height)
	b.WriteString("<title>errormask try: what the application answers, what the client gets, and what the log has of it</title>\n")
	fmt.Fprintf(&b, `<rect width="%d" height="%d" rx="10" fill="#16181d"/>`+"\n", width, height)
	for i, ink := range []string{"#ff5f57", "#febc2e", "#28c840"} {
		fmt.Fprintf(&b, `<circle cx="%d" cy="%d" r="6" fill="%s"/>`+"\n", margin+6+20*i, barHeight/2, ink)
	}
	b.WriteString(`<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace" font-size="13.5" xml:space="preserve">` + "\n")
	ink := inks[""]
	for i, line := range lines {
		y, column := barHeight+lineHeight*i+14, 0
		write := func(text string) {
			x, n := margin+float64(column)*charWidth, utf8.RuneCountInString(text)
			column += n
			for i, r := range []rune(text) { // lines that join, whatever the font
				if r == '│' || r == '┼' {
					fmt.Fprintf(&b, `<path d="M%.1f %dv%d" stroke="#4d535c"/>`+"\n", x+charWidth*(float64(i)+0.5), y-14, lineHeight)
				}
			}
			if strings.HasPrefix(text, "─") {
				fmt.Fprintf(&b, `<path d="M%.1f %.1fh%.1f" stroke="#4d535c"/>`+"\n", x, float64(y)-4.5, float64(n)*charWidth)
			} else if words := strings.Trim(text, " │"); words != "" {
				x += charWidth * float64(strings.Index(text, words))
				n = utf8.RuneCountInString(words)
				fmt.Fprintf(&b, `<text x="%.1f" y="%d" textLength="%.1f" %s>%s</text>`+"\n", x, y, float64(n)*charWidth, ink, html.EscapeString(words))
			}
		}
		done := 0
		for _, at := range sgr.FindAllStringSubmatchIndex(line, -1) {
			write(line[done:at[0]])
			ink, done = inks[line[at[2]:at[3]]], at[1]
		}
		write(line[done:])
	}
	b.WriteString("</g>\n</svg>\n")
	return b.Bytes()
}
