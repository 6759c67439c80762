package istiod

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"errormask/cmd/errormask/envoylog"
	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
)

const (
	// trace is what the application lets out.
	trace  = "TypeError: Cannot read properties of undefined (reading 'total')\n    at cart (/srv/shop/cart.js:41:23)\n"
	masked = `{"error": "Internal Server Error"}`
)

// scene is an Envoy at work with what istiod made of an example.
type scene struct {
	t     *testing.T
	ctx   context.Context
	envoy *realenvoy.Envoy
	site  site
}

// play runs what istiod makes of these resources for a plugin's proxy, at the plugin's place, on each Envoy.
func play(t *testing.T, p plugin, resources []string, act func(*scene)) {
	t.Helper()
	tr := translate(t, p.proxy, settings(t), resources...)
	at := tr.at(t, p.place)
	envoytest.Each(t, func(t *testing.T, binary string) {
		application := httptest.NewServer(http.HandlerFunc(fail))
		t.Cleanup(application.Close)
		s := &scene{t: t, site: site{t: t, dir: envoytest.Dir(t), application: loopback(uint32(application.Listener.Addr().(*net.TCPAddr).Port))}}
		s.envoy, s.ctx = envoytest.Start(t, realenvoy.Options{Binary: binary, Config: s.site.bootstrap(tr, at)})
		act(s)
	})
}

// fail answers with the status that x-status asks for, and the trace.
func fail(w http.ResponseWriter, r *http.Request) {
	status, err := strconv.Atoi(r.Header.Get("x-status"))
	if err != nil {
		status = http.StatusTeapot // which nobody asks for
	}
	w.Header().Set("content-type", "text/plain")
	w.Header().Set("x-powered-by", "Express")
	w.WriteHeader(status)
	io.WriteString(w, trace)
}

// get asks for a path as a browser does that wants a certain type.
func (s *scene) get(path string, status int, accept string) (http.Header, string) {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.ctx, http.MethodGet, "http://"+s.envoy.Address("istiod")+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	request.Host = "shop.example.com"
	request.Header.Set("x-status", strconv.Itoa(status))
	request.Header.Set("accept", accept)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if response.StatusCode != status {
		s.t.Errorf("%s: status %d, want %d", path, response.StatusCode, status)
	}
	return response.Header, string(body)
}

// records waits for n records, and gives what the log has of them when Envoy has ended, so that one too many shows.
func (s *scene) records(n int) []map[string]any {
	s.t.Helper()
	for len(s.recordsSoFar()) < n {
		select {
		case <-s.ctx.Done():
			s.t.Fatalf("%d records of %d:\n%s", len(s.recordsSoFar()), n, s.envoy.Log())
		case <-time.After(10 * time.Millisecond):
		}
	}
	if err := s.envoy.Stop(); err != nil {
		s.t.Fatal(err)
	}
	all := s.recordsSoFar()
	if len(all) != n {
		s.t.Fatalf("%d records, want %d:\n%s", len(all), n, s.envoy.Log())
	}
	return all
}

func (s *scene) recordsSoFar() []map[string]any {
	s.t.Helper()
	var all []map[string]any
	for r := envoylog.NewReader(strings.NewReader(s.envoy.Log())); ; {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			s.t.Fatal(err)
		}
		var members map[string]any
		if err := json.Unmarshal(record.JSON, &members); err != nil {
			s.t.Fatal(err)
		}
		all = append(all, members)
	}
}

// recorded is what matters here of a record.
type recorded struct{ Route, Policy, Mode, Body string }

func (s *scene) wantRecord(record map[string]any, want recorded) {
	s.t.Helper()
	text := func(name string) string { value, _ := record[name].(string); return value }
	got := recorded{Route: text("envoy.route"), Policy: text("policy"), Mode: text("mode"), Body: text("http.response.body.content")}
	if diff := cmp.Diff(want, got); diff != "" {
		s.t.Errorf("record: want -, got +\n%s", diff)
	}
}

func (s *scene) want(what string, got, want any) {
	s.t.Helper()
	if got != want {
		s.t.Errorf("%s: %v, want %v", what, got, want)
	}
}
