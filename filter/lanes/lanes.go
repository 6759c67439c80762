// Package lanes looks at eight bytes of a text at once: bodies are read byte by byte often enough. What it gives has the highest bit of a byte's lane set
// where that byte is one of those asked for. Only the first lane that is set counts: what takes 1 from a zero borrows from the lanes behind it.
package lanes

import (
	"encoding/binary"
	"math/bits"
)

const ones, highs = 0x0101010101010101, 0x8080808080808080

// Load gives the first eight bytes of a text that has as many.
func Load(text []byte) uint64 { return binary.LittleEndian.Uint64(text) }

// Equal finds a byte.
func Equal(x uint64, c byte) uint64 {
	x ^= uint64(c) * ones
	return (x - ones) &^ x & highs
}

// Unprintable finds the control characters of ASCII and what is beyond ASCII.
func Unprintable(x uint64) uint64 { return (x|(x-' '*ones))&highs | Equal(x, 0x7f) }

// First gives how many bytes stand before the first that was found, 8 where found is 0.
func First(found uint64) int { return bits.TrailingZeros64(found) / 8 }
