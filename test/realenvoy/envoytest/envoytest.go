// Package envoytest gives tests real Envoys with the shipped .wasm in them, and looks for trouble in what they have logged.
package envoytest

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"errormask/test/realenvoy"
)

// Timeout bounds what one test does with one Envoy, its start included.
const Timeout = 3 * time.Minute

// Each runs a test on the Envoys that $ENVOYS names: "newest" (default), "all", or a version of .envoy-versions.
func Each(t *testing.T, test func(t *testing.T, binary string)) {
	t.Helper()
	for _, version := range chosenVersions(t) {
		t.Run("envoy-"+version, func(t *testing.T) {
			binary, err := realenvoy.Binary(t.Context(), version, os.Stderr)
			if err != nil {
				t.Fatal(err)
			}
			test(t, binary)
		})
	}
}

func chosenVersions(t *testing.T) []string {
	t.Helper()
	versions, err := realenvoy.Versions()
	if err != nil {
		t.Fatal(err)
	}
	newest := versions[len(versions)-1].Number
	switch choice := os.Getenv("ENVOYS"); choice {
	case "", "newest":
		return []string{newest}
	case "all":
		if os.Getenv("ENVOY") != "" {
			t.Fatal("ENVOYS=all and ENVOY contradict each other: unset one")
		}
		var all []string
		for _, v := range versions {
			all = append(all, v.Number)
		}
		return all
	default:
		return []string{choice}
	}
}

// Wasm gives the path of the file that ships.
func Wasm(t *testing.T) string {
	t.Helper()
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, "build", "errormask.wasm")
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("%v: build it with make", err)
	}
	return path
}

// Start starts an Envoy that ends with the test, and gives a context for what is done with it, bound by Timeout. Its files are kept when
// the test fails, and a log with trouble in it fails the test.
func Start(t *testing.T, o realenvoy.Options) (*realenvoy.Envoy, context.Context) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), Timeout)
	t.Cleanup(cancel)
	o.Dir = Dir(t)
	e, err := realenvoy.Start(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Stop(); err != nil {
			t.Error(err)
		}
		checkLog(t, e.Log())
	})
	return e, ctx
}

// Dir is a temporary directory that outlives a failed test.
func Dir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "errormask-test-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("envoy's bootstrap and log are kept in %s", dir)
			return
		}
		os.RemoveAll(dir)
	})
	return dir
}

// trouble is how a VM that failed, or an Envoy that crashed, shows in the log.
var trouble = regexp.MustCompile(`(?m)^(.*Function: \w+ failed.*|panic: .*|fatal error: .*|.*Uncaught RuntimeError.*|.*\[critical\]\[(?:wasm|backtrace|assert)\].*|.*Plugin configured to fail closed.*)$`)

// noTrouble is what looks like it: how a configuration is refused that was to be, and records at the level critical. Which level a
// record may have is up to the tests that read records.
var noTrouble = regexp.MustCompile(`errormask: configuration refused: |failed to load$| wasm log [^:]*: \{"timestamp":`)

func checkLog(t *testing.T, log string) {
	t.Helper()
	if line := troubleIn(log); line != "" {
		t.Errorf("envoy's log: %s", line)
	}
}

// troubleIn gives the first line that tells of trouble, "" when there is none.
func troubleIn(log string) string {
	for _, line := range trouble.FindAllString(log, -1) {
		if !noTrouble.MatchString(line) {
			return line
		}
	}
	return ""
}
