package main

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"
)

// The measures of the picture, in pixels. An advance of 0.6 em is that of the common monospaced fonts.
const (
	fontSize   = 13.3
	charWidth  = 8
	lineHeight = 20
	baseline   = 14 // below the top of a line
	margin     = 22
	barHeight  = 38
	radius     = 10
)

const (
	windowInk = "#16181d"
	barInk    = "#262a31"
	edgeInk   = "#3d444d" // tells the window from a dark page
	ruleInk   = "#4d535c"
)

// inks are the colours of the picture by the codes of a terminal (ECMA-48, 8.3.117). On windowInk each has a contrast of at least 5:1.
var inks = map[string]string{
	"0": `fill="#d7dae0"`, "1": `fill="#ffffff" font-weight="bold"`, "2": `fill="#8b949e"`,
	"31": `fill="#ff7b72"`, "32": `fill="#7ee787"`, "33": `fill="#e3b341"`,
}

var sgr = regexp.MustCompile("\x1b\\[([0-9]*)m")

// svg is a picture of a terminal in the making.
type svg struct {
	bytes.Buffer
	ink string
}

// drawPicture draws what a terminal shows as SVG, in a window with a title.
func drawPicture(title, text string) ([]byte, error) {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	p := svg{ink: inks["0"]}
	p.window(title, 2*margin+pictureColumns*charWidth, barHeight+2*margin+lineHeight*len(lines))
	for i, line := range lines {
		if err := p.line(line, barHeight+margin+lineHeight*i); err != nil {
			return nil, fmt.Errorf("line %d of the terminal: %w", i+1, err)
		}
	}
	p.WriteString("</g>\n</svg>\n")
	return p.Bytes(), nil
}

// add appends one element.
func (p *svg) add(format string, args ...any) {
	fmt.Fprintf(p, format+"\n", args...)
}

// window draws all that is around the text.
func (p *svg) window(title string, width, height int) {
	p.add(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" role="img">`, width, height)
	p.add("<title>%s: what the application answers, what the client gets, and what the log has of it</title>", html.EscapeString(title))
	p.add(`<rect width="%d" height="%d" rx="%d" fill="%s"/>`, width, height, radius, windowInk)
	p.add(`<path d="M0 %dV%[2]da%[2]d %[2]d 0 0 1 %[2]d -%[2]dH%[3]da%[2]d %[2]d 0 0 1 %[2]d %[2]dV%[1]dz" fill="%[4]s"/>`, barHeight, radius, width-radius, barInk)
	p.add(`<rect x="0.5" y="0.5" width="%d" height="%d" rx="%.1f" fill="none" stroke="%s"/>`, width-1, height-1, radius-0.5, edgeInk)
	for i, ink := range []string{"#ff5f57", "#febc2e", "#28c840"} {
		p.add(`<circle cx="%d" cy="%d" r="6" fill="%s"/>`, margin+6+20*i, barHeight/2, ink)
	}
	p.add(`<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace" font-size="%v" xml:space="preserve">`, fontSize)
	p.add(`<text x="%d" y="%.1f" text-anchor="middle" fill="#a9b1bb">%s</text>`, width/2, barHeight/2+4.5, html.EscapeString(title))
}

// line draws one line of the terminal below y. A colour lasts until the next, also over lines.
func (p *svg) line(line string, y int) error {
	column, done := 0, 0
	stretch := func(text string) {
		p.stretch(text, margin+column*charWidth, y)
		column += utf8.RuneCountInString(text)
	}
	for _, at := range sgr.FindAllStringSubmatchIndex(line, -1) {
		stretch(line[done:at[0]])
		code := line[at[2]:at[3]]
		ink, ok := inks[code]
		if !ok {
			return fmt.Errorf("the picture has no colour for the code %q", code)
		}
		p.ink, done = ink, at[1]
	}
	stretch(line[done:])
	if left := sgr.ReplaceAllString(line, ""); strings.ContainsFunc(left, isControl) {
		return fmt.Errorf("the picture cannot show the control characters of %q", left)
	}
	if column > pictureColumns {
		return fmt.Errorf("%d columns, want at most %d", column, pictureColumns)
	}
	return nil
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// stretch draws a text of one colour. It has its columns whatever the font; the lines of tables are drawn, so that they join.
func (p *svg) stretch(text string, x, y int) {
	column := 0
	for _, r := range text {
		if r == '│' || r == '┼' {
			p.add(`<path d="M%.1f %dv%d" stroke="%s"/>`, float64(x+column*charWidth)+charWidth/2+0.5, y, lineHeight, ruleInk)
		}
		column++
	}
	if strings.HasPrefix(text, "─") {
		p.add(`<path d="M%d %.1fh%d" stroke="%s"/>`, x, float64(y)+lineHeight/2+0.5, column*charWidth, ruleInk)
		return
	}
	words := strings.Trim(text, " │")
	if words == "" {
		return
	}
	x += charWidth * utf8.RuneCountInString(text[:strings.Index(text, words)])
	p.add(`<text x="%d" y="%d" textLength="%d" %s>%s</text>`, x, y+baseline, charWidth*utf8.RuneCountInString(words), p.ink, html.EscapeString(words))
}
