package demo_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"errormask/examples/demo"
)

// leaks says, for each path, what an attacker learns from the answer: the demo is pointless without it.
var leaks = []struct {
	path        string
	contentType string
	body        []string
	headers     map[string]string
}{
	{"/checkout", "text/html; charset=utf-8",
		[]string{"<pre>Error: no tax rate for region &quot;CH-ZH&quot;", "<br> &nbsp; &nbsp;at taxFor (/srv/shop/src/pricing/tax.js:57:11)", "margin 0.38"},
		map[string]string{"X-Powered-By": "Express"}},
	{"/orders", "application/json",
		[]string{"SQLSTATE[08006]", "Connection refused", `postgresql:\/\/shop_rw:earl-grey-1884@db-orders.internal:5432\/orders`, "SELECT o.id"},
		map[string]string{"X-Powered-By": "PHP/8.3.14", "X-Debug-Token": "5be1c4", "X-Debug-Exception-File": "%2Fvar%2Fwww%2Fshop%2Fvendor%2Fdoctrine%2Fdbal%2Fsrc%2FDriver%2FAPI%2FPostgreSQL%2FExceptionConverter.php:77"}},
	{"/profile", "application/json",
		[]string{"java.lang.NullPointerException: Cannot invoke", `\n\tat com.teashop.account.ProfileService.view(ProfileService.java:63)`},
		nil},
	{"/report", "text/plain; charset=utf-8",
		[]string{"System.OutOfMemoryException", "YearReport.cs:line 88", "Cookie: .TeaShop.Session="},
		map[string]string{"X-Powered-By": "ASP.NET", "Server": "Kestrel"}},
	{"/shipping", "application/json; charset=UTF-8",
		[]string{"JSON::ParserError: unexpected token at '", "503 Service Temporarily Unavailable", "app/clients/parcel_post.rb:31"},
		map[string]string{"X-Runtime": "0.412377"}},
	{"/search", "application/json; charset=utf-8",
		[]string{"Cannot read properties of undefined (reading 'hits')", "http://elastic:darjeeling-2nd-flush@es-2.search.internal:9200"},
		map[string]string{"X-Powered-By": "Express", "ETag": `W/"20a-9RL6ieAqQPQ0yz1JN7Vtupk/4Zw"`}},
}

func TestEachFailureLeaks(t *testing.T) {
	shop := httptest.NewServer(demo.Handler())
	defer shop.Close()
	for _, leak := range leaks {
		t.Run(strings.TrimPrefix(leak.path, "/"), func(t *testing.T) {
			response, body := get(t, shop.URL+leak.path, "identity")
			if response.StatusCode != 500 {
				t.Errorf("status %d, want 500", response.StatusCode)
			}
			if got := response.Header.Get("Content-Type"); got != leak.contentType {
				t.Errorf("content-type %q, want %q", got, leak.contentType)
			}
			if strings.HasPrefix(leak.contentType, "application/json") && !json.Valid([]byte(body)) {
				t.Errorf("the body is not JSON:\n%s", body)
			}
			for _, secret := range leak.body {
				if !strings.Contains(body, secret) {
					t.Errorf("the body does not leak %q:\n%s", secret, body)
				}
			}
			for name, want := range leak.headers {
				if got := response.Header.Get(name); got != want {
					t.Errorf("header %s is %q, want %q", name, got, want)
				}
			}
		})
	}
}

func TestEveryPageIsChecked(t *testing.T) {
	var pages, checked []string
	for _, p := range demo.Pages() {
		pages = append(pages, p.Path)
	}
	for _, leak := range leaks {
		checked = append(checked, leak.path)
	}
	if !slices.Equal(pages, checked) {
		t.Errorf("the application has %q, the test of its leaks %q", pages, checked)
	}
}

func TestHomePageIsHealthyAndListsTheOthers(t *testing.T) {
	shop := httptest.NewServer(demo.Handler())
	defer shop.Close()
	response, body := get(t, shop.URL+"/", "identity")
	if response.StatusCode != 200 {
		t.Errorf("status %d, want 200", response.StatusCode)
	}
	for _, leak := range leaks {
		if link := `<a href="` + leak.path + `">`; !strings.Contains(body, link) {
			t.Errorf("no %s in:\n%s", link, body)
		}
	}
	if response, _ := get(t, shop.URL+"/nothing-here", "identity"); response.StatusCode != 404 {
		t.Errorf("an unknown path: status %d, want 404", response.StatusCode)
	}
}

func TestSearchIsCompressedAndHasATrailer(t *testing.T) {
	shop := httptest.NewServer(demo.Handler())
	defer shop.Close()
	response, compressed := get(t, shop.URL+"/search", "gzip")
	if got := response.Header.Get("Content-Encoding"); got != "gzip" {
		t.Fatalf("content-encoding %q, want gzip", got)
	}
	z, err := gzip.NewReader(strings.NewReader(compressed))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(z)
	if err != nil || !json.Valid(body) {
		t.Errorf("the body is not gzip of JSON: %v\n%s", err, body)
	}
	if got, want := response.Trailer.Get("Server-Timing"), `es;desc="es-2.search.internal/products-v7";dur=1204.7`; got != want {
		t.Errorf("trailer server-timing %q, want %q", got, want)
	}
}

// get gives an answer and its body, read to the end and not decoded.
func get(t *testing.T, url, acceptEncoding string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), "GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", acceptEncoding)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}
