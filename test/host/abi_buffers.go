package host

import "errormask/test/proxy"

// The buffers of the ABI that are about HTTP streams and configurations.
const (
	requestBody         = 0
	responseBody        = 1
	vmConfiguration     = 6
	pluginConfiguration = 7
	maxBufferType       = 8
)

// buffer gives a buffer's bytes. The request's body is not modelled: it is always empty.
func (vm *VM) buffer(kind uint64) ([]byte, proxy.Status) {
	switch {
	case kind > maxBufferType:
		return nil, proxy.BadArgument
	case kind == responseBody && vm.stream() != nil:
		return vm.stream().Body()
	case kind == responseBody, kind == requestBody, kind == vmConfiguration:
		return nil, proxy.OK
	case kind == pluginConfiguration && vm.context() != nil && vm.context().plugin.configuring:
		return vm.context().plugin.configuration, proxy.OK
	default:
		return nil, proxy.NotFound
	}
}

func getBuffer(vm *VM, p []uint64) proxy.Status {
	data, status := vm.buffer(p[0])
	if status != proxy.OK {
		return status
	}
	start, end := p[1], p[1]+p[2]
	size := uint64(len(data))
	return vm.give(p[3], p[4], data[min(start, size):min(end, size)])
}

func bufferStatus(vm *VM, p []uint64) proxy.Status {
	data, status := vm.buffer(p[0])
	if status != proxy.OK {
		return status
	}
	return stored(vm.putWord(p[1], uint32(len(data))) && vm.putWord(p[2], 0))
}

func setBuffer(vm *VM, p []uint64) proxy.Status {
	if _, status := vm.buffer(p[0]); status != proxy.OK {
		return status
	}
	data, ok := vm.bytes(p[3], p[4])
	switch {
	case !ok:
		return proxy.InvalidMemoryAccess
	case p[0] != responseBody || vm.stream() == nil:
		return proxy.BadArgument
	default:
		return vm.stream().ReplaceBody(p[1], p[2], data)
	}
}
