package filter

import "errormask/filter/diagnose"

// The names of the counters. Envoy makes labels of their parts by its stats_tags.
const (
	maskedTotal       = "errormask_masked_total"
	wouldMaskTotal    = "errormask_would_mask_total"
	truncatedTotal    = "errormask_record_truncated_total"
	decodeFailedTotal = "errormask_decode_failed_total"
	panicsTotal       = "errormask_panics_total"
)

// counter is one of the proxy's by its id, raised by one; 0 until it is first needed and made known to the proxy.
type counter uint32

func (c *counter) add(h Host, name func() string, n int) {
	if n == 0 {
		return
	}
	if *c == 0 {
		id, err := h.DefineCounter(name())
		if err != nil {
			return
		}
		*c = counter(id) + 1
	}
	h.Increment(Counter(*c-1), n)
}

// counters are those that have no labels.
type counters struct {
	truncated, decodeFailed, panics counter
}

// causeCounters are a policy's: by the class of the status, 4xx or 5xx, and that of the cause.
type causeCounters [2][diagnose.Syntax + 1]counter

// count counts a stream whose record was put together.
func (f *Filter) count(h Host, m *masking, known *analysis) {
	p := m.policy
	class := min(max(m.status/100, 4), 5)
	p.counters[class-4][known.failure.cause].add(h, func() string {
		name := maskedTotal
		if p.mode.passes() {
			name = wouldMaskTotal
		}
		return name + ".class." + string(rune('0'+class)) + "xx.cause." + known.failure.cause.String() + ".policy." + p.name
	}, 1)
	f.counters.truncated.add(h, func() string { return truncatedTotal }, truth(m.truncated))
	f.counters.decodeFailed.add(h, func() string { return decodeFailedTotal }, truth(known.reason != "" && m.isCoded() && p.recording.decode))
	f.counters.panics.add(h, func() string { return panicsTotal }, m.panics)
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
