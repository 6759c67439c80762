package decode

// appendBounded appends b, up to a length of bound.
//
// Inlined where it is called it would make the module 2 KB larger.
//
//go:noinline
func appendBounded(dst, b []byte, bound int) (out []byte, err error) {
	if room := bound - len(dst); len(b) > room {
		b, err = b[:room], errBound
	}
	return append(dst, b...), err
}

// appendMatch appends n bytes from distance bytes before the end, which may reach into what is being appended, up to a length of bound.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func appendMatch(dst []byte, distance, n, bound int) (out []byte, err error) {
	from := len(dst) - distance
	if room := bound - len(dst); n > room {
		n, err = room, errBound
	}
	for n > 0 {
		step := min(n, len(dst)-from)
		dst = append(dst, dst[from:from+step]...)
		n -= step
	}
	return dst, err
}
