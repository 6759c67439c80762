package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"errormask/test/realenvoy"
)

// patience bounds each wait of these tests; an Envoy on a busy machine takes many seconds to start.
const patience = 2 * time.Minute

var toolDir string

// tool gives the path of the command, which it builds when it is first asked.
var tool = sync.OnceValues(func() (string, error) {
	path := filepath.Join(toolDir, "errormask")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	var err error
	if toolDir, err = os.MkdirTemp("", "errormask-tool-*"); err != nil {
		log.Fatal(err)
	}
	status := m.Run()
	os.RemoveAll(toolDir)
	os.Exit(status)
}

// running is a process of the tool.
type running struct {
	t              *testing.T
	cmd            *exec.Cmd
	stdout, stderr *transcript
	temporary      string // its directory for temporary files
	exited         chan struct{}
}

// start runs the tool with the arguments, in the module's root and a process group of its own.
func start(t *testing.T, args ...string) *running {
	t.Helper()
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	return startIn(t, root, os.Environ(), args...)
}

func startIn(t *testing.T, dir string, environment []string, args ...string) *running {
	t.Helper()
	path, err := tool()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Dir, cmd.Env = dir, environment
	return watch(t, cmd)
}

// watch starts a process in a process group of its own, and ends it when the test ends.
func watch(t *testing.T, cmd *exec.Cmd) *running {
	t.Helper()
	p := &running{t: t, cmd: cmd, stdout: newTranscript(), stderr: newTranscript(), temporary: t.TempDir(), exited: make(chan struct{})}
	cmd.Env = append(cmd.Environ(), "TMPDIR="+p.temporary)
	cmd.Stdout, cmd.Stderr = p.stdout, p.stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		cmd.Wait()
		close(p.exited)
	}()
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		select {
		case <-p.exited:
		case <-time.After(patience):
			syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // its children, too: they hold its output open
			<-p.exited
		}
	})
	return p
}

// serving starts the tool on any port, and gives the base URL once it serves.
func serving(t *testing.T, args ...string) (*running, string) {
	t.Helper()
	p := start(t, append([]string{"run", "--port", "0"}, args...)...)
	p.await(p.stdout, "Ctrl-C ends this.\n")
	_, after, ok := strings.Cut(p.stdout.String(), "Envoy with errormask is on ")
	base, _, _ := strings.Cut(after, ",")
	if !ok {
		t.Fatalf("it does not say where it is:\n%s", p.stdout)
	}
	return p, base
}

// await returns when a stream has the text in it.
func (p *running) await(stream *transcript, text string) {
	p.t.Helper()
	deadline := time.After(patience)
	for {
		if strings.Contains(stream.String(), text) {
			return
		}
		select {
		case <-stream.grown:
		case <-p.exited:
			if !strings.Contains(stream.String(), text) {
				p.t.Fatalf("it ended (%s) without %q:\n%s\n%s", p.cmd.ProcessState, text, p.stdout, p.stderr)
			}
		case <-deadline:
			p.t.Fatalf("no %q within %v:\n%s\n%s", text, patience, p.stdout, p.stderr)
		}
	}
}

// status waits for the end and gives the exit status.
func (p *running) status() int {
	p.t.Helper()
	select {
	case <-p.exited:
	case <-time.After(patience):
		p.t.Fatalf("still running after %v:\n%s\n%s", patience, p.stdout, p.stderr)
	}
	return p.cmd.ProcessState.ExitCode()
}

// leftovers are the names of the temporary files that it did not remove.
func (p *running) leftovers() []string {
	names, err := filepath.Glob(filepath.Join(p.temporary, "*"))
	if err != nil {
		p.t.Fatal(err)
	}
	return names
}

// envoy gives the process id of the tool's only child.
func (p *running) envoy() int {
	p.t.Helper()
	lists, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", p.cmd.Process.Pid))
	if err != nil {
		p.t.Fatal(err)
	}
	var children []string
	for _, list := range lists {
		text, _ := os.ReadFile(list) // a thread may end meanwhile
		children = append(children, strings.Fields(string(text))...)
	}
	if len(children) != 1 {
		p.t.Fatalf("the tool has the children %q, want one", children)
	}
	pid, err := strconv.Atoi(children[0])
	if err != nil {
		p.t.Fatal(err)
	}
	return pid
}

// ended reports whether there is no such process any more.
func ended(pid int) bool { return errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) }

// ask sends a GET and gives the status and body.
func ask(t *testing.T, url string) (int, string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// transcript is what a process has written so far.
type transcript struct {
	mutex sync.Mutex
	text  bytes.Buffer
	// grown has a value when there is more than before.
	grown chan struct{}
}

func newTranscript() *transcript { return &transcript{grown: make(chan struct{}, 1)} }

func (s *transcript) Write(p []byte) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	select {
	case s.grown <- struct{}{}:
	default:
	}
	return s.text.Write(p)
}

func (s *transcript) String() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.text.String()
}
