package docs

import (
	"strings"
	"testing"

	"errormask/filter"
	"errormask/test/proxy"
	"errormask/test/proxy/direct"
	"errormask/test/scenario"
)

// TestHeadersInDocs: of the headers that docs/how-it-works.md names the ones are dropped from a masked answer, the others stay.
func TestHeadersInDocs(t *testing.T) {
	_, text, found := strings.Cut(read(t, "docs/how-it-works.md"), "headers those are dropped that")
	dropped, text, separated := strings.Cut(text, "The rest stays:")
	kept, _, ended := strings.Cut(text, "`cache-control")
	if !found || !separated || !ended {
		t.Fatal("docs/how-it-works.md does not tell of headers")
	}
	if n, m := names(dropped), names(kept); len(n) < 14 || len(m) < 4 {
		t.Errorf("%d dropped headers are named, and %d that stay", len(n), len(m))
	}
	for _, name := range names(dropped) {
		if passes(t, name) {
			t.Errorf("%s stays", name)
		}
	}
	for _, name := range names(kept) {
		if !passes(t, name) {
			t.Errorf("%s is dropped", name)
		}
	}
}

// names are the headers in a text; one that begins so stands for x-debug*.
func names(text string) []string {
	var all []string
	for _, span := range code.FindAllStringSubmatch(text, -1) {
		all = append(all, strings.Replace(span[1], "*", "-of-the-application", 1))
	}
	return all
}

// passes tells whether the client gets this header of an application's error.
func passes(t *testing.T, name string) bool {
	t.Helper()
	f, err := filter.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	const mark = "kanarienvogel"
	x := scenario.Exchange{
		Request: scenario.Request{Method: "GET", Path: "/", Authority: "shop.example"}, Gone: -1,
		Upstream: scenario.Upstream{Status: 500, Headers: []scenario.Header{{name, mark}}, Framing: scenario.Chunked, Steps: []scenario.Step{{Data: []byte("failed")}}},
	}
	for _, header := range proxy.Run(x, scenario.Options{}, proxy.Plans()[0], direct.Open(f)).Answer.Headers {
		if header[0] == name && header[1] == mark {
			return true
		}
	}
	return false
}
