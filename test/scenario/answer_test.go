package scenario

import (
	"slices"
	"strings"
	"testing"
)

const generic = `{"error": "Internal Server Error"}`

func masked() (Exchange, Answer) {
	x := Exchange{
		Gone:     -1,
		Upstream: Upstream{Status: 500, Headers: []Header{{"content-length", "6"}}, Steps: []Step{{Data: []byte("secret")}}},
		Client: Client{
			Status:  500,
			Headers: []Header{{"content-type", "application/json"}, {"set-cookie", "b=2"}, {"set-cookie", "a=1"}, {"content-length", "34"}},
			Body:    []byte(generic),
		},
	}
	return x, Answer{
		Status: 500, Reason: "Internal Server Error", Complete: true, Body: []byte(generic),
		Headers: []Header{
			{"Content-Type", "application/json"}, {"content-length", "34"}, {"set-cookie", "a=1"}, {"set-cookie", "b=2"},
			{"date", "today"}, {"server", "envoy"}, {"x-envoy-upstream-service-time", "1"}, {"connection", "close"},
			{"transfer-encoding", "chunked"}, {"keep-alive", "timeout=5"},
		},
	}
}

func TestDiffAnswer(t *testing.T) {
	x, right := masked()
	if d := x.DiffAnswer(right); d != "" {
		t.Fatalf("the right answer differs:\n%s", d)
	}
	right.Reason = ""
	if d := x.DiffAnswer(right); d != "" {
		t.Fatalf("the right answer in HTTP/2 differs:\n%s", d)
	}
	wrong := map[string]func(*Answer){
		"status":                func(a *Answer) { a.Status = 502 },
		"reason":                func(a *Answer) { a.Reason = "NullPointerException" },
		"value":                 func(a *Answer) { a.Headers[0][1] = "text/html" },
		"one cookie":            func(a *Answer) { a.Headers = slices.Delete(a.Headers, 2, 3) },
		"cookie twice":          func(a *Answer) { a.Headers[3] = a.Headers[2] },
		"content-length":        func(a *Answer) { a.Headers[1][1] = "6" },
		"no content-length":     func(a *Answer) { a.Headers = slices.Delete(a.Headers, 1, 2) },
		"another header":        func(a *Answer) { a.Headers = append(a.Headers, Header{"x-powered-by", "PHP"}) },
		"the upstream's server": func(a *Answer) { a.Headers[5][1] = "Apache" },
		"no body":               func(a *Answer) { a.Body = nil },
		"more body":             func(a *Answer) { a.Body = []byte(generic + "secret") },
		"trailers":              func(a *Answer) { a.Trailers = []Header{{"x-stack", "secret"}} },
		"incomplete":            func(a *Answer) { a.Complete = false },
	}
	for name, change := range wrong {
		x, a := masked()
		change(&a)
		if x.DiffAnswer(a) == "" {
			t.Errorf("%s: not found wrong", name)
		}
	}
}

func TestDiffAnswerWantsNoContentLength(t *testing.T) {
	x, a := masked()
	x.Client.Headers = x.Client.Headers[:3]
	if x.DiffAnswer(a) == "" {
		t.Error("a content-length that was not expected is not found")
	}
}

func TestDiffAnswerUntouched(t *testing.T) {
	x := Exchange{
		Gone: -1,
		Upstream: Upstream{
			Status: 404, Reason: "Nope", Headers: []Header{{"etag", `"1"`}, {"connection", "close"}},
			Steps: []Step{{Data: []byte("not ")}, {Data: []byte("here")}}, Trailers: []Header{{"x-sum", "9"}},
		},
		Client: Client{Untouched: true},
	}
	right := func() Answer {
		return Answer{
			Status: 404, Reason: "Not Found", Headers: []Header{{"etag", `"1"`}, {"content-length", "8"}},
			Body: []byte("not here"), Trailers: []Header{{"x-sum", "9"}}, Complete: true,
		}
	}
	if d := x.DiffAnswer(right()); d != "" {
		t.Fatalf("the right answer differs:\n%s", d)
	}
	wrong := map[string]func(*Answer){
		"status":         func(a *Answer) { a.Status = 500 },
		"header gone":    func(a *Answer) { a.Headers = a.Headers[1:] },
		"header changed": func(a *Answer) { a.Headers[0][1] = `"2"` },
		"header more":    func(a *Answer) { a.Headers = append(a.Headers, Header{"cache-control", "no-store"}) },
		"body":           func(a *Answer) { a.Body = []byte("not her") },
		"trailers":       func(a *Answer) { a.Trailers = nil },
		"incomplete":     func(a *Answer) { a.Complete = false },
	}
	for name, change := range wrong {
		a := right()
		change(&a)
		if x.DiffAnswer(a) == "" {
			t.Errorf("%s: not found wrong", name)
		}
	}
}

