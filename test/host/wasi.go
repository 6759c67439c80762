package host

import (
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"errormask/test/proxy"
)

// The errnos of WASI that Envoy answers.
const (
	success proxy.Status = 0
	badFile proxy.Status = 8
	fault   proxy.Status = 21
	invalid proxy.Status = 28
	noEntry proxy.Status = 44
	noSys   proxy.Status = 52
	notSup  proxy.Status = 58
)

// maxRandom is the largest random_get.
const maxRandom = 64 << 10

// wasiFunctions are those of Envoy 1.36, under the two module names that it knows. Newer ones have more, and a poll_oneoff that works.
func wasiFunctions() []function {
	var functions []function
	for _, module := range []string{"wasi_unstable", "wasi_snapshot_preview1"} {
		for _, f := range []function{
			{name: "args_get", signature: "ii", run: answer(success)},
			{name: "args_sizes_get", signature: "ii", run: noSizes},
			{name: "clock_time_get", signature: "iIi", run: clockTime},
			{name: "environ_get", signature: "ii", run: answer(success)},
			{name: "environ_sizes_get", signature: "ii", run: noSizes},
			{name: "fd_close", signature: "i", run: answer(success)},
			{name: "fd_fdstat_get", signature: "ii", run: fdStat},
			{name: "fd_fdstat_set_flags", signature: "ii", run: answer(noSys)},
			{name: "fd_prestat_dir_name", signature: "iii", run: answer(noSys)},
			{name: "fd_prestat_get", signature: "ii", run: answer(badFile)},
			{name: "fd_read", signature: "iiii", run: answer(noSys)},
			{name: "fd_seek", signature: "iIii", run: answer(success)},
			{name: "fd_write", signature: "iiii", run: fdWrite},
			{name: "path_open", signature: "iiiiiIIii", run: answer(noEntry)},
			{name: "poll_oneoff", signature: "iiii", run: answer(noSys)},
			{name: "proc_exit", signature: "i", run: procExit, void: true},
			{name: "random_get", signature: "ii", run: randomGet},
			{name: "sched_yield", signature: "", run: answer(success)},
		} {
			f.module, f.out = module, -1
			functions = append(functions, f)
		}
	}
	return functions
}

// What a guest may call while it starts, and while it allocates memory for a result.
var (
	allowedAtStart = names("proxy_log emscripten_notify_memory_growth",
		"fd_write args_sizes_get args_get environ_sizes_get environ_get fd_prestat_get fd_prestat_dir_name clock_time_get random_get fd_fdstat_get fd_fdstat_set_flags")
	allowedInAllocation = names("proxy_log", "fd_write clock_time_get")
)

func names(env, wasi string) map[string]bool {
	all := map[string]bool{}
	for _, name := range strings.Fields(env) {
		all["env."+name] = true
	}
	for _, name := range strings.Fields(wasi) {
		all["wasi_unstable."+name] = true
		all["wasi_snapshot_preview1."+name] = true
	}
	return all
}

func answer(errno proxy.Status) func(*VM, []uint64) proxy.Status {
	return func(*VM, []uint64) proxy.Status { return errno }
}

func faultUnless(ok bool) proxy.Status {
	if !ok {
		return fault
	}
	return success
}

func noSizes(vm *VM, p []uint64) proxy.Status {
	return faultUnless(vm.putWord(p[0], 0) && vm.putWord(p[1], 0))
}

var processStart = time.Now()

func clockTime(vm *VM, p []uint64) proxy.Status {
	switch p[0] {
	case 0:
		return faultUnless(vm.putLong(p[2], uint64(time.Now().UnixNano())))
	case 1:
		return faultUnless(vm.putLong(p[2], uint64(time.Since(processStart))))
	default:
		return notSup
	}
}

// fdStat knows stdout and stderr, with the right to write.
func fdStat(vm *VM, p []uint64) proxy.Status {
	if p[0] != 1 && p[0] != 2 {
		return badFile
	}
	const write = 64
	return faultUnless(vm.putLong(p[1], 0) && vm.putLong(p[1]+8, write) && vm.putLong(p[1]+16, 0))
}

// fdWrite makes one line of the log of each call: of stdout at info, of stderr at error.
func fdWrite(vm *VM, p []uint64) proxy.Status {
	levels := map[uint64]int{1: 2, 2: 4}
	level, ok := levels[p[0]]
	if !ok {
		return badFile
	}
	var text []byte
	for i := range p[2] {
		address, ok := vm.guest.Memory().ReadUint32Le(uint32(p[1] + 8*i))
		length, ok2 := vm.guest.Memory().ReadUint32Le(uint32(p[1] + 8*i + 4))
		part, ok3 := vm.bytes(uint64(address), uint64(length))
		if !ok || !ok2 || !ok3 {
			return fault
		}
		text = append(text, part...)
	}
	if len(text) > 0 {
		vm.log(level, strings.TrimSuffix(string(text), "\n"))
	}
	return faultUnless(vm.putWord(p[3], uint32(len(text))))
}

func randomGet(vm *VM, p []uint64) proxy.Status {
	if p[1] > maxRandom {
		return invalid
	}
	b := make([]byte, p[1])
	if _, err := rand.Read(b); err != nil {
		panic(err)
	}
	return faultUnless(vm.guest.Memory().Write(uint32(p[0]), b))
}

// procExit only logs in Envoy, and Go's runtime then runs into a trap.
func procExit(_ *VM, p []uint64) proxy.Status { panic(fmt.Errorf("proc_exit(%d)", uint32(p[0]))) }
