package e2e

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"errormask/test/realenvoy"
)

// testTimeout bounds what one test does with one Envoy, its start included.
const testTimeout = 3 * time.Minute

// eachEnvoy runs a test on the Envoys that $ENVOYS names: "newest" (default), "all", or a version of .envoy-versions.
func eachEnvoy(t *testing.T, test func(t *testing.T, binary string)) {
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

// wasmFile is the file that ships.
func wasmFile(t *testing.T) string {
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

// start starts an Envoy that ends with the test. Its files are kept when the test fails.
func start(t *testing.T, o realenvoy.Options) (*realenvoy.Envoy, context.Context) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), testTimeout)
	t.Cleanup(cancel)
	o.Dir = keptDir(t)
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

// keptDir is a temporary directory that outlives a failed test.
func keptDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "errormask-e2e-*")
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

// refusal is what a configuration leaves there that was to be refused: no trouble.
var refusal = regexp.MustCompile(`errormask: configuration refused: |failed to load$`)

func checkLog(t *testing.T, log string) {
	t.Helper()
	for _, line := range trouble.FindAllString(log, -1) {
		if !refusal.MatchString(line) {
			t.Errorf("envoy's log: %s", line)
			return
		}
	}
}
