package istiod

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// wanted is what istiod is to make of a plugin among the examples.
type wanted struct {
	// Carriers are all the chains that errormask is in.
	Carriers []string
	// Chain are the HTTP filters of the chain in question.
	Chain []string
	// Name, URL, Failure and Config are what the proxy gets by ECDS.
	Name, URL, Failure string
	Config             map[string]any
	// Routes are the names of the chain's routes.
	Routes []string
}

// plugin is one of the examples, and the place where it is looked at.
type plugin struct {
	proxy  *node
	place  string
	around []string
	want   wanted
}

const image = "oci://registry.example.com/errormask:1.0.0"

var plugins = map[string]plugin{
	"gateway": {
		proxy: ingressGateway, place: "0.0.0.0_80", around: gatewaySurroundings,
		want: wanted{
			Carriers: []string{"0.0.0.0_80"},
			// The first one writes down who the peer is, and answers nothing.
			Chain: []string{
				"istio.metadata_exchange",
				"extensions.istio.io/trafficextension/istio-ingress.errormask~istio-translated-wasmplugin",
				"extensions.istio.io/trafficextension/istio-ingress.another~istio-translated-wasmplugin",
				"envoy.filters.http.jwt_authn", "envoy.filters.http.rbac", "envoy.filters.http.grpc_stats", "istio.alpn",
				"envoy.filters.http.fault", "envoy.filters.http.cors", "istio.stats", "envoy.filters.http.router",
			},
			Name: "istio-ingress.errormask~istio-translated-wasmplugin", URL: image, Failure: "FAIL_CLOSED",
			Config: object(`{
				"statuses": ["5xx"],
				"policies": {
					"pages": {"response": {"format": "negotiate", "error_id": "both"}},
					"watch": {"mode": "monitor"},
					"internal": {"mode": "off"}
				},
				"routes": {"shop": "pages", "checkout": "watch", "admin": "internal"}
			}`),
		},
	},
	"traffic-extension": {
		proxy: ingressGateway, place: "0.0.0.0_80", around: gatewaySurroundings,
		want: wanted{
			Carriers: []string{"0.0.0.0_80"},
			Chain: []string{
				"istio.metadata_exchange",
				"extensions.istio.io/trafficextension/istio-ingress.errormask",
				"extensions.istio.io/trafficextension/istio-ingress.another~istio-translated-wasmplugin",
				"envoy.filters.http.jwt_authn", "envoy.filters.http.rbac", "envoy.filters.http.grpc_stats", "istio.alpn",
				"envoy.filters.http.fault", "envoy.filters.http.cors", "istio.stats", "envoy.filters.http.router",
			},
			Name: "istio-ingress.errormask", URL: image, Failure: "FAIL_CLOSED",
			Config: object(`{"statuses": ["5xx"]}`),
		},
	},
	"sidecar": {
		proxy: checkoutSidecar, place: "virtualInbound 0.0.0.0_8080",
		around: []string{services, answeringOn("shop", "selector: {matchLabels: {app: checkout}}")},
		want: wanted{
			// Nothing outbound.
			Carriers: []string{"virtualInbound 0.0.0.0_8080", "virtualInbound virtualInbound-catchall-http"},
			Chain: []string{
				"istio.metadata_exchange",
				"extensions.istio.io/trafficextension/shop.errormask~istio-translated-wasmplugin",
				"envoy.filters.http.jwt_authn", "envoy.filters.http.rbac", "envoy.filters.http.grpc_stats",
				"envoy.filters.http.fault", "envoy.filters.http.cors", "istio.stats", "envoy.filters.http.router",
			},
			Name: "shop.errormask~istio-translated-wasmplugin", URL: image, Failure: "FAIL_CLOSED",
			Config: object(`{"record": {"redact": {"keys": ["customer_number"]}, "repeat": {"full_every_seconds": 60}}}`),
			Routes: []string{"default"},
		},
	},
	"waypoint": {
		proxy: waypointProxy, place: "main_internal inbound-vip|80|http|checkout.shop.svc.cluster.local",
		around: []string{
			services, waypoint, answeringOn("shop", "targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: waypoint}]"),
		},
		want: wanted{
			Carriers: []string{"main_internal direct-http", "main_internal inbound-vip|80|http|checkout.shop.svc.cluster.local"},
			Chain: []string{
				"extensions.istio.io/trafficextension/shop.errormask~istio-translated-wasmplugin",
				"envoy.filters.http.jwt_authn", "envoy.filters.http.rbac", "envoy.filters.http.grpc_stats",
				"envoy.filters.http.fault", "envoy.filters.http.cors", "waypoint_upstream_peer_metadata", "istio.stats", "envoy.filters.http.router",
			},
			Name: "shop.errormask~istio-translated-wasmplugin", URL: image, Failure: "FAIL_CLOSED",
			Config: object(`{"response": {"format": "problem"}}`),
			Routes: []string{"default"},
		},
	},
}

