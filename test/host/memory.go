package host

import (
	"errormask/test/proxy"
)

// bytes copies length bytes of the guest's memory.
func (vm *VM) bytes(address, length uint64) ([]byte, bool) {
	view, ok := vm.guest.Memory().Read(uint32(address), uint32(length))
	return append([]byte(nil), view...), ok
}

// texts copies strings that are given as pairs of address and length; false if one lies outside of the memory.
func (vm *VM) texts(p ...uint64) ([]string, bool) {
	texts := make([]string, 0, len(p)/2)
	for i := 0; i+1 < len(p); i += 2 {
		b, ok := vm.bytes(p[i], p[i+1])
		if !ok {
			return nil, false
		}
		texts = append(texts, string(b))
	}
	return texts, true
}

// give copies data into memory that the guest allocates, and stores its address and size. An empty result is not allocated.
func (vm *VM) give(addressAt, sizeAt uint64, data []byte) proxy.Status {
	var address uint64
	if len(data) > 0 {
		var ok bool
		if address, ok = vm.allocate(uint64(len(data))); !ok || !vm.guest.Memory().Write(uint32(address), data) {
			return proxy.InvalidMemoryAccess
		}
	}
	if !vm.putWord(addressAt, uint32(address)) || !vm.putWord(sizeAt, uint32(len(data))) {
		return proxy.InvalidMemoryAccess
	}
	return proxy.OK
}

// allocate asks the guest for memory; size is never 0. Meanwhile the guest may only log and look at the clock. A trap in there is
// one of the whole callback.
func (vm *VM) allocate(size uint64) (address uint64, ok bool) {
	outer := vm.allowed
	vm.allowed = allowedInAllocation
	defer func() { vm.allowed = outer }()
	result, err := vm.malloc.Call(vm.ctx, size)
	if err != nil {
		panic(err)
	}
	return result[0], result[0] != 0
}

func (vm *VM) putWord(address uint64, value uint32) bool {
	return vm.guest.Memory().WriteUint32Le(uint32(address), value)
}

func (vm *VM) putLong(address uint64, value uint64) bool {
	return vm.guest.Memory().WriteUint64Le(uint32(address), value)
}

// stored is the result of a call that stores a word.
func stored(ok bool) proxy.Status {
	if !ok {
		return proxy.InvalidMemoryAccess
	}
	return proxy.OK
}
