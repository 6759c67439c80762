package decode

import (
	"bytes"
	"compress/flate"
	"io"
	"math/rand/v2"
	"testing"
)

// standardInflate is what the standard library makes of a stream.
func standardInflate(src []byte, bound int) (out []byte, used int, err error) {
	in := bytes.NewReader(src)
	out, err = io.ReadAll(io.LimitReader(flate.NewReader(in), int64(bound)+1))
	switch {
	case len(out) > bound:
		return out[:bound], 0, errBound
	case err == io.ErrUnexpectedEOF:
		return out, 0, errTruncated
	case err != nil:
		return out, 0, errCorrupt
	}
	return out, len(src) - in.Len(), nil
}

// checkInflate demands of a decoder that was used before what the standard library gives. No distance reaches what was there before.
func checkInflate(t *testing.T, f *inflater, src []byte, bound int) {
	t.Helper()
	const before = "before "
	out, used, err := f.append([]byte(before), src, len(before)+bound)
	want, wantUsed, wantErr := standardInflate(src, bound)
	if string(out) != before+string(want) || err != wantErr || err == nil && used != wantUsed {
		t.Fatalf("%d bytes (%v), %d used, want %d (%v), %d used\nof %x\n%.200q\n%.200q", len(out)-len(before), err, used, len(want), wantErr, wantUsed,
			src, out[min(len(out), len(before)):], want)
	}
}

func deflated(t testing.TB, level int, parts ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, level)
	if err != nil {
		t.Fatal(err)
	}
	for i, part := range parts {
		if i > 0 {
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := w.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// noise gives bytes of which as many differ as kinds says.
func noise(r *rand.Rand, n, kinds int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.IntN(kinds))
	}
	return b
}

// TestInflateAsStandard: what the encoder wrote at each level, all of it, cut off, changed in one bit, with more behind it.
func TestInflateAsStandard(t *testing.T) {
	r := rand.New(rand.NewPCG(1951, 1))
	var f inflater
	for level := flate.HuffmanOnly; level <= flate.BestCompression; level++ {
		for _, text := range [][]byte{nil, []byte("a"), trace(3), trace(900), noise(r, 300, 256), noise(r, 70000, 3), make([]byte, 200000), noise(r, 70000, 256)} {
			src := deflated(t, level, text, trace(5), nil, text)
			whole := string(text) + string(trace(5)) + string(text)
			if out, used, err := f.append(nil, src, len(whole)); string(out) != whole || used != len(src) || err != nil {
				t.Fatalf("level %d: %d bytes of %d, %d of %d used: %v", level, len(out), len(whole), used, len(src), err)
			}
			checkInflate(t, &f, append(bytes.Clone(src), "more"...), len(whole))
			for _, bound := range [...]int{0, 1, len(text), len(whole) / 2, len(whole) - 1} {
				checkInflate(t, &f, src, bound)
			}
			for range 12 {
				checkInflate(t, &f, src[:r.IntN(len(src))], roomy)
				changed := bytes.Clone(src)
				changed[r.IntN(min(len(src), 400))] ^= 1 << r.IntN(8)
				checkInflate(t, &f, changed, roomy)
			}
		}
	}
}

// TestInflateEachBit: a short stream, cut after each byte and changed in each bit.
func TestInflateEachBit(t *testing.T) {
	var f inflater
	for level := flate.HuffmanOnly; level <= flate.BestCompression; level++ {
		src := deflated(t, level, trace(12))
		for i := range src {
			checkInflate(t, &f, src[:i], roomy)
			for bit := range 8 {
				changed := bytes.Clone(src)
				changed[i] ^= 1 << bit
				checkInflate(t, &f, changed, roomy)
			}
		}
	}
}

func TestInflateNoise(t *testing.T) {
	r := rand.New(rand.NewPCG(1951, 2))
	var f inflater
	for range 40000 {
		src := noise(r, 1+r.IntN(200), 256)
		// Two of three begin with a block that has codes.
		if kind := r.IntN(3); kind > 0 {
			src[0] = src[0]&^7 | byte(kind<<1) | 1
		}
		checkInflate(t, &f, src, roomy)
	}
}

// TestInflateCodes: sets of codes that are complete, leave room or take too much, of all shapes, before noise.
func TestInflateCodes(t *testing.T) {
	r := rand.New(rand.NewPCG(1951, 3))
	var f inflater
	seen := map[error]int{}
	for range 12000 {
		literals, distances := 257+r.IntN(30), 1+r.IntN(30)
		lengths := append(codeLengths(r, literals), codeLengths(r, distances)...)
		if r.IntN(3) == 0 {
			lengths[256] = byte(r.IntN(16))
		}
		if r.IntN(3) == 0 {
			lengths[r.IntN(len(lengths))] = byte(r.IntN(16))
		}
		var b bitString
		b.put(1, 1)
		b.put(2, 2)
		b.put(literals-257, 5)
		b.put(distances-1, 5)
		b.put(15, 4)
		// A code of four bits for each length; no repetitions.
		for i := range 19 {
			b.put(4*min(1, i/3), 3)
		}
		for _, n := range lengths {
			b.put(reverse4(n), 4)
		}
		for range r.IntN(60) {
			b.put(r.IntN(256), 8)
		}
		bound := r.IntN(100)
		checkInflate(t, &f, b.bytes(), bound)
		_, _, err := f.append(nil, b.bytes(), bound)
		seen[err]++
	}
	for _, err := range []error{nil, errCorrupt, errTruncated, errBound} {
		if seen[err] == 0 {
			t.Errorf("nothing ended with: %v", err)
		}
	}
}

// codeLengths makes a complete set of up to n codes by splitting one again and again, and spreads them over n symbols.
func codeLengths(r *rand.Rand, n int) []byte {
	set := []byte{byte(r.IntN(2))}
	for range r.IntN(n) {
		i := r.IntN(len(set))
		if r.IntN(4) > 0 {
			i = len(set) - 1
		}
		if set[i] < 15 {
			set[i]++
			set = append(set, set[i])
		}
	}
	set = append(set[:min(len(set), n)], make([]byte, n-min(len(set), n))...)
	r.Shuffle(n, func(i, j int) { set[i], set[j] = set[j], set[i] })
	return set
}

// FuzzInflate: any stream gives what the standard library makes of it.
func FuzzInflate(f *testing.F) {
	for level := flate.HuffmanOnly; level <= flate.BestCompression; level++ {
		f.Add(deflated(f, level, trace(2), trace(1)), 400)
	}
	for _, c := range inflateCorners {
		f.Add(bitsOf(c.bits), roomy)
	}
	var used inflater
	f.Fuzz(func(t *testing.T, src []byte, bound int) {
		bound = int(uint(bound) % roomy)
		checkInflate(t, &used, src, bound)
		checkInflate(t, new(inflater), src, bound)
	})
}

func BenchmarkInflate(b *testing.B) {
	text := trace(160)
	src := deflated(b, 6, text)
	b.Run("ours", func(b *testing.B) {
		var f inflater
		dst := make([]byte, 0, len(text))
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := f.append(dst, src, len(text)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("standard", func(b *testing.B) {
		in := bytes.NewReader(src)
		r := flate.NewReader(in)
		dst := make([]byte, len(text))
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			in.Reset(src)
			if err := r.(flate.Resetter).Reset(in, nil); err != nil {
				b.Fatal(err)
			}
			if _, err := io.ReadFull(r, dst); err != nil {
				b.Fatal(err)
			}
		}
	})
}
