package compose

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"errormask/test/realenvoy"
)

// checkMetrics wants the counters as Prometheus gets them, and no other of errormask's.
func checkMetrics(t *testing.T, ctx context.Context, e *realenvoy.Envoy, pages []page) {
	t.Helper()
	text, err := e.AdminGet(ctx, "/stats/prometheus")
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "errormask_") {
			got = append(got, strings.TrimSpace(line))
		}
	}
	counts := map[string]int{}
	for _, p := range pages {
		counts[p.class]++
	}
	for class, n := range counts {
		want = append(want, fmt.Sprintf(`errormask_masked_total{class="5xx",cause="%s",policy="default"} %d`, class, n))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("metrics\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// access is a line of the access log.
type access struct {
	Path        string `json:"path"`
	Status      int    `json:"status"`
	ID          string `json:"error_id"`
	Fingerprint string `json:"fingerprint"`
}

// checkAccessLog wants a line for each page with the id and the fingerprint of its record, and one without for the home page.
func checkAccessLog(t *testing.T, log string, pages []page) {
	t.Helper()
	want := map[string]access{"/": {Path: "/", Status: 200}}
	found := records(t, log)
	for _, p := range pages {
		want[p.path] = access{p.path, p.status, found[p.path].ID, found[p.path].Fingerprint}
	}
	lines := 0
	for line := range strings.Lines(log) {
		if !strings.HasPrefix(line, "{") {
			continue
		}
		lines++
		var got access
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		if got != want[got.Path] {
			t.Errorf("the access log has %s\nwant %+v", line, want[got.Path])
		}
	}
	if lines != len(want) {
		t.Errorf("the access log has %d lines, want %d", lines, len(want))
	}
}

// checkHealth runs compose's health check of a service against the one at an address, and against an address where there is none.
func checkHealth(t *testing.T, service, port, address string) {
	t.Helper()
	check := loadExample(t).Services[service].HealthCheck.Test
	if !strings.Contains(strings.Join(check, " "), port) {
		t.Fatalf("the health check of %s does not ask port %s: %q", service, port, check)
	}
	run := func(address string) error {
		_, actual, err := net.SplitHostPort(address)
		if err != nil {
			t.Fatal(err)
		}
		var args []string
		for _, arg := range check[1:] {
			args = append(args, strings.ReplaceAll(arg, port, actual))
		}
		if args[0] == "node" {
			args[0] = node(t)
		}
		if out, err := exec.CommandContext(t.Context(), args[0], args[1:]...).CombinedOutput(); err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		return nil
	}
	if err := run(address); err != nil {
		t.Errorf("a healthy %s: %v", service, err)
	}
	if run(refusing(t, 0)) == nil {
		t.Errorf("a missing %s is healthy", service)
	}
}
