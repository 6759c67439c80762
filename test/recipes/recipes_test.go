// Package recipes runs the recipes of docs/record.md, as they are written there, on records that the filter made.
package recipes

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"errormask/filter"
	"errormask/test/proxy"
	"errormask/test/proxy/direct"
	"errormask/test/scenario"
)

// wanted is what each recipe shows of testdata/errors.txtar, in the page's order.
var wanted = []string{
	``,
	`3  null_reference  TypeError: Cannot read properties of undefined (reading 'total')  at renderCart (/srv/shop/cart.js:41:23)
1  database  org.postgresql.util.PSQLException: Connection to db:5432 refused  at shop.Store.open(Store.java:7)
`,
	`1 database
3 null_reference
`,
	`java.lang.RuntimeException: checkout failed
	at shop.Checkout.pay(Checkout.java:51)
Caused by: org.postgresql.util.PSQLException: Connection to db:5432 refused
	at shop.Store.open(Store.java:7)
`,
	`TIME /cart Cannot read properties of undefined (reading 'total')
`,
	`0b9a1f6e-6a0c-4f0e-9a63-6f0d2d8a7c11 SPAN ms Connection to db:5432 refused
`,
}

// varying are what differs in every run.
var varying = []struct {
	pattern *regexp.Regexp
	name    string
}{
	{regexp.MustCompile(`[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z`), `TIME`},
	{regexp.MustCompile(`[0-9.]+ ms`), `SPAN ms`},
}

func TestRecipes(t *testing.T) {
	page, err := os.ReadFile("../../docs/record.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, ok := strings.Cut(string(page), "\n## Recipes\n")
	text, _, _ = strings.Cut(text, "\n## ")
	blocks := regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(text, -1)
	if !ok || len(blocks) != len(wanted) {
		t.Fatalf("docs/record.md has %d recipes, want %d", len(blocks), len(wanted))
	}
	dir := t.TempDir()
	install(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "envoy.log"), []byte(envoyLog(t)), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, block := range blocks {
		if got := run(t, dir, block[1]); got != wanted[i] {
			t.Errorf("%s\n got %s\nwant %s", block[1], got, wanted[i])
		}
	}
}

// install puts a jq into dir.
func install(t *testing.T, dir string) {
	t.Helper()
	build := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(dir, "jq"), "github.com/itchyny/gojq/cmd/gojq")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building jq: %v\n%s", err, out)
	}
}

func run(t *testing.T, dir, recipe string) string {
	t.Helper()
	c := exec.CommandContext(t.Context(), "bash", "-euo", "pipefail", "-c", recipe)
	c.Dir = dir
	c.Env = append(os.Environ(), "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	var errors strings.Builder
	c.Stderr = &errors
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s\n%v\n%s", recipe, err, errors.String())
	}
	text := string(out)
	for _, v := range varying {
		text = v.pattern.ReplaceAllString(text, v.name)
	}
	return text
}

// envoyLog is what Envoy writes when the failures pass by, with the id that a recipe asks for at the database's.
func envoyLog(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("testdata/errors.txtar")
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.Parse("errors", data)
	if err != nil {
		t.Fatal(err)
	}
	f, err := filter.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	log := "[2026-11-24 03:12:01.000][1][info][main] starting main dispatch loop\n"
	id := regexp.MustCompile(`("error.id":)"[^"]+"`)
	open := direct.Open(f)
	for _, x := range s.Exchanges {
		for _, line := range proxy.Run(x, s.Options, proxy.Plans()[0], open).Lines {
			if strings.Contains(line.Text, `"error.type":"database"`) {
				line.Text = id.ReplaceAllString(line.Text, `$1"0b9a1f6e-6a0c-4f0e-9a63-6f0d2d8a7c11"`)
			}
			log += "[2026-11-24 03:12:07.219][9][error][wasm] wasm log errormask: " + line.Text + "\n"
		}
	}
	return log
}
