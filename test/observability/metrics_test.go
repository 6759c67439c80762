package observability

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/prometheus/prometheus/promql/parser"
)

const example = "../../examples/observability/"

func read(t *testing.T, name string) string {
	t.Helper()
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}

// counters are the metrics that the filter has, by its source.
func counters(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, match := range regexp.MustCompile(`= +"(errormask_[a-z_]+)"`).FindAllStringSubmatch(read(t, "../../filter/counters.go"), -1) {
		names = append(names, match[1])
	}
	if len(names) < 5 {
		t.Fatalf("filter/counters.go has only the counters %q", names)
	}
	return names
}

// unknownMetrics parses an expression and says which of its selectors are not among the known metrics.
func unknownMetrics(expression string, known []string) error {
	e, err := parser.NewParser(parser.Options{}).ParseExpr(expression)
	if err != nil {
		return fmt.Errorf("%s: %w", expression, err)
	}
	var problem error
	parser.Inspect(e, func(node parser.Node, _ []parser.Node) error {
		if s, ok := node.(*parser.VectorSelector); ok && !slices.Contains(known, s.Name) {
			problem = fmt.Errorf("%s: there is no metric %q", expression, s.Name)
		}
		return nil
	})
	return problem
}

func TestUnknownMetrics(t *testing.T) {
	known := counters(t)
	for expression, wrong := range map[string]bool{
		`sum(rate(errormask_masked_total{policy="a"}[5m]))`: false,
		`sum(rate(errormask_masked{policy="a"}[5m]))`:       true,
		`errormask_masked_total unless errormask_total`:     true,
		`sum(rate(errormask_masked_total))`:                 true,
		`sum(errormask_masked_total`:                        true,
	} {
		if err := unknownMetrics(expression, known); (err != nil) != wrong {
			t.Errorf("%s: got %v", expression, err)
		}
	}
}