func TestDiffAnswerUntouchedKeepsContentLength(t *testing.T) {
	x := Exchange{Gone: -1, Upstream: Upstream{Status: 200, Headers: []Header{{"content-length", "99"}}}, Client: Client{Untouched: true}}
	if x.DiffAnswer(Answer{Status: 200, Complete: true}) == "" {
		t.Error("a lost content-length is not found")
	}
}

func TestDiffAnswerOfRefusedUpstream(t *testing.T) {
	x := Exchange{Gone: -1, Upstream: Upstream{Refused: true}, Client: Client{Untouched: true}}
	own := Answer{
		Status: 503, Headers: []Header{{"content-type", "text/plain"}, {"content-length", "99"}}, Complete: true,
		Body: []byte("upstream connect error or disconnect/reset before headers. Connection refused"),
	}
	if d := x.DiffAnswer(own); d != "" {
		t.Errorf("the proxy's own answer differs:\n%s", d)
	}
	own.Body = []byte(generic)
	if x.DiffAnswer(own) == "" {
		t.Error("another body is not found wrong")
	}
}

func TestDiffAnswerIncomplete(t *testing.T) {
	x := Exchange{Gone: -1, Upstream: Upstream{Status: 200, Steps: []Step{{Data: []byte("abcd")}, {Reset: true}}}}
	x.Client = Client{Untouched: true, Incomplete: true}
	if d := x.DiffAnswer(Answer{Status: 200, Body: []byte("ab")}); d != "" {
		t.Errorf("the beginning of the body differs:\n%s", d)
	}
	for _, a := range []Answer{{Status: 200, Body: []byte("ax")}, {Status: 200, Body: []byte("abcd"), Complete: true}} {
		if x.DiffAnswer(a) == "" {
			t.Errorf("%+v is not found wrong", a)
		}
	}
}

func TestDiffAnswerOfClientThatGoes(t *testing.T) {
	x, a := masked()
	x.Gone = 5
	a.Body, a.Complete = a.Body[:5], false
	if d := x.DiffAnswer(a); d != "" {
		t.Errorf("the first bytes differ:\n%s", d)
	}
	a.Body = []byte("secre")
	if x.DiffAnswer(a) == "" {
		t.Error("other bytes are not found wrong")
	}
}

func TestDiffAnswerShortensBodies(t *testing.T) {
	x, a := masked()
	long := strings.Repeat("x", 1<<20)
	x.Client.Body, a.Body = []byte(long), []byte(long[:1<<19]+"!"+long[:1<<19])
	if d := x.DiffAnswer(a); len(d) > 5000 || !strings.Contains(d, "!") {
		t.Errorf("a difference of %d bytes", len(d))
	}
}

func TestDiffAnswerKnowsEnvoysPhrases(t *testing.T) {
	x := Exchange{Gone: -1, Client: Client{Status: 599}}
	for phrase, right := range map[string]bool{"": true, "Unknown": true, "Last Unassigned Server Error Code": true, "Payload Too Large": false, "secret": false} {
		if d := x.DiffAnswer(Answer{Status: 599, Reason: phrase, Complete: true}); (d == "") != right {
			t.Errorf("reason %q: difference %q", phrase, d)
		}
	}
}
