package istiod

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
			Path        string
			ErrorID     any `json:"error_id"`
			Fingerprint any
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
		got = append(got, access.Path+" "+of)
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
