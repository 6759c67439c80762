package host

import (
	"context"
	"slices"
	"sync"

	"github.com/tetratelabs/wazero/api"

	"errormask/test/proxy"
)

// function is one host function.
type function struct {
	module, name string
	// signature holds a letter for each parameter: i for 32 bits, I for 64.
	signature string
	// out is the parameter that points to where a result's address goes, with the pointer for its size right after it; -1 without.
	out int
	// run does it. For WASI the result is an errno instead of a proxy status.
	run func(vm *VM, p []uint64) proxy.Status
	// void has no result.
	void bool
}

// offered gives all host functions of Envoy 1.36.
var offered = sync.OnceValue(func() []function { return slices.Concat(proxyFunctions, envFunctions, wasiFunctions()) })

func (f function) parameters() []api.ValueType {
	types := []api.ValueType{}
	for _, letter := range f.signature {
		if letter == 'I' {
			types = append(types, api.ValueTypeI64)
		} else {
			types = append(types, api.ValueTypeI32)
		}
	}
	return types
}

func (f function) results() []api.ValueType {
	if f.void {
		return []api.ValueType{}
	}
	return []api.ValueType{api.ValueTypeI32}
}

// handler is the function as wazero calls it.
func (f function) handler() api.GoModuleFunc {
	full := f.module + "." + f.name
	return func(ctx context.Context, _ api.Module, stack []uint64) {
		vm := ctx.Value(vmKey{}).(*VM)
		p := make([]uint64, len(f.signature))
		for i, letter := range f.signature {
			p[i] = stack[i]
			if letter == 'i' {
				p[i] = uint64(uint32(stack[i]))
			}
		}
		status := f.call(vm, full, p)
		if !f.void {
			stack[0] = uint64(status)
		}
	}
}

func (f function) call(vm *VM, full string, p []uint64) proxy.Status {
	if vm.allowed != nil && !vm.allowed[full] {
		panic(restrictedError(full))
	}
	if f.module != "env" {
		return f.run(vm, p)
	}
	vm.calls[f.name]++
	if vm.Intercept != nil {
		if r, ok := vm.Intercept(f.name); ok {
			return f.intercepted(vm, p, r)
		}
	}
	return f.run(vm, p)
}

// intercepted answers in place of the host.
func (f function) intercepted(vm *VM, p []uint64, r Reply) proxy.Status {
	if f.out < 0 || r.Status != proxy.OK {
		return r.Status
	}
	return vm.give(p[f.out], p[f.out+1], r.Data)
}

// restrictedError names a host function that was called where Envoy forbids it; it becomes a trap.
type restrictedError string

func (e restrictedError) Error() string { return "restricted_callback: " + string(e) }
