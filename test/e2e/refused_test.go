package e2e

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
	"errormask/test/scenario"
)

// TestRefusedUpdates hands all configurations that must be refused to a running Envoy at once, as xDS would.
func TestRefusedUpdates(t *testing.T) {
	all, err := scenario.Load(scenarioDir)
	if err != nil {
		t.Fatal(err)
	}
	wasm := envoytest.Wasm(t)
	envoytest.Each(t, func(t *testing.T, binary string) {
		_, refused := sorted(t, all)
		var listeners []realenvoy.Listener
		for _, s := range refused {
			listeners = append(listeners, listenerFor(s, wasm, "127.0.0.1:9"))
		}
		// The accepted one keeps the compiled module in memory, or else Envoy would compile it again for each of the others.
		accepted := realenvoy.Listener{Name: "accepted", Wasm: wasm, Upstream: "127.0.0.1:9"}
		e, ctx := envoytest.Start(t, realenvoy.Options{Binary: binary, Bootstrap: realenvoy.Bootstrap{
			Listeners: []realenvoy.Listener{accepted}, Dynamic: discoveryFile(t, listeners), DynamicClusters: listeners,
		}})
		if err := e.WaitStat(ctx, "listener_manager.lds.update_rejected", 1); err != nil {
			t.Fatal(err)
		}
		running, err := e.Listeners(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range refused {
			t.Run(s.Name, func(t *testing.T) {
				if running[s.Name] != "" {
					t.Error("envoy accepted the configuration")
				}
				checkRefusal(t, e.Log(), s)
			})
		}
	})
}

func discoveryFile(t *testing.T, listeners []realenvoy.Listener) string {
	t.Helper()
	text, err := realenvoy.Discovery("1", listeners)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "listeners.json")
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// checkRefusal wants the refusal once, whole and at critical.
func checkRefusal(t *testing.T, log string, s scenario.Scenario) {
	t.Helper()
	var lines []string
	for _, m := range realenvoy.Messages(log, s.Name) {
		if m.Level == "critical" {
			lines = append(lines, m.Text)
		}
	}
	if len(lines) != 1 || lines[0] != s.Refused {
		got, _ := json.MarshalIndent(lines, "", "  ")
		t.Errorf("critical lines %s\nwant one: %s", got, s.Refused)
	}
}

// TestRefusedConfigurationStopsStart has the same refused at start, where it is static: Envoy must not run without the filter.
func TestRefusedConfigurationStopsStart(t *testing.T) {
	all, err := scenario.Load(scenarioDir)
	if err != nil {
		t.Fatal(err)
	}
	wasm := envoytest.Wasm(t)
	envoytest.Each(t, func(t *testing.T, binary string) {
		_, refused := sorted(t, all)
		s, dir := refused[0], envoytest.Dir(t)
		ctx, cancel := context.WithTimeout(t.Context(), envoytest.Timeout)
		defer cancel()
		listeners := []realenvoy.Listener{listenerFor(s, wasm, "127.0.0.1:9")}
		e, err := realenvoy.Start(ctx, realenvoy.Options{Binary: binary, Dir: dir, Bootstrap: realenvoy.Bootstrap{Listeners: listeners}})
		if err == nil {
			e.Stop()
			t.Fatal("envoy started with a refused configuration")
		}
		if !strings.HasPrefix(err.Error(), "envoy exited at start") || !strings.Contains(err.Error(), s.Refused) {
			t.Errorf("error %v\nwant an exit with %s", err, s.Refused)
		}
		log, err := os.ReadFile(filepath.Join(dir, realenvoy.LogFile))
		if err != nil {
			t.Fatal(err)
		}
		checkRefusal(t, string(log), s)
	})
}
