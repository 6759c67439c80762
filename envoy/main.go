// Command envoy is errormask as proxies load it: a proxy-wasm module (ABI 0.2.1) around package filter.
package main

import (
	"github.com/proxy-wasm/proxy-wasm-go-sdk/proxywasm"
	"github.com/proxy-wasm/proxy-wasm-go-sdk/proxywasm/types"
)

// main never runs: a proxy calls the module's callbacks. What they need is set up when the module is initialized.
func main() {}

func init() {
	proxywasm.SetPluginContext(func(uint32) types.PluginContext { return new(plugin) })
}
