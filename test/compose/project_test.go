package compose

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
)

// load reads a compose file that lies in the example, as docker compose does.
func load(t *testing.T, content []byte) (*types.Project, error) {
	t.Helper()
	dir, err := filepath.Abs(example)
	if err != nil {
		t.Fatal(err)
	}
	return loader.LoadWithContext(t.Context(), types.ConfigDetails{
		WorkingDir:  dir,
		ConfigFiles: []types.ConfigFile{{Filename: filepath.Join(dir, "compose.yaml"), Content: content}},
		Environment: types.Mapping{},
	}, func(o *loader.Options) { o.SetProjectName("errormask", false) })
}

func loadExample(t *testing.T) *types.Project {
	t.Helper()
	project, err := load(t, read(t, "compose.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return project
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	file, err := os.ReadFile(example + name)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// pinned is an image's name with a whole version, and maybe a digest.
var pinned = regexp.MustCompile(`^[a-z0-9./-]+:v?[0-9]+\.[0-9]+\.[0-9]+(-[a-z]+)?(@sha256:[0-9a-f]{64})?$`)

// base is the image that a Dockerfile begins with.
var base = regexp.MustCompile(`(?m)^FROM (\S+)$`)

// check says what is wrong with a project that compose itself takes.
func check(p *types.Project) error {
	var all []error
	for _, name := range slices.Sorted(slices.Values(p.ServiceNames())) {
		s := p.Services[name]
		for _, err := range slices.Concat(checkImage(s), checkVolumes(s), checkPorts(s), checkDependencies(p, s)) {
			all = append(all, fmt.Errorf("%s: %w", name, err))
		}
	}
	return errors.Join(all...)
}

func checkImage(s types.ServiceConfig) []error {
	image := s.Image
	if s.Build != nil {
		dockerfile, err := os.ReadFile(filepath.Join(s.Build.Context, s.Build.Dockerfile))
		if err != nil {
			return []error{err}
		}
		if match := base.FindSubmatch(dockerfile); match != nil {
			image = string(match[1])
		}
	}
	if !pinned.MatchString(image) {
		return []error{fmt.Errorf("the image %q is not pinned", image)}
	}
	return nil
}

func checkVolumes(s types.ServiceConfig) (all []error) {
	for _, v := range s.Volumes {
		if v.Type != types.VolumeTypeBind {
			continue
		}
		if _, err := os.Stat(v.Source); err != nil {
			all = append(all, err)
		}
		if !v.ReadOnly {
			all = append(all, fmt.Errorf("%s can be written to", v.Target))
		}
	}
	return all
}

func checkPorts(s types.ServiceConfig) (all []error) {
	for _, port := range s.Ports {
		if port.HostIP != "127.0.0.1" {
			all = append(all, fmt.Errorf("port %s is open to other machines", port.Published))
		}
	}
	if len(s.Ports) > 0 && s.HealthCheck == nil {
		all = append(all, errors.New("no health check"))
	}
	return all
}

func checkDependencies(p *types.Project, s types.ServiceConfig) (all []error) {
	for name, d := range s.DependsOn {
		other := p.Services[name]
		if d.Condition == types.ServiceConditionHealthy && other.HealthCheck == nil {
			all = append(all, fmt.Errorf("waits for the health of %s, which has no health check", name))
		}
	}
	for _, v := range s.Volumes {
		if v.Type != types.VolumeTypeVolume || !v.ReadOnly {
			continue
		}
		for name, other := range p.Services {
			if writes(other, v.Source) && s.DependsOn[name].Condition != types.ServiceConditionCompletedSuccessfully {
				all = append(all, fmt.Errorf("does not wait until %s has filled %s", name, v.Source))
			}
		}
	}
	return all
}

func writes(s types.ServiceConfig, volume string) bool {
	return slices.ContainsFunc(s.Volumes, func(v types.ServiceVolumeConfig) bool { return v.Source == volume && !v.ReadOnly })
}

func TestProject(t *testing.T) {
	if err := check(loadExample(t)); err != nil {
		t.Error(err)
	}
}

// TestWrongProjects shows that what TestProject looks for it finds.
func TestWrongProjects(t *testing.T) {
	file := string(read(t, "compose.yaml"))
	for _, c := range []struct{ old, wrong, want string }{
		{"    working_dir:", "    workdir:", "services.build.workdir"},
		{"  wasm:\n  go-modules", "  go-modules", "refers to undefined volume wasm"},
		{"build: {condition", "builder: {condition", `depends on undefined service "builder"`},
		{"service_healthy", "healthy", "condition"},
		{"interval: 2s", "interval: 2 s", `unknown unit " s"`},
		{"image: golang:1.26.8", "image: golang:latest", `build: the image "golang:latest" is not pinned`},
		{"image: golang:1.26.8", "image: golang", `build: the image "golang" is not pinned`},
		{"    image: envoyproxy/envoy:v1.40.0", "    image: envoyproxy/envoy:v1.40-latest", `"envoyproxy/envoy:v1.40-latest" is not pinned`},
		{"image: prom/prometheus:v3.15.1", "image: prom/prometheus:v3", `prometheus: the image "prom/prometheus:v3" is not pinned`},
		{"build: ./shop", "build: ./store", "store/Dockerfile: no such file"},
		{"./envoy.yaml:/etc", "./envoy.yml:/etc", "envoy.yml: no such file"},
		{"../observability/alerts.yaml", "../observability/rules.yaml", "rules.yaml: no such file"},
		{"/src:ro", "/src", "build: /src can be written to"},
		{`"127.0.0.1:10000:10000"`, `"10000:10000"`, "envoy: port 10000 is open to other machines"},
		{`"127.0.0.1:9090:9090"`, `"0.0.0.0:9090:9090"`, "prometheus: port 9090 is open to other machines"},
		{"condition: service_completed_successfully", "condition: service_started", "envoy: does not wait until build has filled wasm"},
		{"shop: {condition: service_healthy}", "partner: {condition: service_healthy}", "waits for the health of partner, which has no health check"},
	} {
		if !strings.Contains(file, c.old) {
			t.Errorf("compose.yaml has no %q to be mutated", c.old)
		}
		project, err := load(t, []byte(strings.Replace(file, c.old, c.wrong, 1)))
		if err == nil {
			err = check(project)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.wrong, err, c.want)
		}
	}
}
