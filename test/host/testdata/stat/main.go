// Command stat is a guest that Envoy 1.36 cannot load: it asks for a file's size.
package main

import "os"

func main() {}

func init() { _, _ = os.Stat("/") }

//go:wasmexport proxy_abi_version_0_2_0
func abiVersion() {}
