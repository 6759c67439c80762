package proxy

import (
	"bytes"
	"math/rand/v2"

	"errormask/test/scenario"
)

// Plan is a way in which the network may cut the upstream's body into the pieces that a filter gets. No plan may change an answer.
type Plan string

// The plans. A pause or a reset of the upstream always ends a piece, as all before it has arrived by then.
const (
	// LastEnds has the pieces as the upstream sends them; the last one carries end_of_stream.
	LastEnds Plan = "last piece ends"
	// EmptyEnds has the same pieces, and an empty one with end_of_stream after them, as Envoy does for HTTP/1.
	EmptyEnds Plan = "empty piece ends"
	// Small has pieces of few bytes, always the same ones.
	Small Plan = "small pieces"
	// Whole has everything in one piece that carries end_of_stream.
	Whole Plan = "one piece"
)

// Plans gives all plans.
func Plans() []Plan { return []Plan{LastEnds, EmptyEnds, Small, Whole} }

// event is what the upstream's connection brings after the headers. Exactly one of its fields but end is set, or only end.
type event struct {
	data  []byte
	end   bool
	pause bool
	reset bool
}

// events cuts a body. An upstream that ends with a reset or with trailers never sets end.
func (p Plan) events(u scenario.Upstream, http2 bool) []event {
	var events []event
	var run [][]byte
	flush := func() {
		for _, piece := range p.cut(run) {
			events = append(events, event{data: piece})
		}
		run = nil
	}
	for _, step := range u.Steps {
		switch {
		case step.Reset:
			flush()
			return append(events, event{reset: !ends(u, http2), end: ends(u, http2)})
		case step.Data == nil:
			flush()
			events = append(events, event{pause: true})
		case len(step.Data) > 0 || http2:
			run = append(run, step.Data)
		}
	}
	flush()
	if u.Short() {
		return append(events, event{reset: true})
	}
	if len(u.Trailers) > 0 {
		return events
	}
	if last := len(events) - 1; last >= 0 && !events[last].pause && (p == LastEnds || p == Whole) {
		events[last].end = true
		return events
	}
	return append(events, event{end: true})
}

// ends reports whether a broken connection looks like the end of the body: in HTTP/1 without any framing there is nothing to tell the two
// apart by.
func ends(u scenario.Upstream, http2 bool) bool { return u.Framing == scenario.UntilClose && !http2 }

// mostPieces bounds how many pieces a large body falls into.
const mostPieces = 400

func (p Plan) cut(pieces [][]byte) [][]byte {
	if p != Small && p != Whole || len(pieces) == 0 {
		return pieces
	}
	rest := bytes.Join(pieces, nil)
	if p == Whole {
		return [][]byte{rest}
	}
	random := rand.New(rand.NewPCG(1, uint64(len(rest))))
	longest := max(5, 2*len(rest)/mostPieces)
	var small [][]byte
	for len(rest) > 0 {
		n := min(len(rest), 1+random.IntN(longest))
		small = append(small, rest[:n])
		rest = rest[n:]
	}
	return small
}
