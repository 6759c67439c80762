package filter

import (
	"encoding/binary"
	"math/rand/v2"

	"errormask/filter/jsontext"
)

// errorID names one masked answer: a UUID of version 4 (RFC 9562, section 5.4).
type errorID [16]byte

// newErrorID draws from the runtime's generator, ChaCha8, which takes its seed from the proxy's randomness when the VM starts.
func newErrorID() errorID {
	id := randomKey()
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return id
}

func randomKey() (key [16]byte) {
	binary.LittleEndian.PutUint64(key[:8], rand.Uint64())
	binary.LittleEndian.PutUint64(key[8:], rand.Uint64())
	return key
}

// append gives the usual form in hexadecimal digits. Inlined where it is called it would make the module 2 KB larger.
//
//go:noinline
func (id errorID) append(dst []byte) []byte {
	for i, b := range id {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			dst = append(dst, '-')
		}
		dst = append(dst, jsontext.Hex[b>>4], jsontext.Hex[b&15])
	}
	return dst
}
