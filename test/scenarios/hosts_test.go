package scenarios

import (
	"context"
	"os"
	"testing"

	"errormask/filter"
	"errormask/test/host"
	"errormask/test/proxy"
	"errormask/test/proxy/direct"
)

const wasmFile = "../../build/errormask.wasm"

// runner is a host that has taken a configuration.
type runner func(*proxy.Stream) proxy.Callbacks

func loadModule(t *testing.T) *host.Module {
	if _, err := os.Stat(wasmFile); err != nil {
		t.Fatal("build/errormask.wasm is missing: run `make build`")
	}
	module, err := host.Load(context.Background(), wasmFile)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = module.Close(context.Background()) })
	return module
}

// openEngine gives a filter in plain Go.
func openEngine(t *testing.T, configuration []byte) runner {
	f, err := filter.New(configuration)
	if err != nil {
		t.Fatal(err)
	}
	return direct.Open(f)
}

// openWasm gives the shipped file in a VM of its own, which must be as good as new when the test ends.
func openWasm(t *testing.T, module *host.Module, configuration []byte) runner {
	vm := newVM(t, module)
	plugin, err := vm.NewPlugin(configuration)
	if err != nil {
		t.Fatalf("%v\n%v", err, vm.Lines())
	}
	t.Cleanup(func() {
		if err := vm.Failure(); err != nil {
			t.Error(err)
		}
		if n := vm.Contexts(); n != 1 {
			t.Errorf("%d contexts are left, want only the plugin's", n)
		}
	})
	return plugin.Open
}

func newVM(t *testing.T, module *host.Module) *host.VM {
	vm, err := module.NewVM(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = vm.Close(context.Background()) })
	return vm
}
