package workflows

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
)

// rules are ours, beside actionlint's. Each gets the workflow and its lines.
var rules = []func(*testing.T, *actionlint.Workflow, []string) []string{pins, permissions, commands, toolchain, matrix}

var pinned = regexp.MustCompile(`uses: ([a-z-]+/[a-z-]+)@([0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+)$`)

// pins wants each action as a commit: a tag can be moved. An action has one version in a workflow.
func pins(_ *testing.T, w *actionlint.Workflow, lines []string) (all []string) {
	first := map[string]int{}
	for _, step := range steps(w) {
		action, ok := step.Exec.(*actionlint.ExecAction)
		if !ok {
			continue
		}
		line := action.Uses.Pos.Line
		match := pinned.FindStringSubmatch(lines[line-1])
		if match == nil {
			all = append(all, fmt.Sprintf("%d: %s is not pinned: want a commit's 40 digits, and its version in a comment", line, action.Uses.Value))
			continue
		}
		if other, ok := first[match[1]]; !ok {
			first[match[1]] = line
		} else if before := pinned.FindStringSubmatch(lines[other-1]); before[2] != match[2] {
			all = append(all, fmt.Sprintf("%d: %s is pinned to %s here, and to %s in line %d", line, match[1], match[2], before[2], other))
		}
		if match[1] == "actions/checkout" && input(action, "persist-credentials") != "false" {
			all = append(all, fmt.Sprintf("%d: the checkout leaves its token behind: want persist-credentials: false", line))
		}
	}
	return all
}

// allowed are the permissions of each workflow and of its jobs.
var allowed = map[string]string{
	"test": "contents: read", "release": "",
	"release/build": "contents: read", "release/publish": "attestations: write, contents: write, id-token: write",
}

func permissions(_ *testing.T, w *actionlint.Workflow, _ []string) (all []string) {
	name := w.Name.Value
	if w.Permissions == nil {
		return []string{"1: the workflow has all permissions that the repository gives: want the ones it needs"}
	}
	if got := list(w.Permissions); got != allowed[name] {
		all = append(all, fmt.Sprintf("%d: the workflow may %s, want %s", w.Permissions.Pos.Line, got, allowed[name]))
	}
	for _, job := range w.Jobs {
		if job.Permissions == nil {
			continue
		}
		if got, want := list(job.Permissions), allowed[name+"/"+job.ID.Value]; got != want {
			all = append(all, fmt.Sprintf("%d: job %s may %s, want %s", job.Permissions.Pos.Line, job.ID.Value, got, want))
		}
	}
	return all
}

func list(p *actionlint.Permissions) string {
	if p.All != nil {
		return p.All.Value
	}
	var all []string
	for name, scope := range p.Scopes {
		all = append(all, name+": "+scope.Value.Value)
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

var target = regexp.MustCompile(`^make ([a-z-]+)`)

// commands wants what a developer runs too, and nothing that GitHub puts into a script's text.
func commands(t *testing.T, w *actionlint.Workflow, _ []string) (all []string) {
	makefile := read(t, "Makefile")
	for _, step := range steps(w) {
		run, ok := step.Exec.(*actionlint.ExecRun)
		if !ok {
			continue
		}
		script, line := strings.TrimSpace(run.Run.Value), run.Run.Pos.Line
		if strings.Contains(script, "${{") {
			all = append(all, fmt.Sprintf("%d: an expression becomes text of the script: give it as an environment variable", line))
		}
		if match := target.FindStringSubmatch(script); match != nil {
			if !strings.Contains(makefile, "\n"+match[1]+": ") {
				all = append(all, fmt.Sprintf("%d: the Makefile has no target %s", line, match[1]))
			}
		} else if !slices.Contains(scripts, script) && script != ".ci/run" {
			all = append(all, fmt.Sprintf("%d: want what the Makefile or .ci/run does, not %s", line, script))
		}
	}
	return all
}

var exact = regexp.MustCompile(`^1\.[0-9]+\.[0-9]+$`)

// toolchain wants what a release is built with to be the same next year.
func toolchain(_ *testing.T, w *actionlint.Workflow, _ []string) (all []string) {
	for _, job := range w.Jobs {
		for _, label := range job.RunsOn.Labels {
			if label.Value != "ubuntu-24.04" {
				all = append(all, fmt.Sprintf("%d: job %s runs on %s, which changes: want ubuntu-24.04", label.Pos.Line, job.ID.Value, label.Value))
			}
		}
	}
	for _, step := range steps(w) {
		action, ok := step.Exec.(*actionlint.ExecAction)
		if !ok || !strings.HasPrefix(action.Uses.Value, "actions/setup-go@") {
			continue
		}
		if !exact.MatchString(input(action, "go-version")) {
			all = append(all, fmt.Sprintf("%d: Go's version is not an exact one, so a release could not be built again", action.Uses.Pos.Line))
		}
		if w.Name.Value == "release" && input(action, "cache") != "false" {
			all = append(all, fmt.Sprintf("%d: a release must not be built from a cache: want cache: false", action.Uses.Pos.Line))
		}
	}
	return all
}

// matrix wants a job with a matrix of Envoys to use it: make reads ENVOYS from the environment.
func matrix(_ *testing.T, w *actionlint.Workflow, _ []string) (all []string) {
	for _, job := range w.Jobs {
		if job.Strategy == nil || job.Strategy.Matrix == nil {
			continue
		}
		if job.Env == nil || job.Env.Vars["envoys"] == nil || job.Env.Vars["envoys"].Value.Value != "${{ matrix.envoy }}" {
			all = append(all, fmt.Sprintf("%d: job %s does not give a version of the matrix to make", job.Pos.Line, job.ID.Value))
		}
	}
	return all
}

// steps are those of all jobs, in the order of the file.
func steps(w *actionlint.Workflow) []*actionlint.Step {
	var all []*actionlint.Step
	for job := range maps.Values(w.Jobs) {
		all = append(all, job.Steps...)
	}
	slices.SortFunc(all, func(a, b *actionlint.Step) int { return a.Pos.Line - b.Pos.Line })
	return all
}

func input(action *actionlint.ExecAction, name string) string {
	if in := action.Inputs[name]; in != nil {
		return in.Value.Value
	}
	return ""
}
