package e2e

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
	"errormask/test/scenario"
)

const (
	stormStreams = 20_000
	stormClients = 48
)

// stormListeners are the four pairs of protocols.
var stormListeners = []struct {
	name, downstream string
	upstreamHTTP2    bool
	share            int // of the clients
}{{"h1-h1", "http/1.1", false, 5}, {"h1-h2", "http/1.1", true, 1}, {"h2-h1", "h2", false, 1}, {"h2-h2", "h2", true, 1}}

// TestStorm sends many streams at once through two workers. Every error has a canary of its own in its body, headers, trailers and
// reason phrase, and no client may ever see one; every error leaves one record, which has its canary; all else passes unchanged.
func TestStorm(t *testing.T) {
	envoytest.Each(t, func(t *testing.T, binary string) {
		s := newStorm(t, envoytest.Wasm(t))
		e, ctx := envoytest.Start(t, realenvoy.Options{Binary: binary, Concurrency: 2, Bootstrap: s.bootstrap})
		s.blow(t, e)
		for _, l := range stormListeners {
			if err := e.WaitIdle(ctx, l.name); err != nil {
				t.Fatal(err)
			}
		}
		s.checkRecords(t, e.Log())
	})
}

type storm struct {
	seed      uint64
	bootstrap realenvoy.Bootstrap
	next      atomic.Int64
	outcomes  [stormStreams]outcome // each written by one client
}

// outcome is what the client of one exchange can say about its record.
type outcome struct {
	saw500, sawBody, unsure bool
}

