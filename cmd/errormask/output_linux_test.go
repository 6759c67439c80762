package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// What could not be written is an error, and told once.
func TestFullDisk(t *testing.T) {
	path, err := tool()
	if err != nil {
		t.Fatal(err)
	}
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	for args, input := range map[string]string{
		"check": "{}", "check --json": "{}", "logs": logLine("/"), "logs --json": logLine("/"), "logs --top": logLine("/"), "logs --top --json": logLine("/"),
		"try --wasm ../../build/errormask.wasm": "", "try --json --wasm ../../build/errormask.wasm": "",
	} {
		t.Run(args, func(t *testing.T) {
			var stderr strings.Builder
			cmd := exec.Command(path, strings.Fields(args)...)
			cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input), full, &stderr
			cmd.Run()
			command, _, _ := strings.Cut(args, " ")
			want := "errormask " + command + ": write /dev/stdout: no space left on device\n"
			if status := cmd.ProcessState.ExitCode(); status != exitFailure || stderr.String() != want {
				t.Errorf("exit status %d, want %d; it says\n%s, want\n%s", status, exitFailure, stderr.String(), want)
			}
		})
	}
}

// Who names no file is told that the tool waits; a pipe needs no such word.
func TestReadingFromATerminal(t *testing.T) {
	path, err := tool()
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{"check", "check -", "logs", "logs --top -", "try --response -"} {
		cmd := exec.Command(path, strings.Fields(args)...)
		cmd.Stdin = openTerminal(t, 80)
		p := watch(t, cmd)
		command, _, _ := strings.Cut(args, " ")
		p.await(p.stderr, "errormask "+command+": note: reading the standard input: Ctrl-D ends it\n")
		p.cmd.Process.Signal(os.Interrupt)
		p.status()
	}
}
