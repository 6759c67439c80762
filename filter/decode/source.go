package decode

import (
	"io"
	"slices"
)

// source reads a slice, byte by byte too, so that a reader takes no more of it than it needs.
type source struct {
	data []byte
	// read is how many bytes were taken.
	read int
}

func (s *source) ReadByte() (byte, error) {
	if s.read == len(s.data) {
		return 0, io.EOF
	}
	c := s.data[s.read]
	s.read++
	return c, nil
}

func (s *source) Read(p []byte) (int, error) {
	if s.read == len(s.data) {
		return 0, io.EOF
	}
	n := copy(p, s.data[s.read:])
	s.read += n
	return n, nil
}

const (
	firstRoom = 8 << 10
	// maxEmptyReads is how often a reader may give nothing before it counts as stuck.
	maxEmptyReads = 100
)

// drain appends to dst what r gives, until its end or until dst has bound bytes. It does not ask for more then, not even to see whether there is
// any: some readers would prepare for a lot.
func drain(dst []byte, r io.Reader, bound int) ([]byte, error) {
	for empty := 0; empty < maxEmptyReads; empty++ {
		if len(dst) >= bound {
			return dst, errBound
		}
		if len(dst) == cap(dst) {
			dst = slices.Grow(dst, min(max(firstRoom, len(dst)), bound-len(dst)))
		}
		n, err := r.Read(dst[len(dst):min(cap(dst), bound)])
		if n > 0 {
			empty = 0
		}
		dst = dst[:len(dst)+n]
		switch err {
		case nil:
		case io.EOF:
			return dst, nil
		case io.ErrUnexpectedEOF:
			return dst, errTruncated
		default:
			return dst, errCorrupt
		}
	}
	return dst, errCorrupt
}
