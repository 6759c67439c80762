package filter

import "testing"

// quiet is a proxy that allocates nothing itself.
type quiet struct {
	*double
	status string
}

func (q quiet) ResponseHeader(string) (string, bool)     { return q.status, true }
func (quiet) ResponseHeaders() ([][2]string, error)      { return quietHeaders, nil }
func (quiet) ReplaceResponseHeaders(h [][2]string) error { return nil }
func (quiet) ResponseBody(start, length int) ([]byte, error) {
	return quietBody[start : start+length], nil
}
func (quiet) ReplaceResponseBody([]byte) error       { return nil }
func (q quiet) RequestHeaders() ([][2]string, error) { return q.request, nil }
func (quiet) Property(Property) ([]byte, bool)       { return quietProperty, true }
func (quiet) Log(Level, []byte)                      {}
func (quiet) SetProperty(string, []byte) error       { return nil }
func (quiet) DefineCounter(string) (Counter, error)  { return 0, nil }
func (quiet) Increment(Counter, int)                 {}

var (
	quietHeaders  = [][2]string{{":status", "500"}, {"content-type", "text/plain"}, {"content-length", "1000"}}
	quietBody     = make([]byte, 1000)
	quietProperty = []byte("12345678")
)

func TestPassThroughAllocatesNothing(t *testing.T) {
	f, h := mustNew(t, ""), &quiet{newDouble("200"), "200"}
	var s Stream
	want(t, "allocations of a 200", testing.AllocsPerRun(1000, func() {
		s.Reset(f)
		s.OnResponseHeaders(h, false)
		s.OnResponseBody(h, 1000, true)
		s.OnResponseTrailers(h)
		s.OnDone(h)
	}), 0)
}

func TestMaskedAnswerAllocations(t *testing.T) {
	f, h := mustNew(t, ""), &quiet{newDouble("500"), "500"}
	for i := range quietBody {
		quietBody[i] = 'x'
	}
	var s Stream
	allocations := testing.AllocsPerRun(1000, func() {
		s.Reset(f)
		s.OnResponseHeaders(h, false)
		s.OnResponseBody(h, 1000, true)
		s.OnDone(h)
	})
	if allocations > 10 {
		t.Errorf("a masked answer makes %v allocations, 10 are allowed", allocations)
	}
	t.Logf("%v allocations", allocations)
}

// TestEncoderAllocatesNothing: a record's line grows once and is used again.
func TestEncoderAllocatesNothing(t *testing.T) {
	body := whole(quietBody)
	e := encoder{line: make([]byte, 0, lineBudget)}
	redactor := mustNew(t, "").policies.top().recording.redactor
	want(t, "allocations", testing.AllocsPerRun(1000, func() {
		e.begin(redactor)
		e.timestamp("timestamp", 1795446245678901234)
		e.redacted("url.path", "/checkout", pathBudget)
		e.integer("http.response.status_code", 500)
		e.milliseconds("duration_ms", 1234567)
		e.line, _ = body.append(e.line, 2000)
		e.end()
	}), 0)
}
