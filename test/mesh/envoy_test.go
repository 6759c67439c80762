package mesh

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
)

// plugin is what matters here of a resource.
type plugin struct {
	Kind string
	Spec struct {
		// A WasmPlugin, a TrafficExtension and an EnvoyExtensionPolicy have their configuration in different places, one a list.
		PluginConfig json.RawMessage
		Wasm         json.RawMessage
	}
}

// configuration gives what the proxy gets, nil if the resource is no plugin.
func (p plugin) configuration(t *testing.T) []byte {
	t.Helper()
	switch p.Kind {
	case "WasmPlugin":
		return p.Spec.PluginConfig
	case "TrafficExtension":
		var wasm struct{ PluginConfig json.RawMessage }
		if err := json.Unmarshal(p.Spec.Wasm, &wasm); err != nil {
			t.Fatal(err)
		}
		return wasm.PluginConfig
	case "EnvoyExtensionPolicy":
		var wasm []struct{ Config json.RawMessage }
		if err := json.Unmarshal(p.Spec.Wasm, &wasm); err != nil || len(wasm) != 1 {
			t.Fatalf("%d extensions, %v", len(wasm), err)
		}
		return wasm[0].Config
	}
	return nil
}

// routes are those of virtual-service.yaml, with the names that istiod gives to Envoy's.
func routes(t *testing.T) []realenvoy.Route {
	t.Helper()
	var service struct {
		Spec struct {
			HTTP []struct {
				Name  string
				Match []struct{ URI struct{ Prefix string } }
			}
		}
	}
	if err := yaml.Unmarshal([]byte(manifests(t, "istio")["istio/virtual-service.yaml"]), &service); err != nil {
		t.Fatal(err)
	}
	var all []realenvoy.Route
	for _, route := range service.Spec.HTTP {
		prefix := "/"
		if len(route.Match) > 0 {
			prefix = route.Match[0].URI.Prefix
		}
		all = append(all, realenvoy.Route{Prefix: prefix, Name: route.Name})
	}
	return all
}

const (
	canary = "kanarienvogel"
	masked = `{"error": "Internal Server Error"}`
)

// promises are what the examples say of an error: in which policy and mode it is recorded, and what the client sees. Of the formats it is enough to
// see the beginning.
var promises = map[string][]struct {
	path, policy, mode, sees string
	status                   int
}{
	"istio/gateway.yaml": {
		{"/checkout", "watch", "monitor", canary, 500},
		{"/admin", "", "", canary, 500},
		{"/", "pages", "mask", "<!doctype html>", 503},
	},
	"istio/traffic-extension.yaml":        {{"/", "default", "mask", masked, 502}, {"/checkout", "default", "mask", masked, 500}},
	"istio/sidecar.yaml":                  {{"/", "default", "mask", masked, 500}, {"/", "", "", canary, 503}},
	"istio/waypoint.yaml":                 {{"/", "default", "mask", `{"type": "about:blank", "title": "Internal Server Error"`, 500}},
	"envoy-gateway/extension-policy.yaml": {{"/", "default", "mask", "<!doctype html>", 504}},
}

// TestConfigurations runs each configuration on a real Envoy, behind the routes of virtual-service.yaml.
func TestConfigurations(t *testing.T) {
	all := manifests(t, "istio")
	for name, text := range manifests(t, "envoy-gateway") {
		all[name] = text
	}
	application := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var status int
		fmt.Sscan(r.Header.Get("x-status"), &status)
		w.Header().Set("content-type", "text/plain")
		w.WriteHeader(status)
		io.WriteString(w, canary)
	}))
	defer application.Close()
	var bootstrap realenvoy.Bootstrap
	for name, text := range all {
		var p plugin
		if err := yaml.Unmarshal([]byte(text), &p); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if config := p.configuration(t); config != nil {
			bootstrap.Listeners = append(bootstrap.Listeners, realenvoy.Listener{
				Name: listenerName(name), Wasm: envoytest.Wasm(t), Config: config, Upstream: application.Listener.Addr().String(), Routes: routes(t),
			})
		}
	}
	if len(bootstrap.Listeners) != len(promises) {
		t.Fatalf("%d plugins in the examples, and promises of %d", len(bootstrap.Listeners), len(promises))
	}
	envoytest.Each(t, func(t *testing.T, binary string) {
		e, ctx := envoytest.Start(t, realenvoy.Options{Binary: binary, Bootstrap: bootstrap})
		for name, cases := range promises {
			for _, c := range cases {
				before := len(e.Messages(listenerName(name)))
				if sees := get(ctx, t, "http://"+e.Address(listenerName(name))+c.path, c.status); !strings.HasPrefix(sees, c.sees) {
					t.Errorf("%s: %s with %d: the client sees %q, want %q", name, c.path, c.status, sees, c.sees)
				}
				if err := e.WaitIdle(ctx, listenerName(name)); err != nil {
					t.Fatal(err)
				}
				var policy, mode string
				for _, m := range e.Messages(listenerName(name))[before:] {
					var record map[string]any
					if err := json.Unmarshal([]byte(m.Text), &record); err != nil {
						t.Fatalf("%s: %v in %s", name, err, m.Text)
					}
					policy += fmt.Sprint(record["policy"])
					mode += fmt.Sprint(record["mode"])
				}
				if policy != c.policy || mode != c.mode {
					t.Errorf("%s: %s with %d: recorded as %q in mode %q, want %q in %q", name, c.path, c.status, policy, mode, c.policy, c.mode)
				}
			}
		}
	})
}

func listenerName(file string) string {
	return strings.ReplaceAll(strings.TrimSuffix(file, ".yaml"), "/", "-")
}

// get gives the body of an answer, whose status must arrive.
func get(ctx context.Context, t *testing.T, url string, status int) string {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("x-status", fmt.Sprint(status))
	request.Header.Set("accept", "text/html")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != status {
		t.Errorf("%s: status %d, want %d", url, response.StatusCode, status)
	}
	return string(body)
}
