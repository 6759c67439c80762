//go:build !wasip1

package redact

// saw counts what a look ahead or back has read.
func (s *scan) saw(bytes int) { s.looked += bytes }
