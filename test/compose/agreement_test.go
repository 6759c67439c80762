package compose

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
)

// TestVersions: the containers have what the tests here have.
func TestVersions(t *testing.T) {
	versions, err := realenvoy.Versions()
	if err != nil {
		t.Fatal(err)
	}
	services := loadExample(t).Services
	if got, want := services["envoy"].Image, "envoyproxy/envoy:v"+versions[len(versions)-1].Number; got != want {
		t.Errorf("the image is %s, but the newest Envoy of the tests %s", got, want)
	}
	if got, want := string(base.FindSubmatch(read(t, "shop/Dockerfile"))[1]), "node:"+nodeVersion(t)+"-slim"; got != want {
		t.Errorf("the image is %s, but the tests' Node %s", got, want)
	}
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	language := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(mod)[1]
	if got := services["build"].Image; !strings.HasPrefix(got, "golang:"+string(language)+".") {
		t.Errorf("the image is %s, but go.mod wants %s", got, language)
	}
}

// TestBuild runs the service that builds the filter, into another directory: it gives the file that ships.
func TestBuild(t *testing.T) {
	project := loadExample(t)
	target := regexp.MustCompile(`^OUT=(/wasm/errormask\.wasm)$`)
	out := filepath.Join(t.TempDir(), "errormask.wasm")
	command := slices.Clone(project.Services["build"].Command)
	for i, arg := range command {
		if match := target.FindStringSubmatch(arg); match != nil {
			command[i] = "OUT=" + out
			if !bytes.Contains(read(t, "envoy.yaml"), []byte("filename: "+match[1]+"\n")) {
				t.Errorf("it builds %s, which envoy.yaml does not load", match[1])
			}
		}
	}
	build := exec.CommandContext(t.Context(), command[0], command[1:]...)
	build.Dir = "../.."
	if text, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", command, err, text)
	}
	built, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	shipped, err := os.ReadFile(envoytest.Wasm(t))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(built, shipped) {
		t.Error("it is not the file that make build gives")
	}
}

// TestFilterIsMounted: what one service builds lies where the other one loads it.
func TestFilterIsMounted(t *testing.T) {
	services := loadExample(t).Services
	for _, name := range []string{"build", "envoy"} {
		found := false
		for _, v := range services[name].Volumes {
			found = found || v.Source == "wasm" && v.Target == "/wasm"
		}
		if !found {
			t.Errorf("%s has no volume wasm at /wasm", name)
		}
	}
}

// TestEnvoyTakesItsCommand: it loads the file that is mounted, and Envoy knows its flags. What is in the file TestPages runs.
func TestEnvoyTakesItsCommand(t *testing.T) {
	envoy := loadExample(t).Services["envoy"]
	if envoy.Command[0] != "envoy" {
		t.Fatalf("the command is %v", envoy.Command)
	}
	args := append(slices.Clone(envoy.Command[1:]), "--mode", "validate")
	i := slices.Index(args, envoy.Volumes[0].Target)
	if i < 0 {
		t.Fatalf("%v does not load %s", args, envoy.Volumes[0].Target)
	}
	args[i] = filepath.Join(t.TempDir(), "empty.yaml")
	if err := os.WriteFile(args[i], []byte("{}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	envoytest.Each(t, func(t *testing.T, binary string) {
		if out, err := exec.CommandContext(t.Context(), binary, args...).CombinedOutput(); err != nil {
			t.Errorf("%v: %v\n%s", args, err, out)
		}
	})
}

// TestAddresses: whom Envoy and Prometheus speak to are services, at ports that they listen on.
func TestAddresses(t *testing.T) {
	listen := map[string]string{
		"shop":    regexp.MustCompile(`PORT \?\? (\d+)`).FindStringSubmatch(string(read(t, "shop/shop.js")))[1],
		"partner": regexp.MustCompile(`PORT \?\? (\d+)`).FindStringSubmatch(string(read(t, "shop/partner.js")))[1],
		"envoy":   regexp.MustCompile(`port_value: (99\d+)`).FindStringSubmatch(string(read(t, "envoy.yaml")))[1],
	}
	for name, where := range map[string]string{
		"shop":    string(read(t, "envoy.yaml")),
		"partner": string(read(t, "compose.yaml")),
		"envoy":   string(read(t, "prometheus.yaml")),
	} {
		if _, ok := loadExample(t).Services[name]; !ok {
			t.Errorf("there is no service %s", name)
		}
		if !strings.Contains(where, name+":"+listen[name]) && !strings.Contains(where, "{address: "+name+", port_value: "+listen[name]+"}") {
			t.Errorf("nobody speaks to %s:%s", name, listen[name])
		}
	}
}

// TestLockFile: it pins each package by its hash, and names no registry.
func TestLockFile(t *testing.T) {
	lock := read(t, "shop/package-lock.json")
	packages := bytes.Count(lock, []byte(`"node_modules/`))
	if hashes := bytes.Count(lock, []byte(`"integrity": "sha512-`)); packages == 0 || hashes != packages {
		t.Errorf("%d of %d packages have a hash", hashes, packages)
	}
	if bytes.Contains(lock, []byte(`"resolved"`)) {
		t.Error("it names a registry: see .npmrc")
	}
}

// TestReadme: each address that the example's README names is published, and each service exists.
func TestReadme(t *testing.T) {
	readme, project := string(read(t, "README.md")), loadExample(t)
	published := map[string]bool{}
	for _, s := range project.Services {
		for _, port := range s.Ports {
			published[port.Published] = true
		}
	}
	addresses := regexp.MustCompile(`http://127\.0\.0\.1:(\d+)`).FindAllStringSubmatch(readme, -1)
	logs := regexp.MustCompile(`docker compose logs (\w+)`).FindAllStringSubmatch(readme, -1)
	if len(addresses) < 4 || len(logs) < 3 {
		t.Fatalf("README.md names %d addresses and %d logs", len(addresses), len(logs))
	}
	for _, a := range addresses {
		if !published[a[1]] {
			t.Errorf("nobody publishes port %s", a[1])
		}
	}
	for _, l := range logs {
		if _, ok := project.Services[l[1]]; !ok {
			t.Errorf("there is no service %s", l[1])
		}
	}
}
