package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Ctrl-C ends a command that waits for its input.
func TestInterruptWhileReading(t *testing.T) {
	path, err := tool()
	if err != nil {
		t.Fatal(err)
	}
	for args, want := range map[string]int{"check": exitFailure, "try --response -": exitOK, "logs": exitOK} {
		t.Run(args, func(t *testing.T) {
			cmd := exec.Command(path, strings.Fields(args)...)
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			p := watch(t, cmd)
			// What is in the pipe is read once the command is listening for signals.
			if _, err := in.Write(make([]byte, 1<<20)); err != nil {
				t.Fatal(err)
			}
			p.cmd.Process.Signal(os.Interrupt)
			if status := p.status(); status != want {
				t.Errorf("exit status %d, want %d:\n%s", status, want, p.stderr)
			}
		})
	}
}
