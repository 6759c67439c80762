package oci

import (
	"io"
	"log"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/google/go-containerregistry/cmd/crane/cmd"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
)

const root = "../.."

func shipped(t *testing.T) []byte {
	t.Helper()
	wasm, err := os.ReadFile(root + "/build/errormask.wasm")
	if err != nil {
		t.Fatalf("%v (run `make build`)", err)
	}
	return wasm
}

// newRegistry starts a registry on a port of its own, and gives its address.
func newRegistry(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(registry.New(registry.Logger(log.New(io.Discard, "", 0))))
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}

// push takes the library's way, for images that no layout has.
func push(t *testing.T, image v1.Image) (reference string) {
	t.Helper()
	reference = newRegistry(t) + "/changed:1"
	parsed, err := name.ParseReference(reference)
	if err != nil {
		t.Fatal(err)
	}
	if err := remote.Write(parsed, image); err != nil {
		t.Fatal(err)
	}
	return reference
}

// crane runs the command-line tool with the arguments, and gives what it prints.
func crane(t *testing.T, args ...string) string {
	t.Helper()
	var output strings.Builder
	command := cmd.New("crane", "", nil)
	command.SetArgs(args)
	command.SetOut(&output)
	if err := command.ExecuteContext(t.Context()); err != nil {
		t.Fatalf("crane %q: %v", args, err)
	}
	return strings.TrimSpace(output.String())
}
