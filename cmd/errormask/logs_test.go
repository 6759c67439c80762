package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// logLine is a line of Envoy's log with a record on this path.
func logLine(path string) string {
	return `[2026-11-24 03:12:07.219][7][error][wasm] [source/extensions/common/wasm/context.cc:1137] wasm log errormask errormask errormask: ` +
		`{"timestamp":"2026-11-24T03:12:07.219406Z","event.name":"errormask.masked","http.response.status_code":500,"url.path":"` + path + `"}` + "\n"
}

// growing is a log file that somebody writes to.
type growing struct {
	t    *testing.T
	path string
	file *os.File
}

func newGrowing(t *testing.T) *growing {
	g := &growing{t: t, path: filepath.Join(t.TempDir(), "envoy.log")}
	g.create()
	return g
}

func (g *growing) create() {
	g.t.Helper()
	var err error
	if g.file, err = os.OpenFile(g.path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644); err != nil {
		g.t.Fatal(err)
	}
	g.t.Cleanup(func() { g.file.Close() })
}

func (g *growing) write(text string) {
	g.t.Helper()
	if _, err := g.file.WriteString(text); err != nil {
		g.t.Fatal(err)
	}
}

func TestFollow(t *testing.T) {
	log := newGrowing(t)
	log.write(logLine("/before"))
	p := start(t, "logs", "--follow", "--json", log.path)
	shows := func(path string) {
		t.Helper()
		p.await(p.stdout, `"url.path":"`+path+`"}`+"\n")
	}
	shows("/before")
	log.write("no record\n" + logLine("/added"))
	shows("/added")

	half := logLine("/in-halves")
	log.write(half[:200])
	log.write(half[200:])
	shows("/in-halves")

	// Rotated as logrotate does: the writer keeps the old file for a while after the new one is there.
	if err := os.Rename(log.path, log.path+".1"); err != nil {
		t.Fatal(err)
	}
	old := *log
	log.create()
	old.write(logLine("/late-in-the-old-file"))
	shows("/late-in-the-old-file")
	old.write(logLine("/last")[:200])
	log.write(logLine("/in-the-new-file"))
	shows("/in-the-new-file")

	// Removed, and there again.
	if err := os.Remove(log.path); err != nil {
		t.Fatal(err)
	}
	log.create()
	log.write(logLine("/in-the-third-file"))
	shows("/in-the-third-file")

	// Emptied in place, as copytruncate does.
	if err := os.Truncate(log.path, 0); err != nil {
		t.Fatal(err)
	}
	log.write(logLine("/"))
	shows("/")

	log.write(logLine("/unfinished")[:200])
	p.cmd.Process.Signal(os.Interrupt)
	if status := p.status(); status != exitFailure {
		t.Errorf("exit status %d, want %d, as the old file's last line is broken", status, exitFailure)
	}
	if want := "left out what looks like a record and is none: 1, the first in line 6: "; !strings.Contains(p.stderr.String(), want) {
		t.Errorf("no %q in\n%s", want, p.stderr)
	}
	if n := strings.Count(p.stdout.String(), "\n"); n != 7 {
		t.Errorf("%d records, want 7:\n%s", n, p.stdout)
	}
}

// What was begun of a line when the operator ends it may still become a record.
func TestFollowEndsQuietly(t *testing.T) {
	log := newGrowing(t)
	log.write(logLine("/whole") + logLine("/unfinished")[:200])
	p := start(t, "logs", "--follow", log.path)
	p.await(p.stdout, "500  /whole\n")
	p.cmd.Process.Signal(os.Interrupt)
	if status := p.status(); status != exitOK || p.stderr.String() != "" {
		t.Errorf("exit status %d, it says %q", status, p.stderr)
	}
}

