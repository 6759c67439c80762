//go:build !linux

package realenvoy

import "syscall"

// dieWithParent does nothing where the system has no such means.
func dieWithParent() *syscall.SysProcAttr { return nil }
