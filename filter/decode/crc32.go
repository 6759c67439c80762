package decode

import "encoding/binary"

// crcTables have what a byte does to a CRC-32 that so many more bytes follow (RFC 1952, section 8). Eight bytes are looked up at once: one after the
// other takes four times as long.
var crcTables = makeCRCTables()

func makeCRCTables() (t [8][256]uint32) {
	const polynomial = 0xedb88320
	for c := range t[0] {
		sum := uint32(c)
		for range 8 {
			sum = sum>>1 ^ polynomial&-(sum&1)
		}
		t[0][c] = sum
	}
	for more := 1; more < len(t); more++ {
		for c := range t[more] {
			before := t[more-1][c]
			t[more][c] = before>>8 ^ t[0][byte(before)]
		}
	}
	return t
}

// crc32 is here since hash/crc32 adds as much as a tenth of this package: see RATIONALE.md.
func crc32(b []byte) uint32 {
	t, sum := &crcTables, ^uint32(0)
	for ; len(b) >= 8; b = b[8:] {
		v := binary.LittleEndian.Uint64(b) ^ uint64(sum)
		sum = t[7][byte(v)] ^ t[6][byte(v>>8)] ^ t[5][byte(v>>16)] ^ t[4][byte(v>>24)] ^
			t[3][byte(v>>32)] ^ t[2][byte(v>>40)] ^ t[1][byte(v>>48)] ^ t[0][byte(v>>56)]
	}
	for _, c := range b {
		sum = t[0][byte(sum)^c] ^ sum>>8
	}
	return ^sum
}
