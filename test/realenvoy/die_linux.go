package realenvoy

import "syscall"

// dieWithParent lets the system kill Envoy when this process dies without ending it.
func dieWithParent() *syscall.SysProcAttr { return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
