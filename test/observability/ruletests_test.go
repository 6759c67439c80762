package observability

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/promql/promqltest"
	"github.com/prometheus/prometheus/rules"
	"go.yaml.in/yaml/v4"
)

// ruleTests is a file for promtool test rules, as far as ours goes. promtool itself is a command that takes minutes to compile; what it does the tests
// of rules here do with Prometheus' own engine, storage and rules.
type ruleTests struct {
	RuleFiles []string       `yaml:"rule_files"`
	Interval  model.Duration `yaml:"evaluation_interval"`
	Tests     []ruleTest     `yaml:"tests"`
}

type ruleTest struct {
	Name        string         `yaml:"name"`
	Interval    model.Duration `yaml:"interval"`
	Series      []series       `yaml:"input_series"`
	Alerts      []alertTest    `yaml:"alert_rule_test"`
	Expressions []exprTest     `yaml:"promql_expr_test"`
}

type series struct {
	Series string `yaml:"series"`
	Values string `yaml:"values"`
}

type alertTest struct {
	At   model.Duration `yaml:"eval_time"`
	Name string         `yaml:"alertname"`
	Want []alert        `yaml:"exp_alerts"`
}

type alert struct {
	Labels      map[string]string `yaml:"exp_labels"`
	Annotations map[string]string `yaml:"exp_annotations"`
}

type exprTest struct {
	Expr string         `yaml:"expr"`
	At   model.Duration `yaml:"eval_time"`
	Want []sample       `yaml:"exp_samples"`
}

type sample struct {
	Labels string  `yaml:"labels"`
	Value  float64 `yaml:"value"`
}

// runRuleTests gives what is not as the file expects it, of those tests that have the given words in their names.
func runRuleTests(t *testing.T, path, words string) (faults []string) {
	t.Helper()
	var file ruleTests
	decoder := yaml.NewDecoder(strings.NewReader(read(t, path)))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	found := false
	for _, test := range file.Tests {
		if !strings.Contains(test.Name, words) {
			continue
		}
		found = true
		for _, fault := range test.run(t, filepath.Dir(path), file) {
			faults = append(faults, test.Name+": "+fault)
		}
	}
	if !found {
		t.Fatalf("%s has no test %q", path, words)
	}
	return faults
}

// moment is the start of a test, and d later.
func moment(d model.Duration) time.Time { return time.Unix(0, 0).UTC().Add(time.Duration(d)) }

// run evaluates the rules at each interval, and looks at those times that have expectations.
func (r ruleTest) run(t *testing.T, dir string, file ruleTests) (faults []string) {
	t.Helper()
	loader, err := promqltest.NewLazyLoader(r.load(), promqltest.LazyLoaderOpts{EnableAtModifier: true, EnableNegativeOffset: true})
	if err != nil {
		t.Fatal(err)
	}
	defer loader.Close()
	groups := loadRules(t, loader, dir, file)
	for now := model.Duration(0); now <= r.end(); now += file.Interval {
		loader.WithSamplesTill(moment(now), func(err error) {
			if err != nil {
				t.Fatal(err)
			}
		})
		for _, g := range groups {
			g.Eval(t.Context(), moment(now))
			for _, rule := range g.Rules() {
				if rule.LastError() != nil {
					t.Fatalf("%s: %v", rule.Name(), rule.LastError())
				}
			}
		}
		faults = append(faults, r.check(t, now, loader, groups)...)
	}
	return faults
}

// load is the series in the language of promqltest.
func (r ruleTest) load() string {
	text := "load " + r.Interval.String() + "\n"
	for _, s := range r.Series {
		text += "  " + s.Series + " " + s.Values + "\n"
	}
	return text
}

// end is the time of the last expectation.
func (r ruleTest) end() (last model.Duration) {
	for _, a := range r.Alerts {
		last = max(last, a.At)
	}
	for _, e := range r.Expressions {
		last = max(last, e.At)
	}
	return last
}

func loadRules(t *testing.T, loader *promqltest.LazyLoader, dir string, file ruleTests) map[string]*rules.Group {
	t.Helper()
	manager := rules.NewManager(&rules.ManagerOptions{
		QueryFunc:  rules.EngineQueryFunc(loader.QueryEngine(), loader.Storage()),
		Appendable: loader.Storage(),
		Context:    t.Context(),
		NotifyFunc: func(context.Context, string, ...*rules.Alert) {},
		Logger:     slog.New(slog.DiscardHandler),
		Parser:     parser.NewParser(parser.Options{}),
	})
	var paths []string
	for _, name := range file.RuleFiles {
		paths = append(paths, filepath.Join(dir, name))
	}
	groups, errs := manager.LoadGroups(time.Duration(file.Interval), labels.EmptyLabels(), "", nil, false, paths...)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return groups
}

// check compares what is expected at this time.
func (r ruleTest) check(t *testing.T, now model.Duration, loader *promqltest.LazyLoader, groups map[string]*rules.Group) (faults []string) {
	t.Helper()
	for _, a := range r.Alerts {
		if a.At != now {
			continue
		}
		var want []string
		for _, e := range a.Want {
			e.Labels["alertname"] = a.Name
			want = append(want, fmt.Sprint(labels.FromMap(e.Labels), labels.FromMap(e.Annotations)))
		}
		if got := firing(t, groups, a.Name); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			faults = append(faults, fmt.Sprintf("%s at %s: got %q, want %q", a.Name, now, got, want))
		}
	}
	for _, e := range r.Expressions {
		if e.At != now {
			continue
		}
		var want []string
		for _, s := range e.Want {
			metric, err := parser.NewParser(parser.Options{}).ParseMetric(s.Labels)
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, fmt.Sprint(metric, s.Value))
		}
		if got := query(t, loader, e.Expr, moment(now)); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			faults = append(faults, fmt.Sprintf("%s at %s: got %q, want %q", e.Expr, now, got, want))
		}
	}
	return faults
}

// firing gives the alerts of that name, with their labels and annotations.
func firing(t *testing.T, groups map[string]*rules.Group, name string) []string {
	t.Helper()
	var got []string
	found := false
	for _, g := range groups {
		for _, rule := range g.AlertingRules() {
			if rule.Name() != name {
				continue
			}
			found = true
			for _, a := range rule.ActiveAlerts() {
				if a.State == rules.StateFiring {
					got = append(got, fmt.Sprint(a.Labels, a.Annotations))
				}
			}
		}
	}
	if !found {
		t.Fatalf("there is no alert %s", name)
	}
	slices.Sort(got)
	return got
}

func query(t *testing.T, loader *promqltest.LazyLoader, expr string, at time.Time) []string {
	t.Helper()
	q, err := loader.QueryEngine().NewInstantQuery(t.Context(), loader.Queryable(), nil, expr, at)
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	result := q.Exec(t.Context())
	vector, err := result.Vector()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range vector {
		got = append(got, sampleString(s))
	}
	slices.Sort(got)
	return got
}

func sampleString(s promql.Sample) string { return fmt.Sprint(s.Metric, s.F) }
