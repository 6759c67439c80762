// Package examples runs each file of examples/envoy on a real Envoy and holds it to what its comments promise. Only addresses are replaced.
package examples

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"errormask/cmd/errormask/envoylog"
	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
)

const (
	folder = "../../examples/envoy/"
	canary = "kanarienvogel"
	masked = `{"error": "Internal Server Error"}`
	// refusal is an error of a database.
	refusal = "Error: connect ECONNREFUSED 10.0.0.3:5432 " + canary
)

// scene is an example at work.
type scene struct {
	t     *testing.T
	ctx   context.Context
	envoy *realenvoy.Envoy
	asked atomic.Int32
}

// play runs an example, changed before if it is to be, on each Envoy.
func play(t *testing.T, name string, change func(text string) string, act func(*scene)) {
	t.Helper()
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	envoytest.Wasm(t) // which the examples name
	envoytest.Each(t, func(t *testing.T, binary string) {
		s := &scene{t: t}
		application := httptest.NewServer(http.HandlerFunc(s.answer))
		t.Cleanup(application.Close)
		text := withAddresses(t, name, application.Listener.Addr().String())
		if change != nil {
			changed := change(text)
			if changed == text {
				t.Fatal("nothing was changed")
			}
			text = changed
		}
		s.envoy, s.ctx = envoytest.Start(t, realenvoy.Options{Binary: binary, Config: []byte(text), WorkDir: root, Concurrency: 2})
		act(s)
	})
}

func withAddresses(t *testing.T, name, application string) string {
	t.Helper()
	text, err := os.ReadFile(folder + name)
	if err != nil {
		t.Fatal(err)
	}
	replaced := string(text)
	if want := "\n# Run it where build/errormask.wasm is: envoy -c examples/envoy/" + name + "\n"; !strings.Contains(replaced, want) {
		t.Fatalf("%s does not say%s", name, want)
	}
	for _, port := range [][2]string{{"10000", "0"}, {"9901", "0"}, {"3000", application[strings.LastIndexByte(application, ':')+1:]}} {
		if n := strings.Count(replaced, "port_value: "+port[0]); n != 1 {
			t.Fatalf("%s has the port %s %d times", name, port[0], n)
		}
		replaced = strings.Replace(replaced, "port_value: "+port[0], "port_value: "+port[1], 1)
	}
	return replaced
}

// answer fails with the status that x-status asks for.
func (s *scene) answer(w http.ResponseWriter, r *http.Request) {
	s.asked.Add(1)
	status, err := strconv.Atoi(r.Header.Get("x-status"))
	if err != nil {
		status = 200
	}
	w.Header().Set("content-type", "text/plain")
	w.Header().Set("x-powered-by", canary)
	w.WriteHeader(status)
	io.WriteString(w, refusal)
}

type answer struct {
	header http.Header
	body   string
}

// get asks for a path, and returns when Envoy is done with the stream.
func (s *scene) get(path string, status int, headers ...string) answer {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.ctx, http.MethodGet, "http://"+s.envoy.Address("shop")+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("x-status", strconv.Itoa(status))
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != status {
		s.t.Fatalf("%s: status %d, want %d; %v", path, response.StatusCode, status, err)
	}
	if err := s.envoy.WaitIdle(s.ctx, "shop"); err != nil {
		s.t.Fatal(err)
	}
	return answer{response.Header, string(body)}
}

// records gives what was recorded, in whatever format the log is.
func (s *scene) records() []map[string]any {
	s.t.Helper()
	var all []map[string]any
	r := envoylog.NewReader(strings.NewReader(s.envoy.Log()))
	for {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		var members map[string]any
		if err != nil || json.Unmarshal(record.JSON, &members) != nil {
			s.t.Fatalf("%v", err)
		}
		all = append(all, members)
	}
	if r.Broken > 0 {
		s.t.Errorf("%d broken records: %s", r.Broken, r.FirstBroken)
	}
	return all
}

// recorded wants that many records, and gives the last one.
func (s *scene) recorded(n int) map[string]any {
	s.t.Helper()
	all := s.records()
	if len(all) != n {
		s.t.Fatalf("%d records, want %d:\n%s", len(all), n, s.envoy.Log())
	}
	return all[n-1]
}

