package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
	"errormask/test/scenario"
)

// TestPoliciesPage starts an Envoy on what docs/configuration.md shows of policies, the configuration and a route whose metadata names one, and holds
// it against what is said of them.
func TestPoliciesPage(t *testing.T) {
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(root, "docs/configuration.md")
	configurations, routes := blocksOf(t, "json", page, "Policies by route"), blocksOf(t, "yaml", page, "Policies by route")
	if len(configurations) != 1 || len(routes) != 1 {
		t.Fatalf("%s shows %d configurations and %d routes with policies, want one of each", page, len(configurations), len(routes))
	}
	binary, err := realenvoy.Binary(t.Context(), "", os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	misspelt := strings.Replace(routes[0], "policy: watch", "policy: wach", 1)
	if misspelt == routes[0] {
		t.Fatalf("no policy to misspell in\n%s", routes[0])
	}
	unknown := `wasm log errormask: errormask: a route's metadata names the policy "wach"`
	others := map[string]string{"/checkout/500": "watch", "/metrics/500": "", "/other/500": "default", "/shop/500": "pages"}
	for name, c := range map[string]struct {
		routes, search string
		warnings       int
	}{
		"as it stands":   {routes[0], "watch", 0},
		"no such policy": {misspelt, "default", 1},
	} {
		t.Run(name, func(t *testing.T) {
			application, err := startUpstream(false, statusInPath)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(application.close)
			config := fill(t, "testdata/policies.yaml", map[string]string{
				"routes": c.routes, "configuration": configurations[0], "application": socketAddress(t, application.address),
			})
			e, ctx := envoytest.Start(t, realenvoy.Options{Binary: binary, Config: config, WorkDir: root})
			client := newClient("http/1.1", e.Address("policies"), "")
			defer client.close()
			policies := map[string]string{"/search/500": c.search}
			for path, policy := range others {
				policies[path] = policy
			}
			for path := range policies {
				answer, err := client.do(scenario.Request{Method: "GET", Path: path, Authority: "shop.example"}, -1)
				shown := policies[path] == "watch" || policies[path] == ""
				if err != nil || answer.Status != 500 || strings.Contains(string(answer.Body), mark) != shown {
					t.Errorf("%s: want the original to pass: %t, got %d, %q, %v", path, shown, answer.Status, answer.Body, err)
				}
			}
			if err := e.WaitIdle(ctx, "policies"); err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(e.Log(), unknown); n != c.warnings {
				t.Errorf("%d warnings, want %d, in\n%s", n, c.warnings, e.Log())
			}
			for path, policy := range policies {
				if got := policyOf(e.Log(), path); got != policy {
					t.Errorf("%s: the record has the policy %q, want %q", path, got, policy)
				}
			}
		})
	}
}

// policyOf gives the policy in the record of a path, or nothing if there is no record.
func policyOf(log, path string) string {
	for line := range strings.Lines(log) {
		if strings.Contains(line, `"url.path":"`+path+`"`) {
			_, rest, _ := strings.Cut(line, `"policy":"`)
			policy, _, _ := strings.Cut(rest, `"`)
			return policy
		}
	}
	return ""
}
