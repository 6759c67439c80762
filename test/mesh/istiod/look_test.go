package istiod

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	route "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
	wasm "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/wasm/v3"
	"google.golang.org/protobuf/types/known/wrapperspb"
	mesh "istio.io/api/mesh/v1alpha1"
	istiomesh "istio.io/istio/pkg/config/mesh"
	"sigs.k8s.io/yaml"
)

// example gives the text of a file in examples/istio.
func example(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("../../../examples/istio/" + name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// settings are the mesh's, as mesh-config.yaml has them over istiod's own.
func settings(t *testing.T) *mesh.MeshConfig {
	t.Helper()
	var operator struct {
		Spec struct {
			MeshConfig map[string]any `json:"meshConfig"`
		} `json:"spec"`
	}
	if err := yaml.Unmarshal([]byte(example(t, "mesh-config")), &operator); err != nil {
		t.Fatal(err)
	}
	text, err := yaml.Marshal(operator.Spec.MeshConfig)
	if err != nil {
		t.Fatal(err)
	}
	all, err := istiomesh.ApplyMeshConfigDefaults(string(text))
	if err != nil {
		t.Fatal(err)
	}
	all.DefaultProviders.Metrics = []string{"prometheus"} // as Istio is installed
	return all
}

// at gives the filter chain of that name.
func (tr translation) at(t *testing.T, name string) place {
	t.Helper()
	for _, p := range tr.places(t) {
		if p.name == name {
			return p
		}
	}
	t.Fatalf("there is no %s", name)
	return place{}
}

// filters gives the names of a chain's HTTP filters in their order.
func (p place) filters() []string {
	var names []string
	for _, filter := range p.manager.HttpFilters {
		names = append(names, filter.Name)
	}
	return names
}

// errormask gives the name of errormask's filter in the chain, "" if it is not there.
func (p place) errormask() string {
	for _, name := range p.filters() {
		if strings.Contains(name, ".errormask") {
			return name
		}
	}
	return ""
}

// carriers are the chains with errormask.
func (tr translation) carriers(t *testing.T) []string {
	t.Helper()
	names := map[string]bool{}
	for _, p := range tr.places(t) {
		if p.errormask() != "" {
			names[p.name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// extension is how a proxy is to run errormask.
type extension struct {
	name, url, failure string
	config             map[string]any
}

// extension gives what the proxy gets by ECDS for the filter of that name.
func (tr translation) extension(t *testing.T, filter string) extension {
	t.Helper()
	for _, e := range tr.extensions {
		if e.Name != filter {
			continue
		}
		var w wasm.Wasm
		var text wrapperspb.StringValue
		if err := e.TypedConfig.UnmarshalTo(&w); err != nil {
			t.Fatal(err)
		}
		if err := w.Config.Configuration.UnmarshalTo(&text); err != nil {
			t.Fatal(err)
		}
		found := extension{name: w.Config.Name, url: w.Config.GetVmConfig().Code.GetRemote().HttpUri.Uri, failure: w.Config.FailurePolicy.String()}
		if err := json.Unmarshal([]byte(text.Value), &found.config); err != nil {
			t.Fatal(err)
		}
		return found
	}
	return extension{}
}

// routesAt gives the routes of a chain, whether they are in it or come by RDS.
func (tr translation) routesAt(p place) []*route.Route {
	from := p.manager.GetRouteConfig()
	for _, r := range tr.routes {
		if r.Name == p.manager.GetRds().GetRouteConfigName() {
			from = r
		}
	}
	var all []*route.Route
	for _, host := range from.GetVirtualHosts() {
		all = append(all, host.Routes...)
	}
	return all
}
