package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"errormask/test/realenvoy"
)

// The formats of a log are Envoy's own: its text, JSON as operators ask for it, and the text that Istio asks for.
func TestLogsOfARealEnvoy(t *testing.T) {
	for name, format := range map[string]string{
		"text":          `null`,
		"JSON":          `{"log_format": {"json_format": {"level": "%l", "timestamp": "%Y-%m-%dT%T.%F", "message": "%j"}}}`,
		"JSON as text":  `{"log_format": {"text_format": "{\"level\":\"%l\",\"msg\":\"%j\"}"}}`,
		"bad JSON":      `{"log_format": {"text_format": "{\"level\":\"%l\",\"msg\":\"%v\"}"}}`,
		"Istio's text":  `{"log_format": {"text_format": "%Y-%m-%dT%T.%fZ\t%l\tenvoy %n %g:%#\t%v\tthread=%t"}}`,
		"escaped lines": `{"log_format": {"text_format": "[%Y-%m-%d %T.%e][%t][%l][%n] [%g:%#] %_"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			got := runTool(t, ".", nil, "logs", "--json", "--path", "/masked", failingEnvoy(t, format))
			if got["status"] != "0\n" || got["stderr"] != "" || strings.Count(got["stdout"], "\n") != 2 {
				t.Fatalf("want two records, got %v", got)
			}
			for line := range strings.Lines(got["stdout"]) {
				if r, ok := parseRecord(line); !ok || r.get("exception.message") != `no "name" of C:\new` || r.get("envoy.route") != routeName {
					t.Errorf("not as it was written: %s", line)
				}
			}
		})
	}
}

// failingEnvoy lets an Envoy with this application_log_config mask three answers, two of them on /masked, and gives the path of its log.
func failingEnvoy(t *testing.T, format string) string {
	t.Helper()
	application := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(500)
		io.WriteString(w, "TypeError: no \"name\" of C:\\new\n    at cart (/srv/cart.js:1:2)")
	}))
	t.Cleanup(application.Close)
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	binary, err := realenvoy.Binary(t.Context(), "", os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	bootstrap := realenvoy.Bootstrap{Listeners: []realenvoy.Listener{{
		Name: "shop", Wasm: filepath.Join(root, "build/errormask.wasm"), Upstream: application.Listener.Addr().String(), RouteName: routeName,
	}}}
	e, err := realenvoy.Start(t.Context(), realenvoy.Options{
		Binary: binary, Dir: t.TempDir(), Bootstrap: bootstrap, Config: withLogConfig(t, bootstrap, format),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Stop()
	for _, path := range []string{"/masked", "/other", "/masked"} {
		if status, body := ask(t, "http://"+e.Address("shop")+path); status != 500 || body != generic {
			t.Errorf("GET %s: %d %s", path, status, body)
		}
	}
	if err := e.WaitIdle(t.Context(), "shop"); err != nil {
		t.Fatal(err)
	}
	return e.LogPath()
}

func withLogConfig(t *testing.T, bootstrap realenvoy.Bootstrap, format string) []byte {
	t.Helper()
	text, err := bootstrap.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	all["application_log_config"] = json.RawMessage(format)
	text, err = json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
