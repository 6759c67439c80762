package istiod

import (
	"strings"
	"testing"

	route "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
	"github.com/google/go-cmp/cmp"
)

// seenRoute is a route of the gateway. Policy is what errormask's configuration has for its name, Off whether the route switches the filter off that is in
// the gateway's chain.
type seenRoute struct {
	Name, Prefix, Cluster, Policy string
	Off                           bool
}

// wantedRoutes are the gateway's with virtual-service.yaml, disable.yaml and gateway.yaml.
var wantedRoutes = []seenRoute{
	{Name: "checkout", Prefix: "/checkout", Cluster: "outbound|80||checkout.shop.svc.cluster.local", Policy: "watch"},
	{Name: "admin", Prefix: "/admin", Cluster: "outbound|80||admin.shop.svc.cluster.local", Policy: "internal"},
	{Name: "metrics", Prefix: "/metrics", Cluster: "outbound|80||metrics.shop.svc.cluster.local", Off: true},
	{Name: "shop", Prefix: "/", Cluster: "outbound|80||shop.shop.svc.cluster.local", Policy: "pages"},
}

// gatewayRoutes gives the gateway's routes with that plugin, VirtualService and EnvoyFilter.
func gatewayRoutes(t *testing.T, plugin, service, disable string) []seenRoute {
	t.Helper()
	tr := translate(t, ingressGateway, settings(t), services, publicGateway, plugin, service, disable)
	gateway := tr.at(t, "0.0.0.0_80")
	policies, _ := tr.extension(t, gateway.errormask()).config["routes"].(map[string]any)
	var all []seenRoute
	for _, r := range tr.routesAt(gateway) {
		policy, _ := policies[r.Name].(string)
		all = append(all, seenRoute{
			Name: r.Name, Prefix: r.GetMatch().GetPrefix(), Cluster: r.GetRoute().GetCluster(), Policy: policy, Off: off(t, r, gateway.errormask()),
		})
	}
	return all
}

// off says whether a route switches that filter off.
func off(t *testing.T, r *route.Route, filter string) bool {
	t.Helper()
	typed, ok := r.TypedPerFilterConfig[filter]
	if !ok {
		return false
	}
	var config route.FilterConfig
	if err := typed.UnmarshalTo(&config); err != nil {
		t.Fatal(err)
	}
	return config.Disabled
}

// TestRoutes: errormask finds its routes by the names that istiod gives them, and the EnvoyFilter switches off the filter that istiod makes.
func TestRoutes(t *testing.T) {
	plugin, service, disable := example(t, "gateway"), example(t, "virtual-service"), example(t, "disable")
	if diff := cmp.Diff(wantedRoutes, gatewayRoutes(t, plugin, service, disable)); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
	for what, change := range routeMistakes {
		all := [3]string{plugin, service, disable}
		for i, text := range all {
			all[i] = strings.Replace(text, change[0], change[1], 1)
		}
		if all == [3]string{plugin, service, disable} {
			t.Errorf("%s: nothing was changed", what)
		}
		if cmp.Diff(wantedRoutes, gatewayRoutes(t, all[0], all[1], all[2])) == "" {
			t.Errorf("%s makes no difference", what)
		}
	}
}

var routeMistakes = map[string][2]string{
	"another name of a route":               {"- name: checkout", "- name: cart"},
	"a route without a name":                {"  - name: admin\n    match:", "  - match:"},
	"another gateway":                       {"istio-ingress/public", "public"},
	"another name in the configuration":     {"checkout: watch", "cart: watch"},
	"another route to switch off":           {"name: metrics\n", "name: metric\n"},
	"the filter's name without Istio's end": {"~istio-translated-wasmplugin", "~"},
	"another gateway to switch off":         {"    labels:\n      istio: ingressgateway", "    labels:\n      istio: egressgateway"},
	"another direction":                     {"context: GATEWAY", "context: SIDECAR_OUTBOUND"},
	"another operation":                     {"operation: MERGE", "operation: ADD"},
	"on after all":                          {"disabled: true", "disabled: false"},
}

// TestDisableTrafficExtension: the same EnvoyFilter switches off what traffic-extension.yaml puts in.
func TestDisableTrafficExtension(t *testing.T) {
	switchedOff := func(disable string) string {
		var names []string
		for _, r := range gatewayRoutes(t, example(t, "traffic-extension"), example(t, "virtual-service"), disable) {
			if r.Off {
				names = append(names, r.Name)
			}
		}
		return strings.Join(names, " ")
	}
	disable := example(t, "disable")
	if got := switchedOff(disable); got != "metrics" {
		t.Errorf("switched off on the routes %q, want metrics", got)
	}
	if got := switchedOff(strings.Replace(disable, "istio-ingress.errormask: *off", "istio-ingress.errormasks: *off", 1)); got != "" {
		t.Errorf("by another name it is switched off on the routes %q", got)
	}
}
