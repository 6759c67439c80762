package redact

import (
	"encoding/binary"
	"math/bits"
	"strconv"
)

// digestDigits is how many hexadecimal digits of a digest a mark shows: 24 bits.
//
// A digest has one use: to see that two records hold the same value, or different ones. It is SipHash-2-4, a keyed function made for
// short inputs whose output tells nothing of them to who has not the key, which is random at each start and never written. So no table of
// digests can be made beforehand, and no guess be tested later. 24 bits tell the few values of one investigation apart (among 100
// different ones, two share a digest once in 3,400 times), and even with the key they would leave a sixteen-millionth of all guesses
// standing, so that a digest alone confirms none.
const digestDigits = 6

const opening = "[redacted "

// appendMark appends what stands in the place of a secret: [redacted KIND LENGTH #DIGEST], with the length in bytes. It has no byte that
// would need an escape in JSON, HTML or XML, nor one that ends a value in a form.
func (r *Redactor) appendMark(dst []byte, kind string, secret []byte) []byte {
	dst = append(append(dst, opening...), kind...)
	end := [...]byte{' ', '#', digestDigits + 2: ']'}
	digest := sipHash(r.k0, r.k1, secret)
	for i := range digestDigits {
		end[2+i] = "0123456789abcdef"[digest>>(60-4*i)&15]
	}
	return put(strconv.AppendInt(put(dst, end[:1]), int64(len(secret)), 10), end[:])
}

// mark gives the length of the mark that text begins with, and 0 if there is none.
func mark(text []byte) int {
	if len(text) < len(opening) || string(text[:len(opening)]) != opening {
		return 0
	}
	i := len(opening)
	kind := run(text[i:], lower|digit|hyphen|foreign, longestKey)
	i += kind
	if kind == 0 || i == len(text) || text[i] != ' ' {
		return 0
	}
	length := run(text[i+1:], digit, 19)
	i += 1 + length
	if length == 0 || len(text)-i < len(" #")+digestDigits+1 || text[i] != ' ' || text[i+1] != '#' {
		return 0
	}
	i += len(" #")
	if run(text[i:], digit|hexLetter, digestDigits) < digestDigits || text[i+digestDigits] != ']' {
		return 0
	}
	return i + digestDigits + 1
}

// bracket passes over a mark.
func (s *scan) bracket(i int) int {
	if n := s.mark(i); n > 0 {
		s.floor = i + n
		return s.floor
	}
	// Hibernate logs each by itself: binding parameter (1:VARCHAR) <- [x]
	if s.bound != nil && (s.after(i, ") <- ") || s.after(i, "] - ") || s.after(i, `" `) || s.areBound(i)) {
		p := pair{word: s.bound, quoted: true}
		return s.list(&p, i+1, ']')
	}
	if s.after(i, "parameters=") && s.byteAt(i+1) == '@' {
		return s.parameters(i + 1)
	}
	if s.after(i, `"args":`) && i >= s.insert.read {
		return s.arguments(i)
	}
	if class[s.byteAt(i-1)]&(lower|upper) != 0 && s.takesSecret(i, ']') {
		return s.argument(i)
	}
	return i + 1
}

// sipHash is SipHash-2-4 (Aumasson and Bernstein, 2012).
func sipHash(k0, k1 uint64, text []byte) uint64 {
	v := [4]uint64{k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573}
	last := uint64(len(text)) << 56
	for ; len(text) >= 8; text = text[8:] {
		m := binary.LittleEndian.Uint64(text)
		v[3] ^= m
		sipRound(&v)
		sipRound(&v)
		v[0] ^= m
	}
	for i, c := range text {
		last |= uint64(c) << (8 * i)
	}
	v[3] ^= last
	sipRound(&v)
	sipRound(&v)
	v[0] ^= last
	v[2] ^= 0xff
	for range 4 {
		sipRound(&v)
	}
	return v[0] ^ v[1] ^ v[2] ^ v[3]
}

func sipRound(v *[4]uint64) {
	v[0] += v[1]
	v[1] = bits.RotateLeft64(v[1], 13) ^ v[0]
	v[0] = bits.RotateLeft64(v[0], 32)
	v[2] += v[3]
	v[3] = bits.RotateLeft64(v[3], 16) ^ v[2]
	v[0] += v[3]
	v[3] = bits.RotateLeft64(v[3], 21) ^ v[0]
	v[2] += v[1]
	v[1] = bits.RotateLeft64(v[1], 17) ^ v[2]
	v[2] = bits.RotateLeft64(v[2], 32)
}
