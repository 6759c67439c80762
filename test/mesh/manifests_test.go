package mesh

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	gateway "github.com/envoyproxy/gateway/api/v1alpha1"
	mesh "istio.io/api/mesh/v1alpha1"
	istiocrd "istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pkg/config/crd"
	"istio.io/istio/pkg/util/protomarshal"
	"sigs.k8s.io/yaml"
)

const examples = "../../examples/"

// meshConfig is no resource of a cluster, but what the mesh is installed with.
const meshConfig = "istio/mesh-config.yaml"

// manifests gives the files of a folder by their names.
func manifests(t *testing.T, folder string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(examples + folder + "/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", folder, len(files), err)
	}
	all := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[folder+"/"+filepath.Base(file)] = string(text)
	}
	return all
}

// TestIstio: each resource is one that a cluster's API server takes by Istio's schemas, and that istiod's own rules take.
func TestIstio(t *testing.T) {
	schemas := istioSchemas(t)
	tried := map[string]bool{}
	for name, text := range manifests(t, "istio") {
		if name == meshConfig {
			continue
		}
		if err := checkIstio(schemas, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for what, change := range mistakes {
			changed := strings.Replace(text, change[0], change[1], 1)
			if changed == text {
				continue
			}
			tried[what] = true
			if checkIstio(schemas, changed) == nil {
				t.Errorf("%s with %s is taken", name, what)
			}
		}
	}
	if len(tried) != len(mistakes) {
		t.Errorf("only %v of the mistakes could be made", tried)
	}
}

// mistakes must be found, wherever what they change stands.
var mistakes = map[string][2]string{
	"another kind":              {"kind: ", "kind: X"},
	"a phase that is none":      {"phase: AUTHN", "phase: FIRST"},
	"a key that is none":        {"spec:\n", "spec:\n  colour: red\n"},
	"no URL":                    {"  url: oci://registry.example.com/errormask:1.0.0", "  verificationKey: x"},
	"a strategy that is none":   {"failStrategy: FAIL_CLOSE", "failStrategy: CLOSED"},
	"a mode that is none":       {"mode: SERVER", "mode: INBOUND"},
	"a target without a kind":   {"    kind: Gateway\n", ""},
	"an operation that is none": {"operation: MERGE", "operation: SET"},
	"a prefix that is a list":   {"uri: {prefix: /checkout}", "uri: {prefix: [/checkout]}"},
}

func checkIstio(schemas *crd.Validator, text string) error {
	if err := schemas.ValidateCustomResourceYAML(text, nil); err != nil {
		return err
	}
	_, _, err := istiocrd.ParseInputs(text)
	return err
}

func istioSchemas(t *testing.T) *crd.Validator {
	t.Helper()
	schemas, err := crd.NewValidatorFromFiles(filepath.Join(moduleDir(t, "istio.io/istio"), "manifests/charts/base/files/crd-all.gen.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return schemas
}

// TestMeshConfig decodes the mesh's configuration strictly.
func TestMeshConfig(t *testing.T) {
	text := manifests(t, "istio")[meshConfig]
	if err := decodeMeshConfig(text); err != nil {
		t.Error(err)
	}
	if decodeMeshConfig(strings.Replace(text, "envoyFileAccessLog", "fileAccessLog", 1)) == nil {
		t.Error("a provider that is none is taken")
	}
}

func decodeMeshConfig(text string) error {
	var operator struct {
		APIVersion string `json:"apiVersion"`
		Kind       string `json:"kind"`
		Spec       struct {
			MeshConfig map[string]any `json:"meshConfig"`
		} `json:"spec"`
	}
	if err := yaml.UnmarshalStrict([]byte(text), &operator); err != nil {
		return err
	}
	config, err := yaml.Marshal(operator.Spec.MeshConfig)
	if err != nil {
		return err
	}
	return protomarshal.ApplyYAMLStrict(string(config), &mesh.MeshConfig{})
}

// TestEnvoyGateway: the resource is one that a cluster's API server takes by Envoy Gateway's schema, and that its own types hold.
func TestEnvoyGateway(t *testing.T) {
	const folder = "charts/gateway-crds-helm/templates/generated/"
	schema, err := crd.NewValidatorFromFiles(schemaWithoutHelm(t, filepath.Join(moduleDir(t, "github.com/envoyproxy/gateway"), folder+"gateway.envoyproxy.io_envoyextensionpolicies.yaml")))
	if err != nil {
		t.Fatal(err)
	}
	check := func(text string) error {
		if err := schema.ValidateCustomResourceYAML(text, nil); err != nil {
			return err
		}
		return yaml.UnmarshalStrict([]byte(text), &gateway.EnvoyExtensionPolicy{})
	}
	for name, text := range manifests(t, "envoy-gateway") {
		if err := check(text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, change := range [][2]string{{"type: Image", "type: OCI"}, {"failOpen: false", "failOpen: closed"}, {"    code:\n", "    kode:\n"}, {"kind: Gateway", "kind: Pod"}} {
			if changed := strings.Replace(text, change[0], change[1], 1); changed == text || check(changed) == nil {
				t.Errorf("%s with %s is taken", name, change[1])
			}
		}
	}
}
