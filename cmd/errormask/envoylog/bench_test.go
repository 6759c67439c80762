package envoylog

import (
	"io"
	"strings"
	"testing"
)

// BenchmarkReader reads 32 MB of log at a time; see RATIONALE.md for what came of it.
func BenchmarkReader(b *testing.B) {
	record := strings.Replace(one, `<b>`, strings.Repeat(`    at cart (\"/srv/shop/cart.js\":41:23)\n`, 30), 1)
	for _, c := range []struct{ name, line string }{
		{"without records", other},
		{"access log with timestamps", `{"timestamp":"2026-11-24T03:12:07.219Z","method":"GET","path":"/cart","response_code":200,"user_agent":"curl/8.5.0"}`},
		{"records", prefix + record},
		{"records in docker's files", inDocker(prefix+record+"\n", "stderr")},
	} {
		b.Run(c.name, func(b *testing.B) {
			log := strings.Repeat(c.line+"\n", 32<<20/len(c.line))
			b.SetBytes(int64(len(log)))
			b.ReportAllocs()
			for b.Loop() {
				r := NewReader(strings.NewReader(log))
				for {
					if _, err := r.Read(); err == io.EOF {
						break
					}
				}
			}
		})
	}
}
