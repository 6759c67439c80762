//go:build !wasip1

package main

import "time"

// Now is the clock outside of a proxy, where only tests of the adapter run.
func (host) Now() int64 { return time.Now().UnixNano() }
