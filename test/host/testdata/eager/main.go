// Command eager is a guest that asks for a property while it starts, which Envoy does not allow.
package main

import "github.com/proxy-wasm/proxy-wasm-go-sdk/proxywasm"

func main() {}

func init() { _, _ = proxywasm.GetProperty([]string{"plugin_name"}) }
