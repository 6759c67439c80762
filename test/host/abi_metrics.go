package host

import (
	"maps"

	"errormask/test/proxy"
)

// The kinds of metrics; an id has its kind in the lowest two bits.
const (
	counter = iota
	gauge
	histogram
)

// metrics are those that the guest defined. Two ids may stand for the same name.
type metrics struct {
	names  []string
	values map[string]int64
}

// Metrics gives the values of all metrics by name; of a histogram the last one.
func (vm *VM) Metrics() map[string]int64 { return maps.Clone(vm.metrics.values) }

func defineMetric(vm *VM, p []uint64) proxy.Status {
	name, ok := vm.texts(p[1], p[2])
	switch {
	case !ok:
		return proxy.InvalidMemoryAccess
	case p[0] > histogram:
		return proxy.BadArgument
	}
	m := &vm.metrics
	if m.values == nil {
		m.values = map[string]int64{}
	}
	m.values[name[0]] += 0
	m.names = append(m.names, name[0])
	return stored(vm.putWord(p[3], uint32(len(m.names)<<2)|uint32(p[0])))
}

// lookup gives the name of a metric, and its kind.
func (m *metrics) lookup(id uint64) (name string, kind uint64, ok bool) {
	kind = id & 3
	index := int(id>>2) - 1
	if index < 0 || index >= len(m.names) {
		return "", kind, false
	}
	return m.names[index], kind, true
}

func incrementMetric(vm *VM, p []uint64) proxy.Status {
	name, kind, ok := vm.metrics.lookup(p[0])
	offset := int64(p[1])
	switch {
	case kind > gauge:
		return proxy.BadArgument
	case !ok:
		return proxy.NotFound
	case kind == counter && offset <= 0:
		return proxy.BadArgument
	}
	vm.metrics.values[name] += offset
	return proxy.OK
}

func recordMetric(vm *VM, p []uint64) proxy.Status {
	name, kind, ok := vm.metrics.lookup(p[0])
	switch {
	case !ok:
		return proxy.NotFound
	case kind == counter:
		vm.metrics.values[name] += int64(p[1])
	default:
		vm.metrics.values[name] = int64(p[1])
	}
	return proxy.OK
}

func getMetric(vm *VM, p []uint64) proxy.Status {
	name, kind, ok := vm.metrics.lookup(p[0])
	switch {
	case kind > gauge:
		return proxy.BadArgument
	case !ok:
		return proxy.NotFound
	default:
		return stored(vm.putLong(p[1], uint64(vm.metrics.values[name])))
	}
}
