package decode

// brotliReader decodes brotli (RFC 7932) from one slice to another. It is our own because libraries are large, or take 67 MiB for a body of 9 KB that
// defines 768 codes: see RATIONALE.md.
type brotliReader struct {
	in forwardBits
	// words is the static dictionary, unpacked for the first body.
	words []byte
	// window is how far back a distance may reach, and last has the last four.
	window int
	last   [4]int
	meta   metaBlock

	lengths    [maxSymbols]uint8
	lengthCode prefixCode
	mapCode    prefixCode
}

// unbrotli appends a brotli body.
func (d *Decoder) unbrotli(dst, src []byte, bound int) (out []byte, err error) {
	b := &d.brotli
	if b.words == nil {
		words, _, err := d.deflate.append(make([]byte, 0, wordsSize), []byte(brotliWords), wordsSize)
		if err != nil || len(words) != wordsSize {
			return dst, errCorrupt
		}
		b.words = words
	}
	b.in = forwardBits{src: src}
	b.last = [4]int{4, 11, 15, 16}
	if b.window, err = b.readWindow(); err != nil {
		return dst, err
	}
	begin := len(dst)
	for last := false; !last; {
		last = b.in.take(1) == 1
		if last && b.in.take(1) == 1 {
			break
		}
		dst, err = b.readBlock(dst, begin, bound, last)
		if err == errCorrupt && b.in.ended() {
			// What was read beyond the end made no sense.
			err = errTruncated
		}
		if err != nil {
			return dst, err
		}
	}
	switch {
	case b.in.ended():
		return dst, errTruncated
	case !b.in.align():
		return dst, errCorrupt
	case b.in.pos < 8*len(src):
		return dst, errTrailing
	}
	return dst, nil
}

// readWindow reads the window's size (section 9.1).
func (b *brotliReader) readWindow() (int, error) {
	width := 16
	if b.in.take(1) == 1 {
		if n := b.in.take(3); n > 0 {
			width = 17 + n
		} else if n = b.in.take(3); n == 0 {
			width = 17
		} else {
			width = 8 + n
		}
	}
	switch {
	case b.in.ended():
		return 0, errTruncated
	case width == 9:
		return 0, errCorrupt
	}
	return 1<<width - 16, nil
}

// readBlock appends a meta-block, of which the first bits were read (section 9.2).
func (b *brotliReader) readBlock(dst []byte, begin, bound int, last bool) ([]byte, error) {
	nibbles := 4 + b.in.take(2)
	if nibbles == 7 {
		return dst, b.skipMetadata()
	}
	size := b.in.take(4 * nibbles)
	if nibbles > 4 && size>>(4*nibbles-4) == 0 {
		return dst, errCorrupt
	}
	size++
	raw := !last && b.in.take(1) == 1
	switch {
	case b.in.ended():
		return dst, errTruncated
	case raw && !b.in.align():
		return dst, errCorrupt
	case raw:
		rest := b.in.src[b.in.pos>>3:]
		b.in.pos += 8 * size
		out, err := appendBounded(dst, rest[:min(size, len(rest))], bound)
		if err == nil && b.in.ended() {
			err = errTruncated
		}
		return out, err
	}
	if err := b.readMeta(); err != nil {
		return dst, err
	}
	return b.commands(dst, begin, bound, size)
}

// skipMetadata skips a meta-block that has no text.
func (b *brotliReader) skipMetadata() error {
	if b.in.take(1) == 1 {
		return errCorrupt
	}
	bytes := b.in.take(2)
	size := b.in.take(8 * bytes)
	if bytes > 1 && size>>(8*bytes-8) == 0 || !b.in.align() {
		return errCorrupt
	}
	if bytes > 0 {
		b.in.pos += 8 * (size + 1)
	}
	if b.in.ended() {
		return errTruncated
	}
	return nil
}

// release lets go of the body, and of the codes of one that has unusually many.
func (b *brotliReader) release() {
	const maxIdleCodes = 24
	b.in = forwardBits{}
	for kind, codes := range b.meta.codes {
		if cap(codes) > maxIdleCodes {
			b.meta.codes[kind] = nil
		}
	}
}
