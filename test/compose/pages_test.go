package compose

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
)

const (
	example = "../../examples/compose/"
	generic = `{"error": "Internal Server Error"}`
	// password is never to be seen, not even in a record.
	password = "earl-grey-1884"
)

// page is a line of README.md's table: what it promises.
type page struct {
	path, class string
	status      int
}

func promised(t *testing.T) []page {
	t.Helper()
	readme, err := os.ReadFile(example + "README.md")
	if err != nil {
		t.Fatal(err)
	}
	var pages []page
	for _, row := range regexp.MustCompile("(?m)^\\| `(/[a-z]+)` \\| .* \\| (\\d+) \\| `([a-z_]+)` \\|$").FindAllSubmatch(readme, -1) {
		status, err := strconv.Atoi(string(row[2]))
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, page{path: string(row[1]), status: status, class: string(row[3])})
	}
	return pages
}

// canaries are what each page tells without errormask. Envoy gives the last answer, so the shop tells nothing there.
var canaries = map[string][]string{
	"/checkout":        {"STAFF-40", "margin 0.38", "pages.js:", "X-Powered-By"},
	"/coupon":          {"STAFF-40", "tea-master@shop.example", "pages.js:", "X-Powered-By"},
	"/orders":          {password, "shop_rw", "ECONNREFUSED", "pages.js:", "X-Powered-By"},
	"/profile":         {"country", "pages.js:", "X-Powered-By"},
	"/total":           {"cart.items.reduce", "pages.js:", "X-Powered-By"},
	"/report":          {"Array buffer allocation failed", "pages.js:", "X-Powered-By"},
	"/shipping":        {"DOCTYPE &quot;... is not valid JSON", "X-Powered-By"},
	"/recommendations": {"TimeoutError", "X-Powered-By"},
	"/newsletter":      {},
}

// TestPages drives each page of the shop through Envoy.
func TestPages(t *testing.T) {
	pages := promised(t)
	if got, want := len(pages), len(canaries); got != want {
		t.Fatalf("README.md promises %d pages, want %d", got, want)
	}
	dir := install(t)
	partner := serve(t, dir, "partner.js")
	database := refusing(t, 5432, 6432, 26257) // ports of databases
	shop := serve(t, dir, "shop.js", "PARTNER_URL=http://"+partner, "DATABASE_URL=postgres://shop_rw:"+password+"@"+database+"/orders")
	checkHealth(t, "shop", "3000", shop)
	envoytest.Each(t, func(t *testing.T, binary string) {
		e := startEnvoy(t, binary, shop)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		masked := "http://" + e.Address("shop")
		checkHome(t, ctx, "http://"+shop, masked)
		for _, p := range pages {
			checkPage(t, ctx, "http://"+shop, masked, p)
		}
		checkRecords(t, ctx, e, pages)
		checkMetrics(t, ctx, e, pages)
		checkHealth(t, "envoy", "9901", e.Admin())
		if err := e.Stop(); err != nil {
			t.Fatal(err)
		}
		checkAccessLog(t, e.Log(), pages)
	})
}

// answer is a client's: the status, and the header and body as they came.
type answer struct {
	status int
	header http.Header
	body   string
}

func (a answer) String() string { return fmt.Sprint(a.status, a.header, a.body) }

func get(t *testing.T, ctx context.Context, url string) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(body)}
}

// checkHome wants the page that works as the shop gives it.
func checkHome(t *testing.T, ctx context.Context, shop, masked string) {
	t.Helper()
	original, got := get(t, ctx, shop+"/"), get(t, ctx, masked+"/")
	if got.status != 200 || got.body != original.body || got.header.Get("etag") != original.header.Get("etag") {
		t.Errorf("the home page is %v, want %v", got, original)
	}
	for path := range canaries {
		if !strings.Contains(got.body, `href="`+path+`"`) {
			t.Errorf("the home page does not list %s", path)
		}
	}
}

// checkPage wants the shop to tell too much, and Envoy nothing of it.
func checkPage(t *testing.T, ctx context.Context, shop, masked string, p page) {
	t.Helper()
	got := get(t, ctx, masked+p.path)
	if got.status != p.status || got.body != generic || got.header.Get("content-type") != "application/json" {
		t.Errorf("%s: %v", p.path, got)
	}
	tells, ok := canaries[p.path]
	if !ok {
		t.Fatalf("README.md promises %s, which the test does not know", p.path)
	}
	if len(tells) == 0 {
		return
	}
	original := get(t, ctx, shop+p.path)
	for _, canary := range tells {
		if !strings.Contains(original.String(), canary) {
			t.Errorf("%s: the shop does not tell %q: %v", p.path, canary, original)
		}
		if strings.Contains(got.String(), canary) {
			t.Errorf("%s: the client sees %q: %v", p.path, canary, got)
		}
	}
}

// record is what matters here of one.
type record struct {
	ID          string `json:"error.id"`
	Class       string `json:"error.type"`
	Fingerprint string `json:"error.fingerprint"`
	Path        string `json:"url.path"`
	Frame       string `json:"exception.own_frame"`
	Status      int    `json:"http.response.status_code"`
	Content     string `json:"http.response.body.content"`
}

func records(t *testing.T, log string) map[string]record {
	t.Helper()
	found := map[string]record{}
	for line := range strings.Lines(log) {
		_, text, ok := strings.Cut(line, " wasm log errormask: ")
		if !ok {
			continue
		}
		var r record
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		if _, ok := found[r.Path]; ok {
			t.Errorf("%s has a second record: %s", r.Path, text)
		}
		found[r.Path] = r
	}
	return found
}

// checkRecords wants one record of each page, with the promised class and all that the client did not get, but for the password.
func checkRecords(t *testing.T, ctx context.Context, e *realenvoy.Envoy, pages []page) {
	t.Helper()
	if err := e.WaitIdle(ctx, "shop"); err != nil {
		t.Fatal(err)
	}
	found := records(t, e.Log())
	if len(found) != len(pages) {
		t.Errorf("records of %v, want %d", slices.Sorted(maps.Keys(found)), len(pages))
	}
	for _, p := range pages {
		r := found[p.path]
		if r.Class != p.class || r.Status != p.status || r.ID == "" || r.Fingerprint == "" {
			t.Errorf("%s: the record has %+v, want %+v", p.path, r, p)
		}
		for _, canary := range canaries[p.path] {
			if !strings.Contains(r.Content, canary) && canary != password && canary != "X-Powered-By" {
				t.Errorf("%s: the record does not tell %q: %s", p.path, canary, r.Content)
			}
		}
		if slices.Contains(canaries[p.path], "pages.js:") && !strings.Contains(r.Frame, "/pages.js:") {
			t.Errorf("%s: the own frame is %q", p.path, r.Frame)
		}
	}
	if strings.Contains(e.Log(), password) {
		t.Errorf("the log has the password")
	}
}
