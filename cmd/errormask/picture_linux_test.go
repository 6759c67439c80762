package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"errormask/test/realenvoy"
)

const pictureColumns = 98

// pictureCommand is README.md's command without its flags.
const pictureCommand = "go run ./cmd/errormask "

// TestPicture: docs/terminal.svg is what README.md's command shows on a terminal. make picture draws it anew.
func TestPicture(t *testing.T) {
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	var command string
	for _, line := range toolCommands(t, filepath.Join(root, "README.md")) {
		if strings.HasPrefix(line, pictureCommand) {
			command = line
		}
	}
	if command == "" {
		t.Fatalf("README.md has no command that begins with %s", pictureCommand)
	}
	shown := onTerminal(t, root, strings.TrimPrefix(command, pictureCommand))
	got, err := drawPicture("errormask try", "$ "+command+"\n\n"+stilled(shown))
	if err != nil {
		t.Fatal(err)
	}
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
		t.Errorf("docs/terminal.svg is not what the tool shows; make picture draws it anew. It shows\n%s", shown)
	}
}

// onTerminal runs the tool in dir on a terminal, with flags as a shell reads them, and gives what the terminal shows.
func onTerminal(t *testing.T, dir, flags string) string {
	t.Helper()
	path, err := tool()
	if err != nil {
		t.Fatal(err)
	}
	near, far := openTerminals(t, pictureColumns)
	cmd := exec.CommandContext(t.Context(), "sh", "-c", "exec '"+path+"' "+flags)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, far, far
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
	{`error\.id=[0-9a-f-]{36}`, "error.id=0b9a1f6e-6a0c-4f0e-9a63-6f0d2d8a7c11"},
	{`[0-9]{2}:[0-9]{2}:[0-9]{2}`, "03:12:07"},
	{`in [0-9.]+ ms`, "in 4.127 ms"},
}

func stilled(text string) string {
	for _, m := range moving {
		text = regexp.MustCompile(m.pattern).ReplaceAllLiteralString(text, m.still)
	}
	return stilledDigests(text)
}

// stilledDigests puts one of two digests in the place of each, by turns.
func stilledDigests(text string) string {
	digests := []string{"#5d1f0a]", "#c41e9b]"}
	return regexp.MustCompile(`#[0-9a-f]{6}\]`).ReplaceAllStringFunc(text, func(string) (digest string) {
		digest, digests = digests[0], append(digests[1:], digests[0])
		return digest
	})
}

// TestPictureRefuses: what the picture cannot show as a terminal does is an error, not left out.
func TestPictureRefuses(t *testing.T) {
	for _, c := range []struct{ shown, err string }{
		{"fine\n\x1b[35mmagenta\x1b[0m", `line 2 of the terminal: the picture has no colour for the code "35"`},
		{"a\x1b[2Kb", `line 1 of the terminal: the picture cannot show the control characters of "a\x1b[2Kb"`},
		{"a\tb", `line 1 of the terminal: the picture cannot show the control characters of "a\tb"`},
		{strings.Repeat("ä", 99), "line 1 of the terminal: 99 columns, want at most 98"},
	} {
		if _, err := drawPicture("title", c.shown); err == nil || err.Error() != c.err {
			t.Errorf("%q: %v, want %s", c.shown, err, c.err)
		}
	}
}
