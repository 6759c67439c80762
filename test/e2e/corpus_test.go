package e2e

import (
	"context"
	"strings"
	"testing"

	"errormask/filter"
	"errormask/test/corpus"
	"errormask/test/proxy"
	engine "errormask/test/proxy/direct"
	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
	"errormask/test/scenario"
)

// sample are bodies of the corpus of all languages and formats. Every other one comes as gzip.
var sample = []string{
	"benign-json-api", "dotnet-developer-page-html", "dotnet-plain-inner", "dotnet-problem-details", "elasticsearch-json", "elixir-phoenix-plain",
	"empty-body", "german-java", "go-json-deadline", "go-panic-nil-pointer", "graphql-apollo-stacktrace", "grpc-gateway-unknown", "japanese-json",
	"java-plain-caused-by-database", "java-plain-secrets", "java-springboot-json-trace", "java-tomcat10-html", "js-express-html-undefined",
	"js-nestjs-json", "js-node-heap", "json-escaped-twice", "json-secret-headers", "kotlin-ktor-plain", "lambda-python", "mongodb-go-text",
	"mysql-syntax-json", "perl-die", "php-fatal-plain", "php-laravel-json-debug", "plain-ansi-colours", "plain-latin1-bytes", "plain-private-key",
	"postgresql-json-object", "proxy-nginx-502", "python-django-html", "python-plain-crlf-secret", "python-requests-read-timeout",
	"rfc9457-detail", "ruby-rails-json", "rust-panic", "scala-akka-plain", "soap11-fault",
}

// TestCorpus lets a sample of the corpus through real Envoys: the records say what a person found in the bodies, and the fingerprints are
// those of the engine in plain Go.
func TestCorpus(t *testing.T) {
	cases := sampled(t)
	exchanges := make([]scenario.Exchange, len(cases))
	for i, c := range cases {
		var err error
		if exchanges[i], err = scenario.CorpusExchange(c, i%2 == 1); err != nil {
			t.Fatal(err)
		}
	}
	prints := printsOfEngine(t, cases, exchanges)
	wasm := envoytest.Wasm(t)
	envoytest.Each(t, func(t *testing.T, binary string) {
		options := scenario.Options{Downstream: "http/1.1", Upstream: "http/1.1"}
		st := newStage(t, scenario.Scenario{Name: "corpus", Options: options, Exchanges: exchanges}, wasm)
		e, ctx := envoytest.Start(t, realenvoy.Options{
			Binary: binary, Bootstrap: realenvoy.Bootstrap{Listeners: []realenvoy.Listener{st.listener}},
		})
		c := newClient(options.Downstream, e.Address("corpus"), "")
		defer c.close()
		for i, x := range exchanges {
			record := st.corpusRecord(ctx, t, e, c, x, cases[i])
			if record.Fingerprint != prints[i] {
				t.Errorf("%s: fingerprint %q, %q in plain Go", cases[i].Name, record.Fingerprint, prints[i])
			}
			for _, fault := range record.Faults {
				t.Errorf("%s: %s", cases[i].Name, fault)
			}
		}
	})
}

// sampled gives the cases of the sample, in its order.
func sampled(t *testing.T) []corpus.Case {
	t.Helper()
	all, err := corpus.Load("../corpus")
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]corpus.Case{}
	for _, c := range all {
		byName[c.Name] = c
	}
	var cases []corpus.Case
	for _, name := range sample {
		c, ok := byName[name]
		if !ok {
			t.Fatalf("there is no body %q in the corpus", name)
		}
		cases = append(cases, c)
	}
	return cases
}

func printsOfEngine(t *testing.T, cases []corpus.Case, exchanges []scenario.Exchange) []string {
	t.Helper()
	f, err := filter.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	open := engine.Open(f)
	prints := make([]string, len(cases))
	for i, x := range exchanges {
		lines := proxy.Run(x, scenario.Options{}, proxy.Whole, open).Lines
		if len(lines) != 1 {
			t.Fatalf("%s: %d records in plain Go, want 1", cases[i].Name, len(lines))
		}
		prints[i] = x.ReadCorpusRecord(cases[i], lines[0].Text).Fingerprint
	}
	return prints
}

// corpusRecord sends one request, and gives what its one record says.
func (st *stage) corpusRecord(ctx context.Context, t *testing.T, e *realenvoy.Envoy, c client, x scenario.Exchange, of corpus.Case) scenario.CorpusRecord {
	t.Helper()
	seen := len(e.Messages(st.scenario.Name))
	answer, err := c.do(x.Request, x.Gone)
	if err != nil {
		t.Fatalf("%s: client: %v", of.Name, err)
	}
	if err := e.WaitIdle(ctx, st.scenario.Name); err != nil {
		t.Fatalf("%s: %v", of.Name, err)
	}
	if d := x.DiffAnswer(answer); d != "" {
		t.Errorf("%s: answer (-want +got):\n%s", of.Name, d)
	}
	var records []string
	for _, m := range e.Messages(st.scenario.Name)[seen:] {
		if strings.HasPrefix(m.Text, "{") {
			records = append(records, m.Text)
		}
	}
	if len(records) != 1 {
		t.Fatalf("%s: %d records, want 1: %v", of.Name, len(records), records)
	}
	return x.ReadCorpusRecord(of, records[0])
}
