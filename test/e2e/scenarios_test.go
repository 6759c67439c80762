package e2e

import (
	"context"
	"strings"
	"testing"

	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
	"errormask/test/scenario"
)

const scenarioDir = "../scenarios"

// TestScenarios runs all scenarios on one Envoy a version, which has a listener for each.
func TestScenarios(t *testing.T) {
	all, err := scenario.Load(scenarioDir)
	if err != nil {
		t.Fatal(err)
	}
	wasm := envoytest.Wasm(t)
	envoytest.Each(t, func(t *testing.T, binary string) {
		answered, _ := sorted(t, all)
		var stages []*stage
		var bootstrap realenvoy.Bootstrap
		for _, s := range answered {
			st := newStage(t, s, wasm)
			stages = append(stages, st)
			bootstrap.Listeners = append(bootstrap.Listeners, st.listener)
		}
		e, ctx := envoytest.Start(t, realenvoy.Options{Binary: binary, Bootstrap: bootstrap})
		t.Run("scenario", func(t *testing.T) {
			for _, st := range stages {
				t.Run(st.scenario.Name, func(t *testing.T) {
					t.Parallel()
					st.run(ctx, t, e)
				})
			}
		})
	})
}

// sorted parts scenarios with exchanges from refused configurations, without those that make no sense here.
func sorted(t *testing.T, all []scenario.Scenario) (answered, refused []scenario.Scenario) {
	t.Helper()
	for _, s := range all {
		switch reason := s.Options.Skip[scenario.Envoy]; {
		case reason != "":
			t.Logf("%s is not for Envoy: %s", s.Name, reason)
		case s.Refused != "":
			refused = append(refused, s)
		default:
			answered = append(answered, s)
		}
	}
	if len(answered) == 0 || len(refused) == 0 {
		t.Fatalf("%d scenarios with exchanges and %d with a refused configuration in %s: want some of both", len(answered), len(refused), scenarioDir)
	}
	return answered, refused
}

// stage is a scenario with its application.
type stage struct {
	scenario scenario.Scenario
	listener realenvoy.Listener
	answers  *inOrder
	upstream *upstream
}

func newStage(t *testing.T, s scenario.Scenario, wasm string) *stage {
	t.Helper()
	st := &stage{scenario: s, answers: newInOrder(s.Exchanges)}
	var err error
	if st.upstream, err = startUpstream(s.Options.Upstream == "h2", st.answers.respond); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(st.upstream.close)
	st.listener = listenerFor(s, wasm, st.upstream.address)
	return st
}

func listenerFor(s scenario.Scenario, wasm, upstream string) realenvoy.Listener {
	l := realenvoy.Listener{
		Name: s.Name, Wasm: wasm, Config: s.Config, Upstream: upstream, UpstreamHTTP2: s.Options.Upstream == "h2",
		BufferLimit: s.Options.BufferLimit, Disabled: s.Options.Disabled,
	}
	for _, r := range s.Options.Routes {
		l.Routes = append(l.Routes, realenvoy.Route(r))
	}
	return l
}

func (st *stage) run(ctx context.Context, t *testing.T, e *realenvoy.Envoy) {
	c := newClient(st.scenario.Options.Downstream, e.Address(st.scenario.Name), "")
	defer c.close()
	seen := len(e.Messages(st.scenario.Name))
	for i, x := range st.scenario.Exchanges {
		if x.Upstream.Refused {
			st.refuse(ctx, t, e)
		}
		answer, err := c.do(x.Request, x.Gone)
		if err != nil {
			t.Errorf("exchange %d: client: %v", i+1, err)
		}
		if err := e.WaitIdle(ctx, st.scenario.Name); err != nil {
			t.Fatalf("exchange %d: %v", i+1, err)
		}
		if rest := c.leftover(); rest != "" {
			t.Errorf("exchange %d: client: after the answer came %s", i+1, rest)
		}
		messages := e.Messages(st.scenario.Name)
		if d := x.WithErrorID(texts(messages[seen:])).DiffAnswer(answer); d != "" {
			t.Errorf("exchange %d: answer (-want +got):\n%s", i+1, d)
		}
		st.checkRecords(t, i, x, messages[seen:])
		seen = len(messages)
		if x.Upstream.Refused {
			if err := st.upstream.open(st.upstream.address); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(st.answers.strays) > 0 {
		t.Errorf("the application got requests that it did not expect: %v", st.answers.strays)
	}
}

func texts(messages []realenvoy.Message) []string {
	var all []string
	for _, m := range messages {
		all = append(all, m.Text)
	}
	return all
}

// refuse returns when Envoy has no connection to the application left that it could use.
func (st *stage) refuse(ctx context.Context, t *testing.T, e *realenvoy.Envoy) {
	t.Helper()
	st.upstream.refuse()
	if err := e.WaitStat(ctx, "cluster."+realenvoy.ClusterName(st.scenario.Name)+".upstream_cx_active", 0); err != nil {
		t.Fatal(err)
	}
}

// checkRecords compares records, under the one name that scenarios have for every cluster.
func (st *stage) checkRecords(t *testing.T, i int, x scenario.Exchange, messages []realenvoy.Message) {
	t.Helper()
	var records, levels []string
	for _, m := range messages {
		records = append(records, strings.ReplaceAll(m.Text, `"`+realenvoy.ClusterName(st.scenario.Name)+`"`, `"upstream"`))
		levels = append(levels, levelName(m.Level))
	}
	if d := x.DiffRecords(records); d != "" {
		t.Errorf("exchange %d: records (-want +got): %s", i+1, d)
	} else if d := x.DiffLevels(levels); d != "" {
		t.Errorf("exchange %d: levels (-want +got): %s", i+1, d)
	}
}

// levelName is the configuration's word for one of Envoy's levels.
func levelName(level string) string {
	if level == "warning" {
		return "warn"
	}
	return level
}
