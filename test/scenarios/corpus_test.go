package scenarios

import (
	"testing"

	"errormask/test/corpus"
	"errormask/test/proxy"
	"errormask/test/scenario"
)

const corpusDir = "../corpus"

// journeys are the ways in which each body of the corpus comes to the filter. One way is gone by all bodies before the next one, as a
// filter remembers the last bodies: each of them has to be read anew.
var journeys = []struct {
	name   string
	plan   proxy.Plan
	zipped bool
}{
	{"one piece", proxy.Whole, false},
	{"small pieces", proxy.Small, false},
	{"gzip", proxy.LastEnds, true},
}

// TestCorpus lets each error body through both hosts: the client sees nothing of it, and the record says what a person found in it.
func TestCorpus(t *testing.T) {
	cases, err := corpus.Load(corpusDir)
	if err != nil {
		t.Fatal(err)
	}
	module := loadModule(t)
	hosts := []struct {
		host scenario.Host
		open func(*testing.T) runner
	}{
		{scenario.Engine, func(t *testing.T) runner { return openEngine(t, nil) }},
		{scenario.Wasm, func(t *testing.T) runner { return openWasm(t, module, nil) }},
	}
	prints := map[string]string{}
	for _, h := range hosts {
		for _, j := range journeys {
			t.Run(string(h.host)+" "+j.name, func(t *testing.T) {
				run := h.open(t)
				for _, c := range cases {
					print := runCase(t, c, j.plan, j.zipped, run)
					if first, ok := prints[c.Name]; !ok {
						prints[c.Name] = print
					} else if print != first {
						t.Errorf("%s: fingerprint %q, %q before", c.Name, print, first)
					}
				}
			})
		}
	}
	comparePairs(t, cases, prints)
}

// runCase gives the fingerprint in the one record.
func runCase(t *testing.T, c corpus.Case, plan proxy.Plan, zipped bool, run runner) string {
	t.Helper()
	x, err := scenario.CorpusExchange(c, zipped)
	if err != nil {
		t.Fatal(err)
	}
	got := proxy.Run(x, scenario.Options{}, plan, run)
	if got.Violation != "" {
		t.Errorf("%s: no client can make sense of the answer: %s", c.Name, got.Violation)
	}
	if d := x.DiffAnswer(got.Answer); d != "" {
		t.Errorf("%s: answer (-want +got):\n%s", c.Name, d)
	}
	if len(got.Lines) != 1 {
		t.Errorf("%s: %d records, want 1: %v", c.Name, len(got.Lines), got.Lines)
		return ""
	}
	record := x.ReadCorpusRecord(c, got.Lines[0].Text)
	for _, fault := range record.Faults {
		t.Errorf("%s: %s", c.Name, fault)
	}
	return record.Fingerprint
}

// comparePairs holds what is the same bug, and what is another one, against the fingerprints.
func comparePairs(t *testing.T, cases []corpus.Case, prints map[string]string) {
	t.Helper()
	for _, c := range cases {
		if c.SameAs != "" && prints[c.Name] != prints[c.SameAs] {
			t.Errorf("%s and %s are the same bug, but have the fingerprints %q and %q", c.Name, c.SameAs, prints[c.Name], prints[c.SameAs])
		}
		if c.DiffersFrom != "" && prints[c.Name] == prints[c.DiffersFrom] {
			t.Errorf("%s and %s are different bugs with the same fingerprint %q", c.Name, c.DiffersFrom, prints[c.Name])
		}
		if c.ExceptionType != "" && prints[c.Name] == "" {
			t.Errorf("%s: %s has no fingerprint", c.Name, c.ExceptionType)
		}
	}
}
