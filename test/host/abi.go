package host

import (
	"strings"
	"time"

	"errormask/test/proxy"
)

// proxyFunctions are those of ABI 0.2.1. What reaches out of the stream (calls to other services, queues, timers) exists, so that a
// guest loads, but is not implemented: errormask has no use for it.
var proxyFunctions = []function{
	{name: "proxy_log", signature: "iii", out: -1, run: proxyLog},
	{name: "proxy_get_log_level", signature: "i", out: -1, run: getLogLevel},
	{name: "proxy_get_current_time_nanoseconds", signature: "i", out: -1, run: currentTime},
	{name: "proxy_get_property", signature: "iiii", out: 2, run: getProperty},
	{name: "proxy_set_property", signature: "iiii", out: -1, run: setProperty},
	{name: "proxy_get_header_map_pairs", signature: "iii", out: 1, run: getPairs},
	{name: "proxy_set_header_map_pairs", signature: "iii", out: -1, run: setPairs},
	{name: "proxy_get_header_map_value", signature: "iiiii", out: 3, run: getValue},
	{name: "proxy_add_header_map_value", signature: "iiiii", out: -1, run: addValue},
	{name: "proxy_replace_header_map_value", signature: "iiiii", out: -1, run: replaceValue},
	{name: "proxy_remove_header_map_value", signature: "iii", out: -1, run: removeValue},
	{name: "proxy_get_header_map_size", signature: "ii", out: -1, run: getMapSize},
	{name: "proxy_get_buffer_bytes", signature: "iiiii", out: 3, run: getBuffer},
	{name: "proxy_set_buffer_bytes", signature: "iiiii", out: -1, run: setBuffer},
	{name: "proxy_get_buffer_status", signature: "iii", out: -1, run: bufferStatus},
	{name: "proxy_send_local_response", signature: "iiiiiiii", out: -1, run: sendLocalResponse},
	{name: "proxy_define_metric", signature: "iiii", out: -1, run: defineMetric},
	{name: "proxy_increment_metric", signature: "iI", out: -1, run: incrementMetric},
	{name: "proxy_record_metric", signature: "iI", out: -1, run: recordMetric},
	{name: "proxy_get_metric", signature: "ii", out: -1, run: getMetric},
	{name: "proxy_set_effective_context", signature: "i", out: -1, run: setEffectiveContext},
	{name: "proxy_done", signature: "", out: -1, run: answer(proxy.NotFound)},
	{name: "proxy_get_status", signature: "iii", out: 1, run: answer(proxy.Unimplemented)},
	{name: "proxy_set_tick_period_milliseconds", signature: "i", out: -1, run: answer(proxy.Unimplemented)},
	{name: "proxy_continue_stream", signature: "i", out: -1, run: answer(proxy.Unimplemented)},
	{name: "proxy_close_stream", signature: "i", out: -1, run: answer(proxy.Unimplemented)},
	{name: "proxy_get_shared_data", signature: "iiiii", out: 2, run: answer(proxy.Unimplemented)},
	{name: "proxy_set_shared_data", signature: "iiiii", out: -1, run: answer(proxy.Unimplemented)},
	{name: "proxy_register_shared_queue", signature: "iii", out: -1, run: answer(proxy.Unimplemented)},
	{name: "proxy_resolve_shared_queue", signature: "iiiii", out: -1, run: answer(proxy.Unimplemented)},
	{name: "proxy_dequeue_shared_queue", signature: "iii", out: 1, run: answer(proxy.Unimplemented)},
	{name: "proxy_enqueue_shared_queue", signature: "iii", out: -1, run: answer(proxy.Unimplemented)},
	{name: "proxy_http_call", signature: "iiiiiiiiii", out: -1, run: answer(proxy.Unimplemented)},
	{name: "proxy_grpc_call", signature: "iiiiiiiiiiii", out: -1, run: answer(proxy.Unimplemented)},
	{name: "proxy_grpc_stream", signature: "iiiiiiiii", out: -1, run: answer(proxy.Unimplemented)},
	{name: "proxy_grpc_send", signature: "iiii", out: -1, run: answer(proxy.Unimplemented)},
	{name: "proxy_grpc_cancel", signature: "i", out: -1, run: answer(proxy.Unimplemented)},
	{name: "proxy_grpc_close", signature: "i", out: -1, run: answer(proxy.Unimplemented)},
	{name: "proxy_call_foreign_function", signature: "iiiiii", out: 4, run: answer(proxy.NotFound)},
}

// envFunctions are left over from Emscripten.
var envFunctions = []function{
	{module: "env", name: "pthread_equal", signature: "ii", out: -1, run: func(_ *VM, p []uint64) proxy.Status {
		return proxy.Status(flag(p[0] == p[1]))
	}},
	{module: "env", name: "emscripten_notify_memory_growth", signature: "i", out: -1, run: answer(proxy.OK), void: true},
}

func init() {
	for i := range proxyFunctions {
		proxyFunctions[i].module = "env"
	}
}

func proxyLog(vm *VM, p []uint64) proxy.Status {
	text, ok := vm.bytes(p[1], p[2])
	switch {
	case p[0] > 5:
		return proxy.BadArgument
	case !ok:
		return proxy.InvalidMemoryAccess
	default:
		return vm.log(int(p[0]), string(text))
	}
}

func getLogLevel(vm *VM, p []uint64) proxy.Status {
	const info = 2
	return stored(vm.putWord(p[0], info))
}

func currentTime(vm *VM, p []uint64) proxy.Status {
	return stored(vm.putLong(p[0], uint64(time.Now().UnixNano())))
}

func getProperty(vm *VM, p []uint64) proxy.Status {
	path, ok := vm.texts(p[0], p[1])
	if !ok {
		return proxy.InvalidMemoryAccess
	}
	if vm.stream() == nil {
		return vm.pluginProperty(path[0], p)
	}
	value, status := vm.stream().Property(path[0])
	if status != proxy.OK {
		return status
	}
	return vm.give(p[2], p[3], value)
}

// pluginProperty answers outside of streams, where only the plugin itself is known.
func (vm *VM) pluginProperty(path string, p []uint64) proxy.Status {
	switch path {
	case "plugin_name":
		return vm.give(p[2], p[3], []byte(proxy.PluginName))
	case "plugin_root_id", "plugin_vm_id":
		return vm.give(p[2], p[3], nil)
	default:
		return proxy.NotFound
	}
}

func setProperty(vm *VM, p []uint64) proxy.Status {
	texts, ok := vm.texts(p...)
	switch {
	case !ok:
		return proxy.InvalidMemoryAccess
	case vm.stream() == nil:
		return proxy.NotFound
	default:
		return vm.stream().SetProperty(texts[0], []byte(texts[1]))
	}
}

func sendLocalResponse(vm *VM, p []uint64) proxy.Status {
	texts, ok := vm.texts(p[1:7]...)
	if !ok {
		return proxy.InvalidMemoryAccess
	}
	if vm.stream() == nil {
		return proxy.OK
	}
	details := strings.Join(strings.Fields(texts[0]), "_")
	return vm.stream().SendLocalReply(int(p[0]), decodePairs([]byte(texts[2])), []byte(texts[1]), int32(p[7]), details)
}

func setEffectiveContext(vm *VM, p []uint64) proxy.Status {
	c := vm.contexts[uint32(p[0])]
	if c == nil {
		return proxy.BadArgument
	}
	vm.effective = c
	return proxy.OK
}
