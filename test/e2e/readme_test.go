package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
	"errormask/test/scenario"
)

// TestReadme starts an Envoy on the blocks of README.md that tell how to load errormask, and holds it against what is said of them.
func TestReadme(t *testing.T) {
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	blocks := blocksOf(t, "yaml", filepath.Join(root, "README.md"), "Load it into Envoy")
	if len(blocks) != 2 {
		t.Fatalf("README.md has %d blocks of YAML there, want the filters and a route's switch", len(blocks))
	}
	filters, off := blocks[0], blocks[1]
	configuration := regexp.MustCompile(`(?ms)^ +configuration:\n.*?(^- )`)
	if !configuration.MatchString(filters) {
		t.Fatalf("no configuration to leave out in\n%s", filters)
	}
	binary, err := realenvoy.Binary(t.Context(), "", os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		filters string
		masked  []int
		passes  []string
	}{
		"as it stands":          {filters, []int{500, 503}, []string{"/404", "/off/500", "/off/503"}},
		"without configuration": {configuration.ReplaceAllString(filters, "$1"), []int{500}, []string{"/404", "/503", "/off/500"}},
	} {
		t.Run(name, func(t *testing.T) {
			application, err := startUpstream(false, statusInPath)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(application.close)
			config := fill(t, "testdata/readme.yaml", map[string]string{
				"filters": c.filters, "route": off, "application": socketAddress(t, application.address),
			})
			e, ctx := envoytest.Start(t, realenvoy.Options{Binary: binary, Config: config, WorkDir: root})
			client := newClient("http/1.1", e.Address("readme"), "")
			defer client.close()
			for _, status := range c.masked {
				answer, err := client.do(scenario.Request{Method: "GET", Path: fmt.Sprintf("/%d", status), Authority: "shop.example"}, -1)
				contentType, _ := value(answer.Headers, "content-type")
				if err != nil || answer.Status != status || string(answer.Body) != generic || contentType != "application/json" {
					t.Errorf("%d: want it masked, got %d, %s, %q, %v", status, answer.Status, contentType, answer.Body, err)
				}
			}
			for _, path := range c.passes {
				answer, err := client.do(scenario.Request{Method: "GET", Path: path, Authority: "shop.example"}, -1)
				if err != nil || string(answer.Body) != mark+path {
					t.Errorf("%s: want the original, got %d, %q, %v", path, answer.Status, answer.Body, err)
				}
			}
			if err := e.WaitIdle(ctx, "readme"); err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(e.Log(), ` wasm log errormask: {"timestamp":`); n != len(c.masked) {
				t.Errorf("%d records as README.md has them, want %d, in\n%s", n, len(c.masked), e.Log())
			}
		})
	}
}

// statusInPath answers with the status that ends the path, and with the path in the body.
func statusInPath(_, path string) (scenario.Upstream, bool) {
	var status int
	_, err := fmt.Sscanf(path[strings.LastIndex(path, "/"):], "/%d", &status)
	return scenario.Upstream{
		Status: status, Reason: "Status", Framing: scenario.Chunked, Headers: []scenario.Header{{"content-type", "text/plain"}},
		Steps: []scenario.Step{{Data: []byte(mark + path)}},
	}, err == nil
}
