package filter

// describePanic gives the text of what a function panicked with. It needs no fmt, which would make the module a fourth larger.
func describePanic(p any) string {
	switch v := p.(type) {
	case error:
		return v.Error()
	case string:
		return v
	}
	return "unknown"
}
