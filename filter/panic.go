package filter

// describePanic gives the text of what a function panicked with. It needs no fmt, which would make the module a fourth larger.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func describePanic(p any) string {
	switch v := p.(type) {
	case error:
		return v.Error()
	case string:
		return v
	}
	return "unknown"
}
