package realenvoy

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	// LogFile is the log's name in Options.Dir.
	LogFile = "envoy.log"

	// startTimeout bounds a start; compiling wasm takes seconds, on a busy machine many.
	startTimeout = 2 * time.Minute
	// stopTimeout is what Envoy has between SIGTERM and SIGKILL.
	stopTimeout = 10 * time.Second
	// pollInterval is how often another process's files and statistics are looked at.
	pollInterval = 10 * time.Millisecond
)

// Options say how an Envoy is started.
type Options struct {
	// Binary is Envoy's path (see the function Binary).
	Binary string
	// Bootstrap is the configuration.
	Bootstrap Bootstrap
	// Config, when not nil, takes the place of Bootstrap: a whole one in YAML or JSON, with an admin interface, whose port may be 0.
	Config []byte
	// WorkDir is the working directory, in which relative file names in Config are found, and a relative Binary; "" means this
	// process's own.
	WorkDir string
	// Concurrency is the number of workers; 0 means 1.
	Concurrency int
	// LogLevel is Envoy's own; "" means warning, which is what Istio shows.
	LogLevel string
	// WasmLogLevel is the mildest level of plugins' messages; "" means info.
	WasmLogLevel string
	// Dir is an existing directory for the bootstrap and the log, which stay there. "" means a temporary one that Stop removes.
	Dir string
	// Output also gets the log, while it is written; nil leaves it in the file. It must not block.
	Output io.Writer
}

// Envoy is a running Envoy.
type Envoy struct {
	dir       string
	temporary bool
	process   *os.Process
	exited    chan struct{} // closed when the process is reaped; state and waitErr are set by then
	state     *os.ProcessState
	admin     string
	addresses map[string]string
	copied    chan struct{} // closed when Output has the whole log
}

// Start starts an Envoy and returns when all listeners of its bootstrap accept connections, or datagrams. The process is ended by
// Stop, not by ctx, which only bounds the start; it also dies with this process where the system can do that (Linux).
//
// When Envoy exits instead, as it does on a refused configuration, the error has the critical lines of its log.
func Start(ctx context.Context, o Options) (*Envoy, error) {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	e := &Envoy{temporary: o.Dir == "", exited: make(chan struct{}), copied: make(chan struct{})}
	var err error
	if e.dir, err = directory(o.Dir); err != nil {
		return nil, err
	}
	if err := e.spawn(o); err != nil {
		e.removeTemporary()
		return nil, err
	}
	go e.follow(o.Output)
	if err := e.awaitReady(ctx, o.Bootstrap.Listeners); err != nil {
		e.Stop()
		return nil, err
	}
	return e, nil
}

// directory gives the absolute path of dir, as Envoy may have another working directory, or of a new temporary one for "".
func directory(dir string) (string, error) {
	if dir == "" {
		return os.MkdirTemp("", "errormask-envoy-*")
	}
	return filepath.Abs(dir)
}

// spawn starts the process with its files in e.dir.
func (e *Envoy) spawn(o Options) error {
	config, err := e.writeConfig(o)
	if err != nil {
		return err
	}
	log, err := os.Create(e.LogPath())
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.Command(o.Binary, "--config-path", config, "--admin-address-path", e.adminFile(), "--disable-hot-restart",
		"--concurrency", strconv.Itoa(max(1, o.Concurrency)),
		"--log-level", cmp.Or(o.LogLevel, "warning"), "--component-log-level", "wasm:"+cmp.Or(o.WasmLogLevel, "info"))
	// Writes to a file are in it when they return: what Envoy has logged can be read at once (see WaitIdle).
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Dir = o.WorkDir
	cmd.SysProcAttr = dieWithParent()
	started := make(chan error)
	go e.run(cmd, started)
	return <-started
}

// writeConfig gives the path of the file that Envoy is to read.
func (e *Envoy) writeConfig(o Options) (string, error) {
	if o.Config != nil {
		path := filepath.Join(e.dir, "bootstrap.yaml")
		return path, os.WriteFile(path, o.Config, 0o644)
	}
	bootstrap, err := o.Bootstrap.JSON()
	if err != nil {
		return "", err
	}
	path := filepath.Join(e.dir, "bootstrap.json")
	return path, os.WriteFile(path, bootstrap, 0o644)
}

// run starts cmd and waits for its end in one thread, because Linux takes the parent of dieWithParent to be the thread.
func (e *Envoy) run(cmd *exec.Cmd, started chan<- error) {
	runtime.LockOSThread()
	err := cmd.Start()
	if err != nil {
		started <- fmt.Errorf("starting envoy: %w", err)
		return
	}
	e.process = cmd.Process
	started <- nil
	cmd.Wait()
	e.state = cmd.ProcessState
	close(e.exited)
}

// Exited is closed when the process has ended and is reaped.
func (e *Envoy) Exited() <-chan struct{} { return e.exited }

// Stop ends the process, with SIGTERM and after a deadline with SIGKILL, and reaps it. It may be called twice.
// An Envoy that had to be killed or that ended by itself before is an error.
func (e *Envoy) Stop() error {
	defer e.removeTemporary()
	select {
	case <-e.exited:
		<-e.copied
		if !e.state.Success() {
			return fmt.Errorf("envoy had ended: %s", e.state)
		}
		return nil
	default:
	}
	if err := e.process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	deadline := time.NewTimer(stopTimeout)
	defer deadline.Stop()
	var err error
	select {
	case <-e.exited:
	case <-deadline.C:
		err = fmt.Errorf("envoy did not end within %v of SIGTERM and was killed", stopTimeout)
		e.process.Kill()
		<-e.exited
	}
	<-e.copied
	return err
}

func (e *Envoy) removeTemporary() {
	if e.temporary {
		os.RemoveAll(e.dir)
	}
}

func (e *Envoy) adminFile() string { return filepath.Join(e.dir, "admin.address") }

// exitError says in one line why Envoy ended: the critical lines of its log, or its last line.
func (e *Envoy) exitError() error {
	var reasons []string
	lines := strings.Split(strings.TrimSpace(e.Log()), "\n")
	for _, line := range lines {
		if strings.Contains(line, "[critical]") {
			reasons = append(reasons, line)
		}
	}
	if reasons == nil {
		reasons = lines[len(lines)-1:]
	}
	return fmt.Errorf("envoy exited at start (%s): %s", e.state, cmp.Or(strings.Join(reasons, " | "), "it said nothing; is it an Envoy?"))
}
