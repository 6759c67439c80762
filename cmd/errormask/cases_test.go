package main

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"errormask/test/realenvoy"
)

var update = flag.Bool("update", false, "write what the tool says into testdata instead of comparing it")

// TestCases runs each file of testdata as a user would: the comment's last line is the command, the files stand in its working directory,
// and what it says and its exit status are as written. A file named stdin is its standard input.
func TestCases(t *testing.T) {
	names, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(names) < fewestCases {
		t.Fatalf("%d cases, want %d or more (%v)", len(names), fewestCases, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(strings.TrimPrefix(name, "testdata/"), ".txtar"), func(t *testing.T) {
			t.Parallel()
			runCase(t, name)
		})
	}
}

// fewestCases guards against files that are lost.
const fewestCases = 60

// outcome are the files of a case that the tool makes, in their order.
var outcome = []string{"stdout", "stderr", "status"}

func runCase(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	dir, want := t.TempDir(), map[string]string{"status": "0\n"}
	var given []txtar.File
	var stdin []byte
	for _, file := range archive.Files {
		switch file.Name {
		case "stdout", "stderr", "status":
			want[file.Name] = string(file.Data)
			continue
		case "stdin":
			stdin = file.Data
		default:
			if err := os.WriteFile(filepath.Join(dir, file.Name), file.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		given = append(given, file)
	}
	got := runTool(t, dir, stdin, commandOf(t, archive)...)
	if text, ok := got["stdout"]; ok && strings.HasPrefix(name, "testdata/try/") {
		got["stdout"] = steady(text)
	}
	if !*update {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("want -, got +\n%s", diff)
		}
		return
	}
	for _, file := range outcome {
		if got[file] != "" && !(file == "status" && got[file] == "0\n") {
			given = append(given, txtar.File{Name: file, Data: []byte(got[file])})
		}
	}
	archive.Files = given
	if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// varying is what differs in each run of errormask try.
var varying = []struct{ pattern, name string }{
	{`[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`, "UUID"},
	{`(?m)^[0-9]{2}:[0-9]{2}:[0-9]{2}  `, "HH:MM:SS  "},
	{`in [0-9.]+ ms`, "in N ms"},
	{`#[0-9a-f]{6}\]`, "#DIGEST]"},
	{`"timestamp":"[0-9T:.-]+Z"`, `"timestamp":"TIME"`},
	{`"duration_ms":[0-9.]+`, `"duration_ms":N`},
	{`\["date","[^"]+"\]`, `["date","TIME"]`},
	{`"x-envoy-upstream-service-time","[0-9]+"`, `"x-envoy-upstream-service-time","N"`},
}

func steady(text string) string {
	for _, v := range varying {
		text = regexp.MustCompile(v.pattern).ReplaceAllLiteralString(text, v.name)
	}
	return text
}

// commandOf gives the arguments behind "errormask" in the comment's last line. Words may stand in single quotes.
func commandOf(t *testing.T, archive *txtar.Archive) []string {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(string(archive.Comment)), "\n")
	words := splitWords(lines[len(lines)-1])
	if len(words) < 2 || words[0] != "errormask" {
		t.Fatalf("the comment ends with %q, want a command", lines[len(lines)-1])
	}
	return words[1:]
}

func splitWords(line string) []string {
	var words []string
	for i, piece := range strings.Split(line, "'") {
		if i%2 == 1 {
			words = append(words, piece)
		} else {
			words = append(words, strings.Fields(piece)...)
		}
	}
	return words
}

// runTool runs the tool to its end, in a directory, and gives what it says and its exit status, with a line end behind each.
func runTool(t *testing.T, dir string, stdin []byte, args ...string) map[string]string {
	t.Helper()
	path, err := tool()
	if err != nil {
		t.Fatal(err)
	}
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	for i, arg := range args {
		args[i] = strings.ReplaceAll(arg, "$ROOT", root)
	}
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = dir, bytes.NewReader(stdin), &stdout, &stderr
	cmd.Env = append(os.Environ(), "TZ=UTC", "XDG_CACHE_HOME="+toolDir)
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	got := map[string]string{"status": strconv.Itoa(cmd.ProcessState.ExitCode()) + "\n"}
	for name, stream := range map[string]*bytes.Buffer{"stdout": &stdout, "stderr": &stderr} {
		if stream.Len() > 0 {
			got[name] = stream.String()
		}
	}
	return got
}