var gatewaySurroundings = []string{services, publicGateway, another, answeringOn("istio-ingress", "selector: {matchLabels: {istio: ingressgateway}}")}

func object(text string) map[string]any {
	var o map[string]any
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		panic(err)
	}
	return o
}

// differences gives what istiod makes of this text in the place of the example, against what is wanted.
func (p plugin) differences(t *testing.T, text string) string {
	t.Helper()
	resources := append(p.around[:len(p.around):len(p.around)], text)
	if p.proxy == ingressGateway {
		resources = append(resources, example(t, "virtual-service"))
	}
	tr := translate(t, p.proxy, settings(t), resources...)
	at := tr.at(t, p.place)
	e := tr.extension(t, at.errormask())
	found := wanted{Carriers: tr.carriers(t), Chain: at.filters(), Name: e.name, URL: e.url, Failure: e.failure, Config: e.config}
	for _, r := range tr.routesAt(at) {
		if p.proxy != ingressGateway { // whose are TestRoutes' matter
			found.Routes = append(found.Routes, r.Name)
		}
	}
	return cmp.Diff(p.want, found)
}

// TestPlugins holds what istiod makes of the plugins among the examples against what is written here by hand. Then each mistake is made, wherever
// it can be, and has to make a difference.
func TestPlugins(t *testing.T) {
	tried := map[string]bool{}
	for name, p := range plugins {
		text := example(t, name)
		if diff := p.differences(t, text); diff != "" {
			t.Errorf("%s: want -, got +\n%s", name, diff)
		}
		for what, change := range pluginMistakes {
			changed := strings.Replace(text, change[0], change[1], 1)
			if changed == text {
				continue
			}
			tried[what] = true
			if p.differences(t, changed) == "" {
				t.Errorf("%s with %s makes no difference", name, what)
			}
		}
	}
	if len(tried) != len(pluginMistakes) {
		t.Errorf("only %v of the mistakes could be made", tried)
	}
}

var pluginMistakes = map[string][2]string{
	"another gateway":          {"istio: ingressgateway", "istio: egressgateway"},
	"another workload":         {"app: checkout", "app: cart"},
	"another namespace":        {"namespace: istio-ingress", "namespace: shop"},
	"another waypoint":         {"    name: waypoint", "    name: way"},
	"a target of another kind": {"kind: Gateway", "kind: GatewayClass"},
	"a later phase":            {"phase: AUTHN", "phase: AUTHZ"},
	"no phase":                 {"phase: AUTHN", ""},
	"a lower priority":         {"priority: 1000", "priority: 100"},
	"the other direction":      {"mode: SERVER", "mode: CLIENT"},
	"both directions":          {"mode: SERVER", "mode: CLIENT_AND_SERVER"},
	"another image":            {"errormask:1.0.0", "errormask:2.0.0"},
	"errors let through":       {"FAIL_CLOSE", "FAIL_OPEN"},
	"other statuses":           {`["5xx"]`, `["4xx"]`},
	"mode: off without quotes": {`mode: "off"`, `mode: off`},
	"another key":              {"customer_number", "customer"},
	"another format":           {"format: problem", "format: static"},
}
