package istiod

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
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

// TestGatewayRuns: gateway.yaml with virtual-service.yaml, disable.yaml and access-log.yaml.
func TestGatewayRuns(t *testing.T) {
	resources := []string{
		services, publicGateway, answeringOn("istio-ingress", "selector: {matchLabels: {istio: ingressgateway}}"),
		example(t, "gateway"), example(t, "virtual-service"), example(t, "disable"), example(t, "access-log"),
	}
	play(t, plugins["gateway"], resources, func(s *scene) {
		_, body := s.get("/metrics", 500, "text/html")
		s.want("switched off", body, trace)
		_, body = s.get("/admin", 500, "text/html")
		s.want("mode off", body, trace)
		_, body = s.get("/checkout", 500, "text/html")
		s.want("watched", body, trace)
		header, body := s.get("/", 503, "text/html")
		s.want("page", strings.HasPrefix(body, "<!doctype html>") && !strings.Contains(body, "cart"), true)
		s.want("x-powered-by", header.Get("x-powered-by"), "")
		s.get("/", 200, "text/html")
		all := s.records(2)
		s.wantRecord(all[0], recorded{Route: "checkout", Policy: "watch", Mode: "monitor", Body: trace})
		s.wantRecord(all[1], recorded{Route: "shop", Policy: "pages", Mode: "mask", Body: trace})
		s.want("the client's id", header.Get("x-error-id"), all[1]["error.id"])
		s.wantAccess(all)
	})
	t.Run("switched off by another name", func(t *testing.T) {
		resources[5] = strings.ReplaceAll(resources[5], "istio-ingress.errormask~", "istio-ingress.mask~")
		play(t, plugins["gateway"], resources, func(s *scene) {
			_, body := s.get("/metrics", 500, "application/json")
			s.want("masked", strings.Contains(body, "cart"), false)
			s.wantRecord(s.records(1)[0], recorded{Route: "metrics", Policy: "default", Mode: "mask", Body: trace})
		})
	})
}

// wantAccess: the access log has the answers from 400 on, and of those that have a record its id and fingerprint.
func (s *scene) wantAccess(records []map[string]any) {
	s.t.Helper()
	text, err := os.ReadFile(s.site.path("access.log"))
	if err != nil {
		s.t.Fatal(err)
	}
	var got []string
	for line := range bytes.Lines(text) {
		var access struct {
			Path, Status any
			ErrorID      any `json:"error_id"`
			Fingerprint  any
		}
		if err := json.Unmarshal(line, &access); err != nil {
			s.t.Fatalf("%v in %s", err, line)
		}
		of := ""
		for i, r := range records {
			if access.ErrorID == r["error.id"] && access.Fingerprint == r["error.fingerprint"] {
				of = strconv.Itoa(i)
			}
		}
		path, _ := access.Path.(string)
		got = append(got, path+" "+of)
	}
	if diff := cmp.Diff([]string{"/metrics ", "/admin ", "/checkout 0", "/ 1"}, got); diff != "" {
		s.t.Errorf("access log, with records: want -, got +\n%s\n%s", diff, text)
	}
}

// instance is the id of an error in a problem, another one each time.
var instance = regexp.MustCompile(`, "instance": "urn:uuid:[0-9a-f-]{36}"`)

// TestOthersRun: what the other examples promise of an error, and of an answer that they leave alone.
func TestOthersRun(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		sees   string
		passes int
		route  string
	}{
		"traffic-extension": {502, masked, 404, "shop"},
		"sidecar":           {500, masked, 503, "default"},
		"waypoint":          {500, `{"type": "about:blank", "title": "Internal Server Error", "status": 500}`, 503, "default"},
	} {
		t.Run(name, func(t *testing.T) {
			p := plugins[name]
			resources := []string{example(t, name)}
			for _, r := range p.around {
				if r != another { // of which there is no code
					resources = append(resources, r)
				}
			}
			if p.proxy == ingressGateway {
				resources = append(resources, example(t, "virtual-service"))
			}
			play(t, p, resources, func(s *scene) {
				_, body := s.get("/", c.passes, "text/html")
				s.want("left alone", body, trace)
				header, body := s.get("/", c.status, "text/html")
				s.want("body", instance.ReplaceAllString(body, ""), c.sees)
				s.want("x-powered-by", header.Get("x-powered-by"), "")
				s.wantRecord(s.records(1)[0], recorded{Route: c.route, Policy: "default", Mode: "mask", Body: trace})
			})
		})
	}
}