func (s *scene) want(what string, got, want any) {
	s.t.Helper()
	if got != want {
		s.t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// TestEachExampleIsRun: no example without its test.
func TestEachExampleIsRun(t *testing.T) {
	files, err := filepath.Glob(folder + "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("examples_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name := filepath.Base(file); !bytes.Contains(source, []byte(`play(t, "`+name+`"`)) {
			t.Errorf("%s is not run", name)
		}
	}
}

func TestMinimal(t *testing.T) {
	play(t, "minimal.yaml", nil, func(s *scene) {
		a := s.get("/", 500)
		s.want("body", a.body, masked)
		s.want("x-powered-by", a.header.Get("x-powered-by"), "")
		s.want("content", s.recorded(1)["http.response.body.content"], refusal)
		s.want("a 503", s.get("/", 503).body, refusal)
		s.recorded(1)
	})
}

func TestPerRoute(t *testing.T) {
	play(t, "per-route.yaml", nil, func(s *scene) {
		s.want("switched off", s.get("/metrics", 500).body, refusal)
		a := s.get("/checkout", 503)
		s.want("type", a.header.Get("content-type"), "application/problem+json")
		s.want("policy", s.recorded(1)["policy"], "strict")
		s.want("watched", s.get("/search", 500).body, refusal)
		s.want("mode", s.recorded(2)["mode"], "monitor")
		s.want("masked", s.get("/", 500).body, masked)
		s.want("policy", s.recorded(3)["policy"], "default")
	})
}

var series = regexp.MustCompile(`(?m)^errormask_masked_total\{.*$`)

func (s *scene) series() string {
	s.t.Helper()
	text, err := s.envoy.AdminGet(s.ctx, "/stats/prometheus")
	if err != nil {
		s.t.Fatal(err)
	}
	return strings.Join(series.FindAllString(text, -1), "\n")
}

// labelled is what two errors of a database and one of no known cause make.
const labelled = `errormask_masked_total{class="5xx",cause="database",policy="default"} 2`

func TestMetrics(t *testing.T) {
	act := func(s *scene) {
		s.want("before", s.series(), "")
		s.get("/", 500)
		s.get("/", 503)
		s.get("/", 200)
		s.want("series", s.series(), labelled)
	}
	play(t, "metrics.yaml", nil, act)
	t.Run("without a tag", func(t *testing.T) {
		play(t, "metrics.yaml", func(text string) string { return strings.Replace(text, `\.cause\.`, `\.kause\.`, 1) }, func(s *scene) {
			s.get("/", 500)
			s.want("series by this name", s.series(), "") // the cause has become a part of it
		})
	})
}

func TestAccessLog(t *testing.T) {
	play(t, "access-log.yaml", nil, func(s *scene) {
		a := s.get("/a", 500)
		s.get("/b", 200)
		record := s.recorded(1)
		s.want("the client's id", a.header.Get("x-error-id"), record["error.id"])
		for _, line := range []string{
			fmt.Sprintf(`"error_id":%q,"fingerprint":%q,"path":"/a","status":500`, record["error.id"], record["error.fingerprint"]),
			`"error_id":null,"fingerprint":null,"path":"/b","status":200`,
		} {
			// Envoy flushes its access logs by itself, some seconds later, and when it ends.
			if err := s.envoy.Stop(); err != nil {
				s.t.Fatal(err)
			}
			if !strings.Contains(sortedMembers(s.envoy.Log()), line) {
				s.t.Errorf("the access log has no %s:\n%s", line, s.envoy.Log())
			}
		}
	})
}

// sortedMembers gives the lines of JSON in a log with their members by name: Envoys differ in their order.
func sortedMembers(log string) string {
	var b strings.Builder
	for line := range strings.Lines(log) {
		var members map[string]any
		if json.Unmarshal([]byte(line), &members) == nil {
			text, _ := json.Marshal(members) // strings, numbers and null
			b.Write(append(text, '\n'))
		}
	}
	return b.String()
}

func TestRetriesAndCompression(t *testing.T) {
	play(t, "retries-and-compression.yaml", nil, func(s *scene) {
		a := s.get("/", 500, "accept-encoding", "gzip")
		s.want("coding", a.header.Get("content-encoding"), "gzip")
		z, err := gzip.NewReader(strings.NewReader(a.body))
		if err != nil {
			s.t.Fatal(err)
		}
		body, err := io.ReadAll(z)
		s.want("body", string(body), `{"error": "Something went wrong on our side, please try again later"}`)
		s.want("error", err, nil)
		s.want("times that the application was asked", s.asked.Load(), int32(3))
		s.want("content", s.recorded(1)["http.response.body.content"], refusal)
	})
}

func TestProduction(t *testing.T) {
	play(t, "production.yaml", nil, func(s *scene) {
		a := s.get("/", 500, "accept", "text/html")
		s.want("type", a.header.Get("content-type"), "text/html; charset=utf-8")
		full := s.recorded(1)
		s.want("the client's id", a.header.Get("x-error-id"), full["error.id"])
		s.get("/", 502)
		s.want("the second one is short", s.recorded(2)["error.repeat_of"], full["error.id"])
		s.want("series", s.series(), labelled)
		if !strings.Contains(s.envoy.Log(), `"message":"wasm log errormask: {\"timestamp\"`) && !strings.Contains(s.envoy.Log(), `"message":"wasm log errormask: `) {
			s.t.Errorf("the log is not JSON:\n%s", s.envoy.Log())
		}
	})
}
