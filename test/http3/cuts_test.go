package http3

import (
	"testing"

	"errormask/test/realenvoy/envoytest"
)

// cuts are answers that have no end, and one that has.
var cuts = []kind{
	{name: "client-resets", method: "GET", status: 500, pieces: []string{"at %s.go:7"}, cut: clientResets},
	{name: "application-breaks", method: "GET", status: 500, pieces: []string{"at %s.go:7"}, cut: applicationBreaks},
	{name: "client-closes", method: "GET", status: 500, pieces: []string{"at %s.go:7"}, cut: clientCloses},
	plain,
}

// TestCutAnswers breaks answers off in the middle of the body: the record is there all the same, and says so. Envoy does not defer the
// log phase of such a stream.
func TestCutAnswers(t *testing.T) {
	const rounds = 20
	envoytest.Each(t, func(t *testing.T, binary string) {
		s := newScene(t, binary, cuts, nil)
		clients, exchanges := s.wake(t)
		first := len(exchanges)
		for id := first; id < first+rounds*len(cuts); id++ {
			k, n := cuts[id%len(cuts)], id/len(cuts)%len(clients)
			_, x, err := clients[n].do(s.ctx, k, id)
			if err != nil {
				t.Errorf("stream %d, %s: %v", id, k.name, err)
			}
			if k.cut == clientCloses {
				clients[n] = s.connect(t)
			}
			exchanges = append(exchanges, x)
		}
		s.checkRecords(t, exchanges)
	})
}
