// Package host runs the shipped errormask.wasm on wazero, on the model of a stream in package proxy.
//
// It offers a guest what Envoy 1.36 offers and nothing more, the oldest of the proxies that can load a Go module: the same host
// functions, with the same answers where a call comes at a wrong time, and the same restrictions while the guest starts or allocates.
package host

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// maxMemoryPages is V8's limit in Envoy, 1 GiB.
const maxMemoryPages = 16384

// compiled keeps machine code for the life of the process: a module is compiled once, however many tests load it.
var compiled = sync.OnceValue(wazero.NewCompilationCache)

// Module is a compiled guest. It may be used to make VMs from several goroutines.
type Module struct {
	runtime wazero.Runtime
	code    wazero.CompiledModule
}

// Load reads and compiles a guest, and fails like Envoy on one that imports what Envoy does not offer, or that is no proxy-wasm module
// of ABI 0.2. Close it after its VMs.
func Load(ctx context.Context, path string) (*Module, error) {
	return LoadWith(ctx, path, wazero.NewRuntimeConfigCompiler().WithCompilationCache(compiled()))
}

// LoadWith is Load with a way of its own to run the guest, such as a compilation cache on disk.
func LoadWith(ctx context.Context, path string, config wazero.RuntimeConfig) (*Module, error) {
	binary, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the guest: %w", err)
	}
	m := &Module{runtime: wazero.NewRuntimeWithConfig(ctx, config.WithMemoryLimitPages(maxMemoryPages))}
	if err := m.load(ctx, binary); err != nil {
		return nil, errors.Join(fmt.Errorf("load %s: %w", path, err), m.Close(ctx))
	}
	return m, nil
}

func (m *Module) load(ctx context.Context, binary []byte) (err error) {
	if m.code, err = m.runtime.CompileModule(ctx, binary); err != nil {
		return err
	}
	if err := checkImports(m.code); err != nil {
		return err
	}
	exports := m.code.ExportedFunctions()
	if exports["proxy_abi_version_0_2_0"] == nil && exports["proxy_abi_version_0_2_1"] == nil {
		return errors.New("missing or unknown proxy-wasm ABI version")
	}
	return m.offer(ctx)
}

// offer makes all host functions known to the runtime.
func (m *Module) offer(ctx context.Context) error {
	for _, name := range []string{"env", "wasi_snapshot_preview1", "wasi_unstable"} {
		builder := m.runtime.NewHostModuleBuilder(name)
		for _, f := range offered() {
			if f.module == name {
				builder.NewFunctionBuilder().WithGoModuleFunction(f.handler(), f.parameters(), f.results()).Export(f.name)
			}
		}
		if _, err := builder.Instantiate(ctx); err != nil {
			return fmt.Errorf("host module %s: %w", name, err)
		}
	}
	return nil
}

// Imports gives the names of the functions that the guest imports, as "module.name".
func (m *Module) Imports() []string {
	var names []string
	for _, f := range m.code.ImportedFunctions() {
		module, name, _ := f.Import()
		names = append(names, module+"."+name)
	}
	return names
}

// Offered gives the names of the host functions that exist in Envoy 1.36, as "module.name".
func Offered() []string {
	var names []string
	for _, f := range offered() {
		names = append(names, f.module+"."+f.name)
	}
	return names
}

func checkImports(code wazero.CompiledModule) error {
	known := map[string]function{}
	for _, f := range offered() {
		known[f.module+"."+f.name] = f
	}
	for _, imported := range code.ImportedFunctions() {
		module, name, _ := imported.Import()
		f, ok := known[module+"."+name]
		if !ok {
			return fmt.Errorf("unknown import %s.%s", module, name)
		}
		if !sameTypes(imported.ParamTypes(), f.parameters()) || !sameTypes(imported.ResultTypes(), f.results()) {
			return fmt.Errorf("import %s.%s has another signature", module, name)
		}
	}
	return nil
}

func sameTypes(a, b []api.ValueType) bool { return string(a) == string(b) }

// Close releases the guest and all VMs made of it.
func (m *Module) Close(ctx context.Context) error { return m.runtime.Close(ctx) }
