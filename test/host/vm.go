package host

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"errormask/test/proxy"
)

// VM is one instance of a guest, as one worker of a proxy has it. It belongs to one goroutine.
type VM struct {
	// Intercept, if set, is asked at each call of a proxy_ function, by its name, and may answer in place of the host.
	Intercept func(call string) (Reply, bool)

	ctx    context.Context
	guest  api.Module
	malloc api.Function

	contexts map[uint32]*guestContext
	nextID   uint32
	// current is the context whose callback runs, and effective the one that the guest chose instead; nil without.
	current, effective *guestContext
	// allowed holds the host functions that the guest may call now; nil allows all.
	allowed map[string]bool
	calls   map[string]int
	metrics metrics
	lines   []proxy.Line
	failure error
}

// Reply is an answer to a call into the proxy: a status, and with OK the bytes of the result, if the call has one.
type Reply struct {
	Status proxy.Status
	Data   []byte
}

// guestContext is one of the guest's contexts: a plugin's, or a stream's under it.
type guestContext struct {
	id     uint32
	plugin *Plugin
	// stream is nil for a plugin's own context.
	stream *proxy.Stream
}

type vmKey struct{}

// ErrFailed is why a VM that broke once does nothing any more.
var ErrFailed = errors.New("the VM has failed")

// NewVM starts an instance.
func (m *Module) NewVM(ctx context.Context) (*VM, error) {
	vm := &VM{contexts: map[uint32]*guestContext{}, nextID: 1, calls: map[string]int{}}
	vm.ctx = context.WithValue(ctx, vmKey{}, vm)
	guest, err := m.runtime.InstantiateModule(vm.ctx, m.code, wazero.NewModuleConfig().WithName("").WithStartFunctions())
	if err != nil {
		return nil, fmt.Errorf("instantiate: %w", err)
	}
	vm.guest = guest
	for _, name := range []string{"malloc", "proxy_on_memory_allocate"} {
		if vm.malloc == nil {
			vm.malloc = guest.ExportedFunction(name)
		}
	}
	if vm.malloc == nil {
		return nil, errors.New("the guest exports no malloc function")
	}
	vm.allowed = allowedAtStart
	defer func() { vm.allowed = nil }()
	for _, name := range []string{"_initialize", "main"} {
		if err := vm.start(name); err != nil {
			return nil, err
		}
	}
	return vm, nil
}

func (vm *VM) start(name string) error {
	f := vm.guest.ExportedFunction(name)
	if f == nil {
		return nil
	}
	if _, err := f.Call(vm.ctx, make([]uint64, len(f.Definition().ParamTypes()))...); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// call runs a callback of the guest in a context. A callback that the guest does not export gives missing. A trap makes the VM fail.
func (vm *VM) call(c *guestContext, name string, missing uint64, arguments ...uint64) (result uint64, ok bool) {
	if vm.failure != nil {
		return 0, false
	}
	f := vm.guest.ExportedFunction(name)
	if f == nil {
		return missing, true
	}
	current, effective := vm.current, vm.effective
	vm.current, vm.effective = c, nil
	results, err := f.Call(vm.ctx, append([]uint64{uint64(c.id)}, arguments...)...)
	vm.current, vm.effective = current, effective
	if err != nil {
		vm.failure = fmt.Errorf("%w: %s: %w", ErrFailed, name, err)
		vm.lines = append(vm.lines, proxy.Line{Level: 4, Text: "Function: " + name + " failed: " + err.Error()})
		return 0, false
	}
	if len(results) == 0 {
		return 0, true
	}
	return results[0], true
}

// context is the one that a host call is about.
func (vm *VM) context() *guestContext {
	if vm.effective != nil && vm.contexts[vm.effective.id] == vm.effective {
		return vm.effective
	}
	return vm.current
}

// stream is the one that a host call is about; nil in a plugin's context and while the VM starts.
func (vm *VM) stream() *proxy.Stream {
	if c := vm.context(); c != nil {
		return c.stream
	}
	return nil
}

func (vm *VM) newContext(p *Plugin, s *proxy.Stream) *guestContext {
	c := &guestContext{id: vm.nextID, plugin: p, stream: s}
	vm.nextID++
	vm.contexts[c.id] = c
	return c
}

// log writes to the log of the stream, if there is one.
func (vm *VM) log(level int, text string) proxy.Status {
	if s := vm.stream(); s != nil {
		return s.Log(level, text)
	}
	if level > 5 {
		return proxy.BadArgument
	}
	vm.lines = append(vm.lines, proxy.Line{Level: level, Text: text})
	return proxy.OK
}

// Lines gives what was logged outside of streams: by plugins, at the start, and of failures.
func (vm *VM) Lines() []proxy.Line { return vm.lines }

// Failure is nil, or why the VM failed: then it answers no stream any more.
func (vm *VM) Failure() error { return vm.failure }

// Calls counts the calls of each proxy_ function since the VM's start or the last ResetCalls.
func (vm *VM) Calls() map[string]int { return vm.calls }

// ResetCalls begins to count anew.
func (vm *VM) ResetCalls() { vm.calls = map[string]int{} }

// Contexts is the number of the guest's contexts that are not deleted.
func (vm *VM) Contexts() int { return len(vm.contexts) }

// MemorySize is the size of the guest's memory in bytes. It never shrinks.
func (vm *VM) MemorySize() int { return int(vm.guest.Memory().Size()) }

// Close ends the VM without any callback.
func (vm *VM) Close(ctx context.Context) error { return vm.guest.Close(ctx) }
