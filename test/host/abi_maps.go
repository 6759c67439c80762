package host

import "errormask/test/proxy"

// maxMapType is the largest number of a header map in the ABI.
const maxMapType = 7

// onMap reads the strings of a call about a header map, and runs it on the stream; outside of one no map is in reach.
func onMap(vm *VM, p []uint64, strings []uint64, run func(s *proxy.Stream, m proxy.Map, texts []string) proxy.Status) proxy.Status {
	if p[0] > maxMapType {
		return proxy.BadArgument
	}
	texts, ok := vm.texts(strings...)
	switch {
	case !ok:
		return proxy.InvalidMemoryAccess
	case vm.stream() == nil:
		return proxy.BadArgument
	default:
		return run(vm.stream(), proxy.Map(p[0]), texts)
	}
}

func getPairs(vm *VM, p []uint64) proxy.Status {
	if p[0] > maxMapType {
		return proxy.BadArgument
	}
	if vm.stream() == nil {
		return vm.give(p[1], p[2], nil)
	}
	headers, status := vm.stream().Headers(proxy.Map(p[0]))
	switch {
	case status != proxy.OK:
		return status
	case len(headers) == 0:
		return vm.give(p[1], p[2], nil)
	default:
		return vm.give(p[1], p[2], EncodePairs(headers))
	}
}

func setPairs(vm *VM, p []uint64) proxy.Status {
	return onMap(vm, p, p[1:], func(s *proxy.Stream, m proxy.Map, texts []string) proxy.Status {
		return s.ReplaceHeaders(m, decodePairs([]byte(texts[0])))
	})
}

func getValue(vm *VM, p []uint64) proxy.Status {
	return onMap(vm, p, p[1:3], func(s *proxy.Stream, m proxy.Map, texts []string) proxy.Status {
		value, status := s.Header(m, texts[0])
		if status != proxy.OK {
			return status
		}
		return vm.give(p[3], p[4], []byte(value))
	})
}

func addValue(vm *VM, p []uint64) proxy.Status {
	return onMap(vm, p, p[1:], func(s *proxy.Stream, m proxy.Map, texts []string) proxy.Status {
		return s.AddHeader(m, texts[0], texts[1])
	})
}

func replaceValue(vm *VM, p []uint64) proxy.Status {
	return onMap(vm, p, p[1:], func(s *proxy.Stream, m proxy.Map, texts []string) proxy.Status {
		return s.SetHeader(m, texts[0], texts[1])
	})
}

func removeValue(vm *VM, p []uint64) proxy.Status {
	return onMap(vm, p, p[1:], func(s *proxy.Stream, m proxy.Map, texts []string) proxy.Status {
		return s.RemoveHeader(m, texts[0])
	})
}

func getMapSize(vm *VM, p []uint64) proxy.Status {
	return onMap(vm, p, nil, func(s *proxy.Stream, m proxy.Map, _ []string) proxy.Status {
		size, status := s.HeadersSize(m)
		if status != proxy.OK {
			return status
		}
		return stored(vm.putWord(p[1], uint32(size)))
	})
}
