package workflows

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
)

// Scripts that only GitHub has a use for. They are run here as they stand in the workflows.
var scripts = []string{listEnvoys, checkSums, publish}

const (
	listEnvoys = `awk '/^[0-9]/ { list = list sep "\"" $1 "\""; sep = ", " } END { print "versions=[" list "]" }' .envoy-versions >> "$GITHUB_OUTPUT"`
	checkSums  = `sha256sum --check --strict SHA256SUMS`
	publish    = `cut -d ' ' -f 3 SHA256SUMS | xargs gh release create "$GITHUB_REF_NAME" --verify-tag --title "errormask ${GITHUB_REF_NAME#v}" --generate-notes SHA256SUMS`
)

func TestScriptsAreUsed(t *testing.T) {
	var used []string
	for _, name := range []string{"test", "release"} {
		parsed, errs := actionlint.Parse([]byte(workflow(t, name)))
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		for _, step := range steps(parsed) {
			if run, ok := step.Exec.(*actionlint.ExecRun); ok {
				used = append(used, strings.TrimSpace(run.Run.Value))
			}
		}
	}
	want := append([]string{"make check", listEnvoys, "make test", ".ci/run",
		`make dist VERSION="${GITHUB_REF_NAME#v}" REVISION="$GITHUB_SHA"`}, checkSums, publish)
	if got := strings.Join(used, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("the workflows run\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

// run executes a script as GitHub does, and gives what a command named gh was called with.
func run(t *testing.T, script, dir string, environment ...string) (gh string) {
	t.Helper()
	bin := t.TempDir()
	called := filepath.Join(bin, "called")
	if err := os.WriteFile(filepath.Join(bin, "gh"), []byte("#!/bin/sh\nprintf '%s\\n' \"$@\" > '"+called+"'\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), "bash", "-e", "-c", script)
	command.Dir = dir
	command.Env = append(append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH")), environment...)
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", script, err, output)
	}
	arguments, err := os.ReadFile(called)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(arguments)
}

// TestMatrix compares the matrix with the versions that stand at the beginnings of lines.
func TestMatrix(t *testing.T) {
	output := filepath.Join(t.TempDir(), "output")
	run(t, listEnvoys, root, "GITHUB_OUTPUT="+output)
	got, err := os.ReadFile(output)
	if err != nil {
		t.Fatal(err)
	}
	versions := regexp.MustCompile(`(?m)^[0-9]+\.[0-9]+\.[0-9]+`).FindAllString(read(t, ".envoy-versions"), -1)
	if want := `versions=["` + strings.Join(versions, `", "`) + "\"]\n"; len(versions) < 4 || string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestPublish runs the scripts of a release on what `make dist` gave.
func TestPublish(t *testing.T) {
	dist := filepath.Join(root, "build/dist")
	run(t, checkSums, dist)
	want := `release
create
v1.2.0
--verify-tag
--title
errormask 1.2.0
--generate-notes
SHA256SUMS
errormask.wasm
errormask.cdx.json
LICENSES.txt
errormask-image.tar
errormask-artifact.tar
`
	if got := run(t, publish, dist, "GITHUB_REF_NAME=v1.2.0"); got != want {
		t.Errorf("gh was called with\n%swant\n%s", got, want)
	}
}
