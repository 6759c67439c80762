package host_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"errormask/test/host"
	"errormask/test/proxy"
	"errormask/test/scenario"
)

const shipped = "../../build/errormask.wasm"

// guestDir is where the tests build their guests.
var guestDir string

func TestMain(m *testing.M) {
	var err error
	if guestDir, err = os.MkdirTemp("", "errormask-guests-"); err != nil {
		panic(err)
	}
	code := m.Run()
	_ = os.RemoveAll(guestDir)
	os.Exit(code)
}

// guest builds one of the guests under testdata, once.
func guest(t *testing.T, name string) string {
	t.Helper()
	file := filepath.Join(guestDir, name+".wasm")
	if _, err := os.Stat(file); err == nil {
		return file
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	build := exec.CommandContext(ctx, "go", "build", "-buildmode=c-shared", "-trimpath", "-ldflags=-s -w", "-o", file, "./testdata/"+name)
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=wasip1", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the guest %s: %v\n%s", name, err, out)
	}
	return file
}

func load(t *testing.T, file string) *host.Module {
	t.Helper()
	if _, err := os.Stat(file); err != nil && file == shipped {
		t.Fatal("build/errormask.wasm is missing: run `make build`")
	}
	module, err := host.Load(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = module.Close(context.Background()) })
	return module
}

func newVM(t *testing.T, file string) *host.VM {
	t.Helper()
	vm, err := load(t, file).NewVM(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return vm
}

func newPlugin(t *testing.T, vm *host.VM, configuration string) *host.Plugin {
	t.Helper()
	plugin, err := vm.NewPlugin([]byte(configuration))
	if err != nil {
		t.Fatalf("%v\n%v", err, vm.Lines())
	}
	return plugin
}

// probe runs one exchange in which the upstream tells the guest what to do.
func probe(t *testing.T, plugin *host.Plugin, command string) proxy.Result {
	t.Helper()
	x := exchange(command)
	return proxy.Run(x, scenario.Options{}, proxy.EmptyEnds, plugin.Open)
}

func exchange(command string) scenario.Exchange {
	return scenario.Exchange{
		Request: scenario.Request{Method: "GET", Path: "/shop?a=1", Authority: "shop.example", Headers: []scenario.Header{{"user-agent", "test"}}},
		Upstream: scenario.Upstream{
			Status: 500, Headers: []scenario.Header{{"x-probe", command}, {"content-length", "6"}}, Framing: scenario.ContentLength,
			Steps: []scenario.Step{{Data: []byte("abc")}, {Data: []byte("def")}},
		},
		Gone: -1,
	}
}

// line gives the one line of the log that begins so.
func line(t *testing.T, r proxy.Result, start string) string {
	t.Helper()
	var found []string
	for _, l := range r.Lines {
		if strings.HasPrefix(l.Text, start) {
			found = append(found, l.Text)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d lines begin with %q, want 1:\n%v", len(found), start, r.Lines)
	}
	return found[0]
}

func wantIn(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, "\n  "+part) {
			t.Errorf("no %q in\n%s", part, text)
		}
	}
}

func TestImportsOfTheShippedFile(t *testing.T) {
	offered := host.Offered()
	for _, name := range load(t, shipped).Imports() {
		if !slices.Contains(offered, name) {
			t.Errorf("import %s, which Envoy 1.36 does not offer", name)
		}
	}
}

func TestUnknownImportFailsTheLoad(t *testing.T) {
	_, err := host.Load(context.Background(), guest(t, "stat"))
	if err == nil || !strings.HasSuffix(err.Error(), "unknown import wasi_snapshot_preview1.fd_filestat_get") &&
		!strings.HasSuffix(err.Error(), "unknown import wasi_snapshot_preview1.path_filestat_get") {
		t.Errorf("got %v, want the name of the unknown import", err)
	}
}
