package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"errormask/test/realenvoy"
)

// TestToolPage runs each command that docs/tool.md shows, as it stands there, in a directory with the files that it names. The
// programs around the tool say what they would say.
func TestToolPage(t *testing.T) {
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	now := strings.Replace(logLine("/checkout"), "2026-11-24T03:12:07.219406Z", time.Now().UTC().Format(time.RFC3339), 1)
	record := strings.Replace(now, `"http.`, `"error.type":"database","error.fingerprint":"97baa4efcd02a1c9","http.`, 1)
	dir := t.TempDir()
	for name, text := range map[string]string{
		"bin/kubectl": "#!/bin/sh\ncat <<'END'\n" + record + "END\n",
		"bin/docker":  "#!/bin/sh\ncat <<'END'\nenvoy-1  | " + record + "END\n",
		"bin/curl":    "#!/bin/sh\nprintf 'HTTP/1.1 500 Internal Server Error\\r\\nX-Powered-By: PHP/8.3\\r\\n\\r\\nPDOException'\n",
		"envoy.log":   record,
		"envoy.yaml":  firstYAML(t, filepath.Join(root, "README.md")),
		"my.json":     `{"statuses": ["5xx"]}`,
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(root, "build"), filepath.Join(dir, "build")); err != nil {
		t.Fatal(err)
	}
	want := []struct{ command, output string }{
		{"go build ", ""},
		{"build/errormask try ", "Error: connect ECONNREFUSED"},
		{"curl ", "x-powered-by: PHP/8.3"},
		{"build/errormask check ", "ok: my.json:1:1: masks 5xx\n"},
		{"kubectl ", "97baa4efcd02a1c9"},
		{"docker ", "500  /checkout\n"},
		{"build/errormask logs --follow", "500  /checkout\n"},
	}
	commands := toolCommands(t, filepath.Join(root, "docs/tool.md"))
	if len(commands) != len(want) {
		t.Fatalf("docs/tool.md shows %d commands, %d are expected: %q", len(commands), len(want), commands)
	}
	for i, c := range want {
		if !strings.HasPrefix(commands[i], c.command) {
			t.Errorf("command %d is %q, want one that begins with %q", i+1, commands[i], c.command)
			continue
		}
		cmd := exec.Command("sh", "-c", "exec "+commands[i])
		if strings.Contains(commands[i], "|") {
			cmd = exec.Command("sh", "-c", commands[i])
		}
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "PATH="+filepath.Join(dir, "bin")+":"+os.Getenv("PATH"))
		if c.output == "" {
			cmd.Dir = root
		}
		p := watch(t, cmd)
		p.await(p.stdout, c.output)
		if strings.Contains(commands[i], "--follow") {
			cmd.Process.Signal(os.Interrupt)
		}
		if status := p.status(); status != exitOK || p.stderr.String() != "" {
			t.Errorf("%s: exit status %d, it says\n%s", commands[i], status, p.stderr)
		}
	}
}

// toolCommands are the lines of the blocks of commands.
func toolCommands(t *testing.T, path string) []string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var commands []string
	for _, block := range regexp.MustCompile("(?s)\n```sh\n(.*?)\n```").FindAllStringSubmatch(string(text), -1) {
		commands = append(commands, strings.Split(block[1], "\n")...)
	}
	return commands
}

// firstYAML is the block that tells how to load the filter into Envoy.
func firstYAML(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	match := regexp.MustCompile("(?s)\n```yaml\n(.*?)\n```").FindSubmatch(text)
	if match == nil {
		t.Fatalf("%s has no YAML", path)
	}
	return string(match[1])
}