func newStorm(t *testing.T, wasm string) *storm {
	t.Helper()
	s := &storm{seed: rand.Uint64()}
	t.Logf("seed %d", s.seed)
	for _, l := range stormListeners {
		u, err := startUpstream(l.upstreamHTTP2, func(method, path string) (scenario.Upstream, bool) {
			id, err := strconv.Atoi(strings.TrimPrefix(path, planPrefix))
			return planOf(s.seed, id, l.upstreamHTTP2).exchange.Upstream, err == nil
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(u.close)
		s.bootstrap.Listeners = append(s.bootstrap.Listeners, realenvoy.Listener{
			Name: l.name, Wasm: wasm, Upstream: u.address, UpstreamHTTP2: l.upstreamHTTP2,
		})
	}
	return s
}

// blow lets all clients take exchanges until there are none left, or one has failed.
func (s *storm) blow(t *testing.T, e *realenvoy.Envoy) {
	var clients sync.WaitGroup
	var failed atomic.Bool
	started := 0
	for _, l := range stormListeners {
		for range stormClients * l.share / 8 {
			started++
			clients.Go(func() {
				c := newClient(l.downstream, e.Address(l.name), mark)
				defer c.close()
				for !failed.Load() {
					id := int(s.next.Add(1)) - 1
					if id >= stormStreams {
						return
					}
					p := planOf(s.seed, id, l.upstreamHTTP2)
					if err := s.exchange(c, p); err != nil {
						failed.Store(true)
						t.Errorf("%s, %s%d, %s: %v", l.name, planPrefix, id, p.kind.name, err)
					}
				}
			})
		}
	}
	clients.Wait()
	t.Logf("%d clients, %d streams", started, min(stormStreams, s.next.Load()))
}

func (s *storm) exchange(c client, p plan) error {
	answer, err := c.do(p.exchange.Request, p.exchange.Gone)
	reset := isReset(p.exchange.Upstream)
	if reset {
		c.close() // the proxy closes this connection, at a moment that is its own choice
	}
	s.outcomes[p.id] = outcome{
		saw500:  answer.Status == 500,
		sawBody: len(answer.Body) > 0 && len(p.exchange.Upstream.Body()) > 0,
		unsure:  reset && answer.Status != 500 || answer.Status == 0,
	}
	switch {
	case err != nil:
		return err
	case hasMark(answer):
		return fmt.Errorf("the client got a canary: %+v", answer)
	case p.exchange.Upstream.Status != 500:
		x := p.exchange
		x.Client.Untouched = true
		if d := x.DiffAnswer(answer); d != "" {
			return fmt.Errorf("altered (-want +got):\n%s", d)
		}
		return nil
	}
	return checkMasked(p.exchange, answer, reset)
}

// hasMark looks at what was decoded; newClient looks at the raw bytes, in which HTTP/2 compresses headers.
func hasMark(a scenario.Answer) bool {
	fields := slices.Concat(a.Headers, a.Trailers)
	return strings.Contains(a.Reason, mark) || bytes.Contains(a.Body, []byte(mark)) ||
		slices.ContainsFunc(fields, func(h scenario.Header) bool { return strings.Contains(h[0]+h[1], mark) })
}

func isReset(u scenario.Upstream) bool { return len(u.Steps) > 0 && u.Steps[len(u.Steps)-1].Reset }

// checkMasked wants the generic answer, or its beginning where either end breaks it off.
func checkMasked(x scenario.Exchange, got scenario.Answer, reset bool) error {
	if reset && !got.Complete {
		if got.Status == 500 && !strings.HasPrefix(generic, string(got.Body)) {
			return fmt.Errorf("not the beginning of the generic body: %q", got.Body)
		}
		return nil
	}
	if reset && got.Status == 503 {
		return nil // the reset overtook the headers
	}
	want := generic
	if x.Request.Method == "HEAD" || len(x.Upstream.Trailers) > 0 && len(x.Upstream.Steps) == 0 {
		want = ""
	}
	if x.Gone >= 0 {
		want = want[:x.Gone]
	}
	contentType, _ := value(got.Headers, "content-type")
	if got.Status != 500 || string(got.Body) != want || contentType != "application/json" || len(got.Trailers) > 0 || !got.Complete && x.Gone < 0 {
		return fmt.Errorf("want status 500, application/json, body %q, complete; got %+v", want, got)
	}
	return nil
}

// checkRecords counts the records of each exchange and looks for its canary in them.
func (s *storm) checkRecords(t *testing.T, log string) {
	t.Helper()
	records := map[int][]map[string]any{}
	for _, l := range stormListeners {
		for _, m := range realenvoy.Messages(log, l.name) {
			if m.Level != "error" {
				t.Fatalf("logged at %s: %.300q", m.Level, m.Text)
			}
			var record map[string]any
			if err := json.Unmarshal([]byte(m.Text), &record); err != nil {
				t.Fatalf("record is not JSON: %v: %.300q", err, m.Text)
			}
			path, _ := record["url.path"].(string)
			id, err := strconv.Atoi(strings.TrimPrefix(path, planPrefix))
			if err != nil {
				t.Fatalf("record of no exchange: %.300q", m.Text)
			}
			records[id] = append(records[id], record)
		}
	}
	total, unsure := 0, 0
	for id, o := range s.outcomes {
		got := records[id]
		total += len(got)
		if o.unsure {
			unsure++
		}
		if err := o.check(got, s.seed, id); err != nil {
			t.Errorf("%s%d: %v", planPrefix, id, err)
			return
		}
	}
	t.Logf("%d records; %d exchanges that broke before the client saw a status", total, unsure)
}

func (o outcome) check(records []map[string]any, seed uint64, id int) error {
	p := planOf(seed, id, false)
	want := 0
	if o.saw500 {
		want = 1
	}
	if len(records) != want && !(o.unsure && len(records) == 1) {
		return fmt.Errorf("%s: %d records, want %d: %v", p.kind.name, len(records), want, records)
	}
	if want == 1 && o.sawBody && !strings.Contains(bodyOf(records[0]), p.canary) {
		return fmt.Errorf("%s: the record lacks %s: %v", p.kind.name, p.canary, records[0])
	}
	return nil
}

// bodyOf gives the recorded body, also one that the filter kept in base64.
func bodyOf(record map[string]any) string {
	content, _ := record["http.response.body.content"].(string)
	raw, _ := record["http.response.body.base64"].(string)
	decoded, _ := base64.StdEncoding.DecodeString(raw)
	unpacked, _ := gzip.NewReader(bytes.NewReader(decoded))
	if unpacked == nil {
		return content + string(decoded)
	}
	text, _ := io.ReadAll(unpacked) // a cut one ends with an error
	return content + string(text)
}
