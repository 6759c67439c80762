package realenvoy

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func startContext(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	return ctx
}

func binary(t *testing.T) string {
	t.Helper()
	path, err := Binary(startContext(t), "", io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestStartServesAndStops(t *testing.T) {
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "from upstream") }))
	defer upstream.Close()
	ctx, dir := startContext(t), t.TempDir()
	var output strings.Builder
	e, err := Start(ctx, Options{
		Binary:    binary(t),
		Bootstrap: Bootstrap{Listeners: []Listener{{Name: "plain", Upstream: upstream.Listener.Addr().String()}}},
		LogLevel:  "info",
		Dir:       dir,
		Output:    &output,
	})
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.Get("http://" + e.Address("plain") + "/")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || string(body) != "from upstream" {
		t.Errorf("body %q, %v", body, err)
	}
	if err := e.WaitIdle(ctx, "plain"); err != nil {
		t.Error(err)
	}
	if err := e.WaitStat(ctx, "http.plain.downstream_rq_2xx", 1); err != nil {
		t.Error(err)
	}
	if err := e.Stop(); err != nil {
		t.Error(err)
	}
	select {
	case <-e.Exited():
	default:
		t.Error("still running after Stop")
	}
	if err := e.Stop(); err != nil {
		t.Errorf("second Stop: %v", err)
	}
	log, err := os.ReadFile(filepath.Join(dir, LogFile))
	if err != nil || !strings.Contains(string(log), "starting main dispatch loop") {
		t.Errorf("log %q, %v", log, err)
	}
	if output.String() != string(log) {
		t.Errorf("output has %d bytes of the log's %d", output.Len(), len(log))
	}
}

func TestStartSaysWhyEnvoyExited(t *testing.T) {
	taken := httptest.NewServer(nil)
	defer taken.Close()
	listener := Listener{Name: "refused", Upstream: taken.Listener.Addr().String(), Wasm: "no-such.wasm"}
	_, err := Start(startContext(t), Options{Binary: binary(t), Bootstrap: Bootstrap{Listeners: []Listener{listener}}})
	if err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "no-such.wasm") ||
		!strings.HasPrefix(err.Error(), "envoy exited at start (exit status 1): ") {
		t.Errorf("got %v", err)
	}
}

func TestStartWithoutBinary(t *testing.T) {
	_, err := Start(startContext(t), Options{Binary: filepath.Join(t.TempDir(), "envoy")})
	if err == nil || !strings.HasPrefix(err.Error(), "starting envoy: ") {
		t.Errorf("got %v", err)
	}
}

func TestMessages(t *testing.T) {
	log := strings.Join([]string{
		"[2026-01-02 03:04:05.678][12][error][wasm] [source/x.cc:1] wasm log shop shop errormask: {\"a\": 1}",
		"[2026-01-02 03:04:05.679][12][critical][wasm] [source/x.cc:1] wasm log shop errormask: refused: it",
		"[2026-01-02 03:04:05.680][12][error][wasm] [source/x.cc:1] wasm log shop2 shop2 errormask: other",
		"a line that wasm log shop shop errormask: forged",
		"",
	}, "\n")
	got := Messages(log, "shop")
	want := []Message{{"error", `{"a": 1}`}, {"critical", "refused: it"}}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %v, want %v", got, want)
	}
}
