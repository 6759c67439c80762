package host

import (
	"errors"

	"errormask/test/proxy"
)

// Plugin is one filter configuration in a VM.
type Plugin struct {
	vm            *VM
	context       *guestContext
	configuration []byte
	// configuring says that the configuration can be read now.
	configuring bool
}

// ErrRefused is a guest's answer to a configuration that it does not take.
var ErrRefused = errors.New("the guest refused the configuration")

// NewPlugin makes a plugin context and configures it. After ErrRefused a proxy throws the VM away.
func (vm *VM) NewPlugin(configuration []byte) (*Plugin, error) {
	p := &Plugin{vm: vm, configuration: configuration}
	p.context = vm.newContext(p, nil)
	steps := []struct {
		callback  string
		arguments []uint64
	}{
		{"proxy_on_context_create", []uint64{0}},
		{"proxy_on_vm_start", []uint64{0}},
		{"proxy_on_configure", []uint64{uint64(len(configuration))}},
	}
	for _, step := range steps {
		p.configuring = step.callback == "proxy_on_configure"
		result, ok := vm.call(p.context, step.callback, 1, step.arguments...)
		p.configuring = false
		if !ok {
			return nil, vm.failure
		}
		if result == 0 && step.callback != "proxy_on_context_create" {
			return nil, ErrRefused
		}
	}
	return p, nil
}

// Delete ends the plugin context, as a proxy does when a configuration is replaced.
func (p *Plugin) Delete() {
	p.vm.call(p.context, "proxy_on_done", 1)
	p.vm.call(p.context, "proxy_on_delete", 0)
	delete(p.vm.contexts, p.context.id)
}

// Open makes streams of this plugin for proxy.Run; none if the VM has failed.
func (p *Plugin) Open(s *proxy.Stream) proxy.Callbacks {
	if p.vm.failure != nil {
		return nil
	}
	c := p.vm.newContext(p, s)
	p.vm.call(c, "proxy_on_context_create", 0, uint64(p.context.id))
	return &stream{p.vm, c}
}

// stream passes the callbacks of a stream to the guest.
type stream struct {
	vm      *VM
	context *guestContext
}

func (s *stream) OnRequestHeaders(count int, endOfStream bool) proxy.Action {
	return s.call("proxy_on_request_headers", uint64(count), flag(endOfStream))
}

func (s *stream) OnRequestBody(size int, endOfStream bool) proxy.Action {
	return s.call("proxy_on_request_body", uint64(size), flag(endOfStream))
}

func (s *stream) OnResponseHeaders(count int, endOfStream bool) proxy.Action {
	return s.call("proxy_on_response_headers", uint64(count), flag(endOfStream))
}

func (s *stream) OnResponseBody(size int, endOfStream bool) proxy.Action {
	return s.call("proxy_on_response_body", uint64(size), flag(endOfStream))
}

func (s *stream) OnResponseTrailers(count int) proxy.Action {
	return s.call("proxy_on_response_trailers", uint64(count))
}

func (s *stream) OnLog()  { s.vm.call(s.context, "proxy_on_log", 0) }
func (s *stream) OnDone() { s.vm.call(s.context, "proxy_on_done", 1) }

func (s *stream) OnDelete() {
	s.vm.call(s.context, "proxy_on_delete", 0)
	delete(s.vm.contexts, s.context.id)
}

func (s *stream) call(name string, arguments ...uint64) proxy.Action {
	result, ok := s.vm.call(s.context, name, uint64(proxy.Continue), arguments...)
	switch {
	case !ok:
		return proxy.Failed
	case result == 0:
		return proxy.Continue
	default:
		return proxy.Pause
	}
}

func flag(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
