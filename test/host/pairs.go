package host

import (
	"encoding/binary"

	"errormask/test/scenario"
)

// The limits of proxy-wasm-cpp-host for what a guest hands in.
const (
	maxPairsBytes = 1 << 20
	maxPairs      = 1024
)

// EncodePairs puts headers into proxy-wasm's form: their number, the sizes of all names and values, and these, each with a zero byte
// after it. All numbers have 32 bits, little endian.
func EncodePairs(headers []scenario.Header) []byte {
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(headers)))
	for _, h := range headers {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(h[0])))
		b = binary.LittleEndian.AppendUint32(b, uint32(len(h[1])))
	}
	for _, h := range headers {
		b = append(append(b, h[0]...), 0)
		b = append(append(b, h[1]...), 0)
	}
	return b
}

// decodePairs is the reverse. What is malformed counts as no headers at all, as in Envoy.
func decodePairs(b []byte) []scenario.Header {
	if len(b) > maxPairsBytes || len(b) < 4 {
		return nil
	}
	n := binary.LittleEndian.Uint32(b)
	sizes := b[4:]
	if n > maxPairs || uint64(len(sizes)) < 8*uint64(n) {
		return nil
	}
	data := sizes[8*n:]
	headers := make([]scenario.Header, n)
	for i := range headers {
		for j := range headers[i] {
			size := uint64(binary.LittleEndian.Uint32(sizes[8*i+4*j:]))
			if uint64(len(data)) < size+1 || data[size] != 0 {
				return nil
			}
			headers[i][j] = string(data[:size])
			data = data[size+1:]
		}
	}
	if len(data) > 0 {
		return nil
	}
	return headers
}
