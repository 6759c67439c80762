package mesh

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// moduleDir gives where a module's sources are, and with them the schemas that it ships.
func moduleDir(t *testing.T, module string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		t.Fatalf("go list -m %s: %v", module, err)
	}
	return strings.TrimSpace(string(out))
}

// helm matches a line that only Helm reads.
var helm = regexp.MustCompile(`(?m)^\s*\{\{.*\}\}\s*$`)

// schemaWithoutHelm gives a copy of a chart's schema without its templates.
func schemaWithoutHelm(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), filepath.Base(path))
	if err := os.WriteFile(copied, helm.ReplaceAll(text, nil), 0o600); err != nil {
		t.Fatal(err)
	}
	return copied
}
