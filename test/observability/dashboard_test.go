//lint:file-ignore SA1019 the form of dashboards that came before the newest is the one that all Grafanas in use can import

package observability

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-foundation-sdk/go/bargauge"
	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	"github.com/grafana/grafana-foundation-sdk/go/prometheus"
	"github.com/grafana/grafana-foundation-sdk/go/stat"
	"github.com/grafana/grafana-foundation-sdk/go/timeseries"
)

// variables are what Grafana puts in place of its own in an expression.
var variables = strings.NewReplacer("$__range", "6h", "$__rate_interval", "1m", "$policy", ".*", "$cause", ".*", "$class", ".*")

// checkDashboard reads a dashboard as Grafana's types have it, whose unknown members are mistakes, and its expressions as Prometheus does.
func checkDashboard(text string, known []string) error {
	kinds := cog.NewRuntime()
	kinds.RegisterPanelcfgVariant(stat.VariantConfig())
	kinds.RegisterPanelcfgVariant(timeseries.VariantConfig())
	kinds.RegisterPanelcfgVariant(bargauge.VariantConfig())
	kinds.RegisterDataqueryVariant(prometheus.VariantConfig())
	// Where there is no mistake this gives an empty list of them, not nil, and stumbles over that itself: so the panels are read once more.
	if err := new(dashboard.Dashboard).UnmarshalJSONStrict([]byte(text)); err != nil && err.Error() != "" {
		return err
	}
	var d dashboard.Dashboard
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		return err
	}
	if err := d.Validate(); err != nil {
		return err
	}
	seen := map[uint32]bool{}
	for _, p := range d.Panels {
		if err := checkPanel(p.Panel, known); err != nil {
			return err
		}
		if seen[*p.Panel.Id] {
			return fmt.Errorf("panel %s: its id %d stands twice", *p.Panel.Title, *p.Panel.Id)
		}
		seen[*p.Panel.Id] = true
	}
	return checkVariables(d, text, known)
}

func checkPanel(p *dashboard.Panel, known []string) error {
	if len(p.Targets) == 0 || p.Description == nil {
		return fmt.Errorf("panel %s: no expression or no description", *p.Title)
	}
	for _, target := range p.Targets {
		q, ok := target.(*prometheus.Dataquery)
		if !ok {
			return fmt.Errorf("panel %s: its data are not Prometheus'", *p.Title)
		}
		expression := variables.Replace(q.Expr)
		if strings.Contains(expression, "$") {
			return fmt.Errorf("panel %s: a variable that nobody sets in %s", *p.Title, expression)
		}
		if err := unknownMetrics(expression, known); err != nil {
			return fmt.Errorf("panel %s: %w", *p.Title, err)
		}
	}
	return nil
}

// labelValues is how a variable asks for the values of a label.
var labelValues = regexp.MustCompile(`^label_values\(\{__name__=~"([a-z_|]+)"\}, ([a-z]+)\)$`)

// checkVariables wants each variable to be used, and to ask for the label of its name of metrics that exist.
func checkVariables(d dashboard.Dashboard, text string, known []string) error {
	for _, v := range d.Templating.List {
		if !strings.Contains(text, `"$`+v.Name+`\"`) && !strings.Contains(text, "${"+v.Name+"}") {
			return fmt.Errorf("the variable %s is not used", v.Name)
		}
		if v.Type != dashboard.VariableTypeQuery {
			continue
		}
		query := labelValues.FindStringSubmatch(fmt.Sprint(v.Query.Map["query"]))
		if query == nil || query[2] != v.Name {
			return fmt.Errorf("the variable %s is not that label's values: %v", v.Name, v.Query.Map)
		}
		for name := range strings.SplitSeq(query[1], "|") {
			if !slices.Contains(known, name) {
				return fmt.Errorf("the variable %s: there is no metric %q", v.Name, name)
			}
		}
	}
	return nil
}

func TestDashboard(t *testing.T) {
	_, recorded := rulesOf(t, read(t, example+"alerts.yaml"))
	text := read(t, example+"dashboard.json")
	known := append(counters(t), recorded...)
	if err := checkDashboard(text, known); err != nil {
		t.Error(err)
	}
	for _, counter := range counters(t) {
		recording := strings.Replace(strings.TrimSuffix(counter, "_total"), "errormask_", "errormask:", 1) + ":"
		if !strings.Contains(text, counter) && !strings.Contains(text, recording) {
			t.Errorf("no panel has %s", counter)
		}
	}
}

// TestWrongDashboards shows that what TestDashboard looks for it finds.
func TestWrongDashboards(t *testing.T) {
	_, recorded := rulesOf(t, read(t, example+"alerts.yaml"))
	text := read(t, example+"dashboard.json")
	for _, c := range []struct{ old, wrong, want string }{
		{`"title": "errormask",`, `"title": "errormask"`, "invalid character"},
		{`"gridPos": {`, `"gridpos": {`, "gridpos"},
		{`"graphMode": "none"`, `"graphMode": 1`, "graphMode"},
		{`errormask:masked:increase5m{`, `errormask:masked:increase{`, `there is no metric "errormask:masked:increase"`},
		{`sum(errormask_panics_total)`, `sum(errormask_panic_total)`, `there is no metric "errormask_panic_total"`},
		{`sum(errormask_panics_total)`, `sum(errormask_panics_total`, "unclosed left parenthesis"},
		{`[$__rate_interval]`, `[$__interval]`, "a variable that nobody sets"},
		{`"name": "policy"`, `"name": "policies"`, "the variable policies is not used"},
		{`}, cause)",`, `}, causes)",`, "the variable cause is not that label's values"},
		{`errormask_would_mask_total\"}, class`, `errormask_would_total\"}, class`, `the variable class: there is no metric "errormask_would_total"`},
		{`"id": 2,`, `"id": 1,`, "its id 1 stands twice"},
	} {
		if !strings.Contains(text, c.old) {
			t.Errorf("dashboard.json has no %q to be mutated", c.old)
		}
		err := checkDashboard(strings.Replace(text, c.old, c.wrong, 1), append(counters(t), recorded...))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.wrong, err, c.want)
		}
	}
}
