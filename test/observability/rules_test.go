package observability

import (
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"
)

// rulesOf reads a file of rules as Prometheus does, and gives their expressions and the names of those that record.
func rulesOf(t *testing.T, text string) (expressions, recorded []string) {
	t.Helper()
	groups, errs := rulefmt.Parse([]byte(text), false, model.LegacyValidation, parser.NewParser(parser.Options{}), slog.New(slog.DiscardHandler))
	for _, err := range errs {
		t.Error(err)
	}
	if groups == nil {
		t.FailNow()
	}
	for _, g := range groups.Groups {
		for _, r := range g.Rules {
			expressions = append(expressions, r.Expr)
			if r.Record != "" {
				recorded = append(recorded, r.Record)
			}
		}
	}
	return expressions, recorded
}

func TestRulesKnowTheCounters(t *testing.T) {
	expressions, recorded := rulesOf(t, read(t, example+"alerts.yaml"))
	known := append(counters(t), recorded...)
	for _, e := range expressions {
		if err := unknownMetrics(e, known); err != nil {
			t.Error(err)
		}
	}
	for _, counter := range counters(t) {
		if !strings.Contains(strings.Join(expressions, "\n"), counter) {
			t.Errorf("no rule has %s", counter)
		}
	}
}

func TestRules(t *testing.T) {
	for _, fault := range runRuleTests(t, example+"alerts_test.yaml", "") {
		t.Error(fault)
	}
}

// TestWrongRules: each of these is found by a test of the rules' own, which is not changed for it.
func TestWrongRules(t *testing.T) {
	rules, tests := read(t, example+"alerts.yaml"), read(t, example+"alerts_test.yaml")
	for _, c := range []struct{ old, wrong, test string }{
		{"(errormask_masked_total unless errormask_masked_total offset 5m)\n        or ", "", "the very first error of a kind"},
		{"unless errormask_masked_total offset 5m", "unless errormask_masked_total offset 15m", "many at once"},
		{"or increase(errormask_masked_total[5m])", "", "after a quiet day"},
		{"      unless max_over_time(errormask:masked:increase5m[1d] offset 5m) > 0\n", "", "a kind that is known"},
		{"> 20", "> 25", "many at once"},
		{"for: 2m", "for: 1m", "many at once"},
		{"database|out_of_memory", "database", "one error of the database"},
		{"sum by (policy) (errormask:would_mask", "sum(errormask:would_mask", "lets originals pass"},
		{"(errormask_panics_total unless errormask_panics_total offset 1h)\n        or ", "", "the filter's own failures"},
		{"errormask_decode_failed_total unless", "errormask_panics_total unless", "records that lack something"},
		{"severity: info", "severity: none", "records that lack something"},
	} {
		if !strings.Contains(rules, c.old) {
			t.Errorf("alerts.yaml has no %q to be mutated", c.old)
		}
		dir := t.TempDir()
		write(t, filepath.Join(dir, "alerts.yaml"), strings.Replace(rules, c.old, c.wrong, 1))
		write(t, filepath.Join(dir, "alerts_test.yaml"), tests)
		if runRuleTests(t, filepath.Join(dir, "alerts_test.yaml"), c.test) == nil {
			t.Errorf("%q for %q: the test %q finds nothing", c.wrong, c.old, c.test)
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestPrometheusConfiguration reads the file of examples/compose, which loads the rules.
func TestPrometheusConfiguration(t *testing.T) {
	c, err := config.LoadFile("../../examples/compose/prometheus.yaml", false, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.ScrapeConfigs) != 1 || c.ScrapeConfigs[0].MetricsPath != "/stats/prometheus" {
		t.Errorf("it scrapes %+v", c.ScrapeConfigs)
	}
	if len(c.RuleFiles) != 1 || filepath.Base(c.RuleFiles[0]) != "alerts.yaml" {
		t.Errorf("it has the rules %q", c.RuleFiles)
	}
}

// TestPrometheusVersion: what runs in examples/compose is what the rules are tested with. Prometheus 3.15.1 is the module's v0.315.1.
func TestPrometheusVersion(t *testing.T) {
	image := regexp.MustCompile(`prom/prometheus:v3\.(\d+\.\d+)\n`).FindStringSubmatch(read(t, "../../examples/compose/compose.yaml"))
	if image == nil {
		t.Fatal("compose.yaml has no Prometheus 3")
	}
	if want := "github.com/prometheus/prometheus v0.3" + image[1] + "\n"; !strings.Contains(read(t, "go.mod"), want) {
		t.Errorf("go.mod does not have %s", want)
	}
}
