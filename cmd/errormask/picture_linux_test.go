package main

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"errormask/test/realenvoy"
)

const (
	pictureColumns = 98
	// picturePrompt is what the picture shows to be typed. The test has the answer that curl would give.
	picturePrompt = "$ curl -si 'http://127.0.0.1:3000/cart?token=tk_8f3a9c27' |\n" +
		"    errormask try --response - --path '/cart?token=tk_8f3a9c27'\n\n"
	pictureAnswer = "HTTP/1.1 500 Internal Server Error\r\nX-Powered-By: Express\r\nContent-Type: text/plain\r\n\r\n" +
		"TypeError: Cannot read properties of undefined (reading 'total')\n" +
		"    at renderCart (/srv/shop/cart.js:41:23)\n" +
		"    at handle (/srv/shop/node_modules/router.js:9:5)\n" +
		"db: postgres://shop:Moewe-77@db:5432/shop\n"
)

// TestPicture: docs/terminal.svg is what the tool writes to a terminal. With -update the picture is drawn anew.
func TestPicture(t *testing.T) {
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	shown := onTerminal(t, []byte(pictureAnswer), "try", "--response", "-", "--path", "/cart?token=tk_8f3a9c27", "--wasm", filepath.Join(root, "build/errormask.wasm"))
	got := drawPicture(picturePrompt + stilled(shown))
	path := filepath.Join(root, "docs/terminal.svg")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("docs/terminal.svg is not what the tool shows; go test ./cmd/errormask -run TestPicture -update draws it anew. It shows\n%s", shown)
	}
}

// onTerminal runs the tool with its standard output on a terminal, and gives what that shows.
func onTerminal(t *testing.T, stdin []byte, args ...string) string {
	t.Helper()
	path, err := tool()
	if err != nil {
		t.Fatal(err)
	}
	near, far := openTerminals(t, pictureColumns)
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(stdin), far, far
	cmd.Env = append(os.Environ(), "TZ=UTC", "TERM=xterm", "NO_COLOR=", "XDG_CACHE_HOME="+toolDir)
	var shown bytes.Buffer
	read := make(chan struct{})
	go func() {
		defer close(read)
		io.Copy(&shown, near) // ends with an error when the far end is closed
	}()
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	far.Close()
	select {
	case <-read:
	case <-time.After(10 * time.Second):
		t.Fatal("the terminal has no end")
	}
	return strings.ReplaceAll(shown.String(), "\r\n", "\n")
}

// moving are what differs from run to run, and what stands for it in the picture.
var moving = []struct{ pattern, still string }{
	{`[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`, "0b9a1f6e-6a0c-4f0e-9a63-6f0d2d8a7c11"},
	{`[0-9]{2}:[0-9]{2}:[0-9]{2}`, "03:12:07"},
	{`in [0-9.]+ ms`, "in 4.127 ms"},
}

func stilled(text string) string {
	for _, m := range moving {
		text = regexp.MustCompile(m.pattern).ReplaceAllLiteralString(text, m.still)
	}
	digests := []string{"#5d1f0a]", "#c41e9b]"}
	return regexp.MustCompile(`#[0-9a-f]{6}\]`).ReplaceAllStringFunc(text, func(string) (digest string) {
		digest, digests = digests[0], append(digests[1:], digests[0])
		return digest
	})
}

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
