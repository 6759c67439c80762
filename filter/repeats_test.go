package filter

import (
	"strconv"
	"strings"
	"testing"
)

// clock is a proxy whose time is told to it.
type clock struct {
	*double
	now int64
}

func (c *clock) Now() int64 { return c.now }

const second = int64(1e9)

// fail plays one answer at a time, in seconds, and gives its record.
func fail(t *testing.T, f *Filter, at float64, body string) map[string]any {
	t.Helper()
	h := &clock{newDouble("500"), 1795446245*second + int64(at*float64(second))}
	var s Stream
	s.Reset(f)
	s.OnResponseHeaders(h, false)
	h.chunk = []byte(body)
	s.OnResponseBody(h, len(body), true)
	s.OnDone(h)
	return members(t, h.logged[0])
}

const boom = "Error: boom\n    at pay (/srv/pay.js:7:1)"

func isShort(record map[string]any) bool { return record["error.repeat_of"] != nil }

func TestRepeats(t *testing.T) {
	f := mustNew(t, `{"record": {"repeat": {"full_every_seconds": 60}}}`)
	first := fail(t, f, 0, boom)
	if isShort(first) || first["error.repeats"] != nil {
		t.Errorf("the first record is short: %v", first)
	}
	for _, at := range []float64{0.001, 30, 59.9} {
		record := fail(t, f, at, boom)
		want(t, "the full record's id", record["error.repeat_of"], first["error.id"])
		for _, name := range []string{"error.type", "exception.type", "exception.message", "exception.own_frame", "error.fingerprint", "url.path", "http.request.id",
			"http.response.status_code", "http.response.body.size", "envoy.route"} {
			want(t, name+" of a short record", record[name], first[name])
		}
		for _, name := range []string{"http.response.body.content", "exception.stacktrace", "http.response.body.truncated"} {
			want[any](t, name+" of a short record", record[name], nil)
		}
	}
	if other := fail(t, f, 59.95, "Error: something else"); isShort(other) {
		t.Errorf("another error is a repeat: %v", other)
	}
	full := fail(t, f, 60, boom)
	want[any](t, "repeats", full["error.repeats"], 3.0)
	want[any](t, "content", full["http.response.body.content"], boom)
	again := fail(t, f, 119, boom)
	want(t, "repeat of", again["error.repeat_of"], full["error.id"])
	want[any](t, "repeats after one", fail(t, f, 120, boom)["error.repeats"], 1.0)
	if late := fail(t, f, 1000, boom); late["error.repeats"] != nil {
		t.Errorf("repeats without any: %v", late)
	}
}

func TestRepeatsAreOffByDefault(t *testing.T) {
	f := mustNew(t, "")
	for range 3 {
		if record := fail(t, f, 0, boom); isShort(record) || record["http.response.body.content"] != boom {
			t.Errorf("a short record: %v", record)
		}
	}
}

// TestClockSetBack: records become full again, not short for as long as the clock was set back.
func TestClockSetBack(t *testing.T) {
	f := mustNew(t, `{"record": {"repeat": {"full_every_seconds": 60}}}`)
	fail(t, f, 0, boom)
	if isShort(fail(t, f, -3600, boom)) {
		t.Error("short after the clock was set back")
	}
	if !isShort(fail(t, f, -3599, boom)) {
		t.Error("full although the last one was")
	}
}

// TestErrorsWithoutFingerprintAreFull: nothing says that two empty answers have the same cause.
func TestErrorsWithoutFingerprintAreFull(t *testing.T) {
	f := mustNew(t, `{"record": {"repeat": {"full_every_seconds": 60}}}`)
	for range 3 {
		record := fail(t, f, 0, "")
		if isShort(record) || record["error.fingerprint"] != nil {
			t.Errorf("%v", record)
		}
	}
}

// TestRepeatsForgetTheOldest: of more errors than the table has room for, those that still come stay.
func TestRepeatsForgetTheOldest(t *testing.T) {
	rules := &recording{repeatWindow: 1e15}
	var r repeats
	busy := newErrorID()
	r.see(1, 0, busy, rules)
	for i := range uint64(3 * maxSlots) {
		if _, short, _ := r.see(i+2, int64(i), newErrorID(), rules); short {
			t.Fatal("a new error is a repeat")
		}
		if of, short, _ := r.see(1, int64(i), newErrorID(), rules); !short || of != busy {
			t.Fatal("an error that comes all the time was forgotten")
		}
		if len(r.slots) > maxSlots {
			t.Fatalf("%d slots", len(r.slots))
		}
	}
	for _, c := range []struct {
		fingerprint uint64
		short       bool
	}{{3*maxSlots + 1, true}, {2*maxSlots + 4, true}, {2, false}} {
		_, short, _ := r.see(c.fingerprint, 3*maxSlots, newErrorID(), rules)
		want(t, "error "+strconv.FormatUint(c.fingerprint, 10)+" is known", short, c.short)
	}
}

func TestErrorIDs(t *testing.T) {
	seen := map[string]bool{}
	f := mustNew(t, "")
	for range 1000 {
		id := fail(t, f, 0, boom)["error.id"].(string)
		if seen[id] || !randomID.MatchString(`"error.id":"`+id+`"`) {
			t.Fatalf("id %q", id)
		}
		seen[id] = true
	}
}

func TestTracesOfB3(t *testing.T) {
	const trace, half, span = "80f198ee56343ba864fe8b2a57d3eff7", "64fe8b2a57d3eff7", "e457b5a2e4d86bd1"
	for _, c := range []struct {
		name            string
		headers         [][2]string
		wantTrace, want string
	}{
		{"one header", [][2]string{{"b3", trace + "-" + span + "-1-05e3ac9a4f6e3b90"}}, trace, span},
		{"one header without the decision", [][2]string{{"b3", trace + "-" + span}}, trace, span},
		{"64 bits", [][2]string{{"b3", half + "-" + span + "-d"}}, "0000000000000000" + half, span},
		{"the decision alone", [][2]string{{"b3", "0"}}, "", ""},
		{"several headers", [][2]string{{"x-b3-traceid", trace}, {"x-b3-spanid", span}, {"x-b3-sampled", "1"}}, trace, span},
		{"no span", [][2]string{{"x-b3-traceid", trace}}, "", ""},
		{"zero", [][2]string{{"b3", strings.Repeat("0", 32) + "-" + span}}, "", ""},
		{"no hex", [][2]string{{"b3", strings.Repeat("g", 32) + "-" + span}}, "", ""},
		{"W3C's before B3's", [][2]string{{"b3", trace + "-" + span}, {"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}},
			"4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"},
		{"a W3C one that is none", [][2]string{{"b3", trace + "-" + span}, {"traceparent", "00"}}, trace, span},
	} {
		var r request
		r.read(c.headers)
		gotTrace, gotSpan := r.trace()
		want(t, "trace of "+c.name, gotTrace, c.wantTrace)
		want(t, "span of "+c.name, gotSpan, c.want)
	}
}
