package e2e

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"errormask/test/scenario"
)

const (
	generic = `{"error": "Internal Server Error"}`

	// mark begins every canary; nothing else that is sent has it.
	mark       = "kanarienvogel"
	planPrefix = "/storm/"
)

// plan is one exchange of a storm. All of it follows from its number, so that client and application agree without a word.
type plan struct {
	id       int
	exchange scenario.Exchange
	canary   string
	kind     kind
}

// kind is what a storm is mixed of.
type kind struct {
	name  string
	share int // of all exchanges, in parts of the sum
	build func(r *rand.Rand, x *scenario.Exchange, canary string)
}

var kinds = []kind{
	{"200 with a length", 20, func(r *rand.Rand, x *scenario.Exchange, _ string) {
		fine(r, x)
		x.Upstream.Framing = scenario.ContentLength
	}},
	{"200 chunked", 10, func(r *rand.Rand, x *scenario.Exchange, _ string) { fine(r, x) }},
	{"200 with trailers", 5, func(r *rand.Rand, x *scenario.Exchange, _ string) {
		fine(r, x)
		x.Upstream.Trailers = []scenario.Header{{"x-checksum", strconv.Itoa(r.Int())}}
	}},
	{"200 to HEAD", 3, func(r *rand.Rand, x *scenario.Exchange, _ string) {
		x.Request.Method, x.Upstream.Framing = "HEAD", scenario.NoBody
		x.Upstream.Headers = append(x.Upstream.Headers, scenario.Header{"content-length", strconv.Itoa(r.IntN(1e6))})
	}},
	{"204", 3, func(_ *rand.Rand, x *scenario.Exchange, _ string) {
		x.Upstream.Status, x.Upstream.Reason, x.Upstream.Framing = 204, "No Content", scenario.NoBody
	}},
	{"404", 10, func(r *rand.Rand, x *scenario.Exchange, _ string) {
		fine(r, x)
		x.Upstream.Status, x.Upstream.Reason, x.Upstream.Framing = 404, "Not Found", scenario.ContentLength
	}},
	{"500 with a length", 14, func(r *rand.Rand, x *scenario.Exchange, c string) {
		failing(r, x, c)
		x.Upstream.Framing = scenario.ContentLength
	}},
	{"500 chunked", 8, failing},
	{"500 with trailers", 5, func(r *rand.Rand, x *scenario.Exchange, c string) { failing(r, x, c); trailers(x, c) }},
	{"500 until close", 2, func(r *rand.Rand, x *scenario.Exchange, c string) {
		failing(r, x, c)
		x.Upstream.Framing = scenario.UntilClose
		x.Upstream.Headers = append(x.Upstream.Headers, scenario.Header{"connection", "close"})
	}},
	{"500 with an empty chunked body", 2, func(r *rand.Rand, x *scenario.Exchange, c string) { failing(r, x, c); x.Upstream.Steps = nil }},
	{"500 with trailers only", 2, func(r *rand.Rand, x *scenario.Exchange, c string) {
		failing(r, x, c)
		trailers(x, c)
		x.Upstream.Steps = nil
	}},
	{"500 with content-length 0", 3, func(r *rand.Rand, x *scenario.Exchange, c string) {
		failing(r, x, c)
		x.Upstream.Steps, x.Upstream.Framing = nil, scenario.ContentLength
	}},
	{"500 to HEAD", 3, func(r *rand.Rand, x *scenario.Exchange, c string) {
		failing(r, x, c)
		x.Request.Method, x.Upstream.Steps, x.Upstream.Framing = "HEAD", nil, scenario.NoBody
		x.Upstream.Headers = append(x.Upstream.Headers, scenario.Header{"content-length", strconv.Itoa(r.IntN(1e6))})
	}},
	{"500 in gzip", 3, func(r *rand.Rand, x *scenario.Exchange, c string) {
		failing(r, x, c)
		x.Upstream.Headers = append(x.Upstream.Headers, scenario.Header{"content-encoding", "gzip"})
		x.Upstream.Steps = []scenario.Step{{Data: gzipped(x.Upstream.Body())}}
	}},
	{"500 that lies about gzip", 2, func(r *rand.Rand, x *scenario.Exchange, c string) {
		failing(r, x, c)
		x.Upstream.Headers = append(x.Upstream.Headers, scenario.Header{"content-encoding", "gzip"})
	}},
	{"500 that is reset", 3, func(r *rand.Rand, x *scenario.Exchange, c string) {
		failing(r, x, c)
		x.Upstream.Steps = append(x.Upstream.Steps, scenario.Step{Reset: true})
	}},
	{"500 that the client leaves", 2, func(r *rand.Rand, x *scenario.Exchange, c string) { failing(r, x, c); x.Gone = r.IntN(len(generic)) }},
}

