//go:build !wasip1

package main

import (
	"strings"
	"time"

	"github.com/proxy-wasm/proxy-wasm-go-sdk/proxywasm"

	"errormask/filter"
)

// Outside of a proxy, only tests of the adapter run.

func (*host) Now() int64 { return time.Now().UnixNano() }

func property(path string) ([]byte, bool) {
	value, err := proxywasm.GetProperty(strings.Split(path, "\x00"))
	return value, err == nil
}

func (*host) SetProperty(name string, value []byte) error {
	return proxywasm.SetProperty([]string{name}, value)
}

func (*host) DefineCounter(name string) (filter.Counter, error) {
	return filter.Counter(proxywasm.DefineCounterMetric(name)), nil
}

func (*host) Increment(c filter.Counter, n int) {
	proxywasm.MetricCounter(c).Increment(uint64(n))
}
