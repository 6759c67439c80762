package decode

import (
	"runtime"
	"testing"
)

// allocated gives how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestBombs: 64 MB of zeros, encoded once or twice, cost no more memory than a long error page does.
func TestBombs(t *testing.T) {
	for _, f := range fixtures(t, "bombs.txt") {
		var d Decoder
		var r Result
		bytes := allocated(func() {
			r = d.Decode(nil, Body{Encoding: f.encoding, Bytes: f.body, Complete: true}, 8<<10)
		})
		if r.Size != 64<<10 || len(r.Text) != 8<<10 || r.Whole || r.Reason == "" {
			t.Errorf("%s: %d bytes, %d of them shown, reason %q", f.name, r.Size, len(r.Text), r.Reason)
		}
		if bytes > 600<<10 {
			t.Errorf("%s: %d KiB were allocated", f.name, bytes>>10)
		}
	}
}

// TestManyCodes: a body that defines as many codes as it can, as large as they can be, costs little and leaves nothing behind.
func TestManyCodes(t *testing.T) {
	f := fixtures(t, "codes.txt")[0]
	var d Decoder
	var r Result
	bytes := allocated(func() { r = d.Decode(nil, Body{Encoding: f.encoding, Bytes: f.body, Complete: true}, 8<<10) })
	if r.Size != 0 || r.Reason != "br: corrupt input" {
		t.Errorf("%d bytes, reason %q", r.Size, r.Reason)
	}
	if bytes > 2<<20 {
		t.Errorf("%d KiB were allocated", bytes>>10)
	}
	for kind, codes := range d.brotli.meta.codes {
		if cap(codes) > 24 {
			t.Errorf("%d codes of kind %d are kept", cap(codes), kind)
		}
	}
}

// TestIdleMemory: what a decoder keeps does not grow with the bodies that it saw.
func TestIdleMemory(t *testing.T) {
	var d Decoder
	for _, file := range []string{"encoded.txt", "bombs.txt"} {
		for _, f := range fixtures(t, file) {
			d.Decode(nil, Body{Encoding: f.encoding, Bytes: f.body, Complete: true}, roomy)
			for _, b := range [...][]byte{d.work[0], d.work[1], d.zstd.literals} {
				if cap(b) > maxIdle {
					t.Fatalf("after %s %d bytes are kept", f.name, cap(b))
				}
			}
			if d.deflate.in.src != nil {
				t.Fatalf("after %s the body is kept", f.name)
			}
		}
	}
}

// TestAllocations: bodies after the first cost none.
func TestAllocations(t *testing.T) {
	for name, most := range map[string]float64{"gzip": 0, "zlib": 0, "raw deflate": 0, "zstd best": 0, "zstd in blocks": 0, "br": 0} {
		f := named(t, name)
		var d Decoder
		dst := make([]byte, 0, 16<<10)
		body := Body{Encoding: f.encoding, ContentType: "text/plain", Bytes: f.body, Complete: true}
		if n := testing.AllocsPerRun(20, func() { d.Decode(dst, body, 8192) }); n > most {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, name := range []string{"gzip", "zlib", "br", "zstd", "zstd best", "gzip in br", "gzip long"} {
		f := named(b, name)
		b.Run(name, func(b *testing.B) {
			var d Decoder
			dst := make([]byte, 0, 16<<10)
			body := Body{Encoding: f.encoding, ContentType: "text/plain", Bytes: f.body, Complete: true}
			size := d.Decode(dst, body, 8192).Size
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				d.Decode(dst, body, 8192)
			}
		})
	}
}