// planOf gives the exchange of that number. An HTTP/2 upstream leaves out what only HTTP/1 has.
func planOf(seed uint64, id int, http2 bool) plan {
	r := rand.New(rand.NewPCG(seed, uint64(id)))
	p := plan{id: id, canary: canaryOf(r), kind: pick(r)}
	p.exchange = scenario.Exchange{
		Request: scenario.Request{Method: "GET", Path: planPrefix + strconv.Itoa(id), Authority: "shop.example"},
		Gone:    -1,
	}
	x := &p.exchange
	x.Upstream = scenario.Upstream{Status: 200, Reason: "OK", Framing: scenario.Chunked, Headers: []scenario.Header{{"x-id", strconv.Itoa(id)}}}
	p.kind.build(r, x, p.canary)
	finish(x, http2)
	return p
}

// finish adds the length and keeps to what HTTP/2 allows.
func finish(x *scenario.Exchange, http2 bool) {
	u := &x.Upstream
	if u.Framing == scenario.ContentLength {
		u.Headers = append(u.Headers, scenario.Header{"content-length", strconv.Itoa(len(u.Body()))})
	}
	if http2 && u.Framing == scenario.UntilClose {
		u.Headers, u.Framing = u.Headers[:len(u.Headers)-1], scenario.Chunked
	}
	if http2 && len(u.Steps)+len(u.Trailers) == 0 {
		u.Framing = scenario.NoBody
	}
}

func pick(r *rand.Rand) kind {
	sum := 0
	for _, k := range kinds {
		sum += k.share
	}
	n := r.IntN(sum)
	for _, k := range kinds {
		if n -= k.share; n < 0 {
			return k
		}
	}
	panic("shares do not add up")
}

func canaryOf(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString(mark)
	for range 12 {
		b.WriteByte('a' + byte(r.IntN(26)))
	}
	return b.String()
}

// fine fills an answer that must pass unchanged.
func fine(r *rand.Rand, x *scenario.Exchange) {
	x.Upstream.Headers = append(x.Upstream.Headers, scenario.Header{"content-type", "application/octet-stream"})
	for range 1 + r.IntN(3) {
		x.Upstream.Steps = append(x.Upstream.Steps, scenario.Step{Data: noise(r, size(r))})
	}
}

// failing fills an error whose canary is in all places from which it might reach a client.
func failing(r *rand.Rand, x *scenario.Exchange, canary string) {
	u := &x.Upstream
	u.Status, u.Reason = 500, "Oops "+canary
	u.Headers = append(u.Headers, scenario.Header{"content-type", "text/plain"}, scenario.Header{"x-debug-canary", canary})
	u.Steps = []scenario.Step{{Data: fmt.Appendf(nil, "Error: %s is broken\n%s", canary, letters(r, size(r)))}}
	for range r.IntN(4) {
		u.Steps = append(u.Steps, scenario.Step{Data: fmt.Appendf(nil, "%s\n    at %s (app.js:1:2)\n", letters(r, size(r)), canary)})
	}
}

func trailers(x *scenario.Exchange, canary string) {
	x.Upstream.Trailers = []scenario.Header{{"x-debug-trailer", canary}, {"x-trace", canary}}
}

// size is mostly small and sometimes above a buffer, a frame or a window.
func size(r *rand.Rand) int {
	switch r.IntN(20) {
	case 0:
		return 20_000 + r.IntN(80_000)
	case 1, 2, 3:
		return r.IntN(20_000)
	default:
		return 1 + r.IntN(600)
	}
}

func noise(r *rand.Rand, n int) []byte {
	b := make([]byte, 0, n+8)
	for len(b) < n {
		b = binary.LittleEndian.AppendUint64(b, r.Uint64())
	}
	return b[:n]
}

func letters(r *rand.Rand, n int) []byte {
	b := noise(r, n)
	for i := range b {
		b[i] = 'a' + b[i]&15
	}
	return b
}

func gzipped(body []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(body)
	w.Close()
	return b.Bytes()
}