// A log that was rotated and compressed has no lines to be looked at.
func TestCompressedLog(t *testing.T) {
	for text, want := range map[string]string{
		"\x1f\x8b\x08": "errormask logs: log is compressed: gzip -dc log | errormask logs\n", "\x28\xb5\x2f\xfd": "errormask logs: log is compressed: zstd -dc log | errormask logs\n",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "log"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := runTool(t, dir, nil, "logs", "log"); got["stderr"] != want || got["status"] != "1\n" {
			t.Errorf("it says %q, exit status %s, want %q", got["stderr"], got["status"], want)
		}
	}
}

// A record in a pipe is shown when it comes, not when the pipe ends.
func TestStream(t *testing.T) {
	path, err := tool()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "logs")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	p := watch(t, cmd)
	for _, page := range []string{"/one", "/two"} {
		io.WriteString(in, logLine(page))
		p.await(p.stdout, "500  "+page+"\n")
	}
	cmd.Process.Signal(os.Interrupt) // the pipe is still open
	if status := p.status(); status != exitOK {
		t.Errorf("exit status %d:\n%s", status, p.stderr)
	}
}

// Whatever the log has, memory stays bounded: very long lines, many fingerprints, lines that never end.
func TestMemoryIsBounded(t *testing.T) {
	const most = 160 << 20
	path, err := tool()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		write  func(io.Writer)
		stderr string
	}{
		"many fingerprints": {func(w io.Writer) {
			filling := strings.Repeat("x", 1000)
			for i := range 100_000 {
				line := logLine("/" + filling)
				fmt.Fprint(w, strings.Replace(line, `"http.`, fmt.Sprintf(`"error.fingerprint":"%016x","exception.message":"%s","http.`, i, filling), 1))
			}
		}, "errormask logs: the table is full with 10000 fingerprints: 90000 records of others are not in it\n"},
		"a line without an end": {func(w io.Writer) {
			io.WriteString(w, strings.TrimSuffix(logLine("/"), "}\n"))
			for range 400 {
				io.WriteString(w, strings.Repeat("x", 1<<20))
			}
		}, "errormask logs: standard input: left out what looks like a record and is none: 1, the first in line 1: a line of more than 16 MiB\n"},
		"split lines without an end": {func(w io.Writer) {
			for range 20_000 {
				io.WriteString(w, "2026-11-24T03:12:07.219406789Z stderr P "+strings.TrimSuffix(logLine("/"), "}\n")+strings.Repeat("x", 16<<10)+"\n")
			}
		}, "errormask logs: standard input: left out what looks like a record and is none: 20, the first in line 1009: a record that is not valid JSON: *\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command(path, "logs", "--top")
			var stderr strings.Builder
			cmd.Stderr = &stderr
			in, err := cmd.StdinPipe()
			if err == nil {
				err = cmd.Start()
			}
			if err != nil {
				t.Fatal(err)
			}
			c.write(in)
			in.Close()
			cmd.Wait()
			if peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10; peak > most {
				t.Errorf("it took %d MB, want at most %d", peak>>20, most>>20)
			}
			if !matches(c.stderr, stderr.String()) {
				t.Errorf("it says\n%s\nwant\n%s", stderr.String(), c.stderr)
			}
		})
	}
}

func TestTimeFlag(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"15m": "2026-11-24T11:45:00Z", "1h30m": "2026-11-24T10:30:00Z", "7d": "2026-11-17T12:00:00Z", "0s": "2026-11-24T12:00:00Z",
		"2026-11-24T12:00:00+02:00": "2026-11-24T10:00:00Z", "2026-11-24T12:00:00.5Z": "2026-11-24T12:00:00.5Z",
	} {
		f := timeFlag{now: now}
		if err := f.Set(text); err != nil || f.UTC().Format(time.RFC3339Nano) != want {
			t.Errorf("%s: got %v and the error %v, want %s", text, f.UTC(), err, want)
		}
	}
	for _, text := range []string{"", "-15m", "-1d", "d", "15", "2026-11-24", "soon"} {
		if err := new(timeFlag).Set(text); err == nil {
			t.Errorf("%q is taken for a time", text)
		}
	}
}
