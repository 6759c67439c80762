package istiod

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	mesh "istio.io/api/mesh/v1alpha1"
)

// authorizer has a service asked whether a request may pass.
const authorizer = `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ask, namespace: istio-ingress}
spec:
  selector: {matchLabels: {istio: ingressgateway}}
  action: CUSTOM
  provider: {name: authorizer}
  rules: [{}]
`

// TestAuthorizer: an external authorizer is the one that istiod puts before a plugin of the first phase, as gateway.yaml says. An answer of a filter
// before errormask does not come by errormask.
func TestAuthorizer(t *testing.T) {
	settings := settings(t)
	settings.ExtensionProviders = append(settings.ExtensionProviders, &mesh.MeshConfig_ExtensionProvider{
		Name: "authorizer",
		Provider: &mesh.MeshConfig_ExtensionProvider_EnvoyExtAuthzHttp{
			EnvoyExtAuthzHttp: &mesh.MeshConfig_ExtensionProvider_EnvoyExternalAuthorizationHttpProvider{Service: "admin.shop.svc.cluster.local", Port: 80},
		},
	})
	tr := translate(t, ingressGateway, settings, services, publicGateway, authorizer, example(t, "gateway"))
	at := tr.at(t, "0.0.0.0_80")
	filters := at.filters()
	before := filters[:slices.Index(filters, at.errormask())]
	want := []string{"istio.metadata_exchange", "envoy.filters.http.rbac", "envoy.filters.http.ext_authz"}
	if diff := cmp.Diff(want, before); diff != "" {
		t.Errorf("before errormask: want -, got +\n%s", diff)
	}
}
