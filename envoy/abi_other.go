//go:build !wasip1

package main

import (
	"strings"
	"time"

	"github.com/proxy-wasm/proxy-wasm-go-sdk/proxywasm"
)

// Outside of a proxy, only tests of the adapter run.

func (host) Now() int64 { return time.Now().UnixNano() }

func property(path string) ([]byte, bool) {
	value, err := proxywasm.GetProperty(strings.Split(path, "\x00"))
	return value, err == nil
}
