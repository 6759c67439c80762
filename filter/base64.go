package filter

// appendBase64 appends bytes in base64 (RFC 4648, section 4). Package encoding/base64 would add 6 KB to the module.
func appendBase64(dst, src []byte) []byte {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	for len(src) > 0 {
		var group [3]byte
		n := copy(group[:], src)
		bits := uint(group[0])<<16 | uint(group[1])<<8 | uint(group[2])
		quantum := [4]byte{digits[bits>>18], digits[bits>>12&63], digits[bits>>6&63], digits[bits&63]}
		for i := n + 1; i < len(quantum); i++ {
			quantum[i] = '='
		}
		dst = append(dst, quantum[:]...)
		src = src[n:]
	}
	return dst
}
