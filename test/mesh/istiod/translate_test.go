package istiod

import (
	"slices"
	"strings"
	"testing"
	"time"

	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	route "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"
	manager "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/http_connection_manager/v3"
	discovery "github.com/envoyproxy/go-control-plane/envoy/service/discovery/v3"
	"google.golang.org/protobuf/proto"
	mesh "istio.io/api/mesh/v1alpha1"
	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pilot/pkg/features"
	"istio.io/istio/pilot/pkg/model"
	pilot "istio.io/istio/pilot/pkg/xds"
	v3 "istio.io/istio/pilot/pkg/xds/v3"
	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/log"
	"istio.io/istio/pkg/test"
)

// init keeps a failure from drowning in what istiod says of its start.
func init() {
	for _, scope := range log.Scopes() {
		scope.SetOutputLevel(log.WarnLevel)
	}
}

// translation is what istiod sends to a proxy.
type translation struct {
	listeners  []*listener.Listener
	routes     []*route.RouteConfiguration
	extensions []*core.TypedExtensionConfig
}

// translate starts an istiod that finds these resources in its cluster, connects to it as that proxy does, and asks for the listeners, then for the
// routes and extensions that they name.
func translate(t *testing.T, proxy *node, settings *mesh.MeshConfig, resources ...string) translation {
	t.Helper()
	for _, feature := range []*bool{&features.EnableAmbient, &features.EnableAmbientWaypoints, &features.EnableHBONESend} {
		test.SetForTest(t, feature, true) // as they are in a mesh that has waypoints
	}
	options := xds.FakeOptions{Configs: parse(t, resources), MeshConfig: settings}
	if proxy == waypointProxy { // whose services istiod asks Kubernetes for
		options.KubernetesObjectString = join(services, waypoint)
	}
	stream := xds.NewFakeDiscoveryServer(t, options).ConnectADS().WithTimeout(10 * time.Second).
		WithID(strings.Join([]string{proxy.kind, proxy.address, "proxy." + proxy.namespace, proxy.namespace + ".svc.cluster.local"}, "~")).
		WithMetadata(model.NodeMetadata{IstioVersion: "1.31.0", Namespace: proxy.namespace, Labels: proxy.labels})
	all := translation{listeners: ask[*listener.Listener](t, stream, v3.ListenerType, nil)}
	var routes, extensions []string
	for _, place := range all.places(t) {
		if name := place.manager.GetRds().GetRouteConfigName(); name != "" && !slices.Contains(routes, name) {
			routes = append(routes, name)
		}
		for _, filter := range place.manager.HttpFilters {
			if filter.GetConfigDiscovery() != nil && !slices.Contains(extensions, filter.Name) {
				extensions = append(extensions, filter.Name)
			}
		}
	}
	if routes != nil {
		all.routes = ask[*route.RouteConfiguration](t, stream, v3.RouteType, routes)
	}
	if extensions != nil {
		all.extensions = ask[*core.TypedExtensionConfig](t, stream, v3.ExtensionConfigurationType, extensions)
	}
	return all
}

// ask gets resources of one type by their names; all of them by none.
func ask[T proto.Message](t *testing.T, stream *pilot.AdsTest, kind string, names []string) []T {
	t.Helper()
	var all []T
	for _, resource := range stream.RequestResponseAck(t, &discovery.DiscoveryRequest{TypeUrl: kind, ResourceNames: names}).Resources {
		message, err := resource.UnmarshalNew()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, message.(T))
	}
	return all
}

// place is a filter chain for HTTP.
type place struct {
	name    string // the listener's and the filter chain's
	manager *manager.HttpConnectionManager
}

func (tr translation) places(t *testing.T) []place {
	t.Helper()
	var all []place
	for _, l := range tr.listeners {
		for _, chain := range append(l.FilterChains, l.DefaultFilterChain) {
			for _, filter := range chain.GetFilters() {
				message, err := filter.GetTypedConfig().UnmarshalNew()
				if err != nil {
					t.Fatal(err)
				}
				if m, ok := message.(*manager.HttpConnectionManager); ok {
					all = append(all, place{strings.TrimSpace(l.Name + " " + chain.Name), m})
				}
			}
		}
	}
	return all
}

// parse reads resources as istiod reads a cluster's.
func parse(t *testing.T, resources []string) []config.Config {
	t.Helper()
	all, unknown, err := crd.ParseInputs(join(resources...))
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range unknown {
		if u.Kind != "Service" {
			t.Fatalf("istiod knows no %s", u.Kind)
		}
	}
	for i := range all {
		all[i].Domain = "cluster.local"
	}
	return all
}

func join(resources ...string) string {
	for i := range resources {
		resources[i] = strings.TrimSpace(resources[i])
	}
	return strings.Join(resources, "\n---\n")
}
