// Package scenarios holds the scenario files, and the test that runs them on the engine and on the shipped .wasm. The real Envoys are
// up to package e2e.
package scenarios

import (
	"testing"

	"errormask/filter"
	"errormask/test/host"
	"errormask/test/proxy"
	"errormask/test/scenario"
)

// fewest guards against files that are lost, or no longer found.
const fewest = 40

// TestScenarios runs every file on both hosts, with every way to cut the upstream's bodies.
func TestScenarios(t *testing.T) {
	module := loadModule(t)
	all, err := scenario.Load(".")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < fewest {
		t.Errorf("%d scenarios, want %d or more", len(all), fewest)
	}
	hosts := []struct {
		host scenario.Host
		run  func(*testing.T, scenario.Scenario)
	}{{scenario.Engine, onEngine}, {scenario.Wasm, onWasm(module)}}
	for _, s := range all {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			for _, h := range hosts {
				t.Run(string(h.host), func(t *testing.T) {
					if reason, ok := s.Options.Skip[h.host]; ok {
						t.Logf("makes no sense here: %s", reason)
						return
					}
					h.run(t, s)
				})
			}
		})
	}
}

func onEngine(t *testing.T, s scenario.Scenario) {
	if s.Refused != "" {
		_, err := filter.New(s.Config)
		if err == nil {
			t.Fatal("the configuration was taken, want it refused")
		}
		compareLine(t, "errormask: configuration refused: "+err.Error(), s.Refused)
		return
	}
	eachPlan(t, s, func(t *testing.T) runner { return openEngine(t, s.Config) })
}

func onWasm(module *host.Module) func(*testing.T, scenario.Scenario) {
	return func(t *testing.T, s scenario.Scenario) {
		if s.Refused != "" {
			refusedByWasm(t, module, s)
			return
		}
		eachPlan(t, s, func(t *testing.T) runner { return openWasm(t, module, s.Config) })
	}
}

func refusedByWasm(t *testing.T, module *host.Module, s scenario.Scenario) {
	vm := newVM(t, module)
	if _, err := vm.NewPlugin(s.Config); err != host.ErrRefused {
		t.Fatalf("got %v, want %v", err, host.ErrRefused)
	}
	lines := vm.Lines()
	if len(lines) != 1 || levels[lines[0].Level] != "critical" {
		t.Fatalf("logged %v, want one critical line", lines)
	}
	compareLine(t, lines[0].Text, s.Refused)
}

func compareLine(t *testing.T, got, want string) {
	if got != want {
		t.Errorf("logged\n  %s\nwant\n  %s", got, want)
	}
}

// eachPlan gives every plan a fresh host, and lets all exchanges of the scenario go through it.
func eachPlan(t *testing.T, s scenario.Scenario, open func(*testing.T) runner) {
	for _, plan := range proxy.Plans() {
		t.Run(string(plan), func(t *testing.T) {
			run := open(t)
			for i, x := range s.Exchanges {
				check(t, i+1, x, proxy.Run(x, s.Options, plan, run))
			}
		})
	}
}

// levels are the words of the configuration for proxy-wasm's numbers.
var levels = []string{"trace", "debug", "info", "warn", "error", "critical"}

func check(t *testing.T, number int, x scenario.Exchange, got proxy.Result) {
	var lines, words []string
	for _, line := range got.Lines {
		lines = append(lines, line.Text)
		words = append(words, levels[line.Level])
	}
	if got.Violation != "" {
		t.Errorf("exchange %d: no client can make sense of the answer: %s", number, got.Violation)
	}
	if d := x.WithErrorID(lines).DiffAnswer(got.Answer); d != "" {
		t.Errorf("exchange %d: answer (-want +got):\n%s", number, d)
	}
	if d := x.DiffRecords(lines); d != "" {
		t.Errorf("exchange %d: records (-want +got):\n%s", number, d)
	}
	if d := x.DiffLevels(words); d != "" {
		t.Errorf("exchange %d: levels (-want +got):\n%s", number, d)
	}
}
