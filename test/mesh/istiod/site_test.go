package istiod

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	accesslog "github.com/envoyproxy/go-control-plane/envoy/config/accesslog/v3"
	bootstrap "github.com/envoyproxy/go-control-plane/envoy/config/bootstrap/v3"
	cluster "github.com/envoyproxy/go-control-plane/envoy/config/cluster/v3"
	core "github.com/envoyproxy/go-control-plane/envoy/config/core/v3"
	endpoint "github.com/envoyproxy/go-control-plane/envoy/config/endpoint/v3"
	listener "github.com/envoyproxy/go-control-plane/envoy/config/listener/v3"
	file "github.com/envoyproxy/go-control-plane/envoy/extensions/access_loggers/file/v3"
	wasm "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/wasm/v3"
	manager "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/http_connection_manager/v3"
	discovery "github.com/envoyproxy/go-control-plane/envoy/service/discovery/v3"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"

	"errormask/test/realenvoy/envoytest"
)

// istiosOwn are filters that only Istio's build of Envoy has. None of them answers or changes an answer.
var istiosOwn = []string{"istio.metadata_exchange", "istio.alpn", "istio.stats", "waypoint_upstream_peer_metadata"}

// site is a directory with the files of one Envoy.
type site struct {
	t           *testing.T
	dir         string
	application *core.Address
}

func (s site) path(name string) string { return filepath.Join(s.dir, name) }

// bootstrap is for an Envoy that has one listener, named istiod, with the HTTP connection manager that istiod made for that place. Other than in a mesh:
//   - The listener is on loopback. What is not HTTP is left out: iptables' original destinations, mutual TLS and the tunnels of an ambient mesh.
//   - Filters that only Istio's Envoy has are left out.
//   - Routes and extensions come from files, not from istiod's stream. As Istio's agent does, the filter's code is put in the place of its URL.
//   - Nothing is traced: no provider is named, and the tags for it are more than the oldest Envoys know.
//   - All clusters have the application as their endpoint.
//   - The access log has a file of its own in the place of standard output.
func (s site) bootstrap(tr translation, at place) []byte {
	m := proto.Clone(at.manager).(*manager.HttpConnectionManager)
	m.HttpFilters = slices.DeleteFunc(m.HttpFilters, func(f *manager.HttpFilter) bool { return slices.Contains(istiosOwn, f.Name) })
	m.Tracing = nil
	for _, f := range m.HttpFilters {
		if f.GetConfigDiscovery() != nil {
			f.GetConfigDiscovery().ConfigSource = s.source("extensions.json")
		}
	}
	if m.GetRds() != nil {
		m.GetRds().ConfigSource = s.source("routes.json")
	}
	for _, log := range m.AccessLog {
		s.divert(log)
	}
	var routes, extensions []proto.Message
	for _, r := range tr.routes {
		routes = append(routes, r)
	}
	for _, e := range tr.extensions {
		extensions = append(extensions, s.withCode(e))
	}
	s.write("routes.json", routes)
	s.write("extensions.json", extensions)
	return s.json(&bootstrap.Bootstrap{
		Node:  &core.Node{Id: "istiod", Cluster: "istiod"},
		Admin: &bootstrap.Admin{Address: loopback(0)},
		StaticResources: &bootstrap.Bootstrap_StaticResources{
			Clusters: s.clusters(tr, at),
			Listeners: []*listener.Listener{{Name: "istiod", Address: loopback(0), FilterChains: []*listener.FilterChain{{Filters: []*listener.Filter{{
				Name: "envoy.filters.network.http_connection_manager", ConfigType: &listener.Filter_TypedConfig{TypedConfig: s.any(m)},
			}}}}}},
		},
	})
}

func loopback(port uint32) *core.Address {
	return &core.Address{Address: &core.Address_SocketAddress{SocketAddress: &core.SocketAddress{
		Address: "127.0.0.1", PortSpecifier: &core.SocketAddress_PortValue{PortValue: port},
	}}}
}

func (s site) source(name string) *core.ConfigSource {
	return &core.ConfigSource{
		ResourceApiVersion:    core.ApiVersion_V3,
		ConfigSourceSpecifier: &core.ConfigSource_PathConfigSource{PathConfigSource: &core.PathConfigSource{Path: s.path(name)}},
	}
}

// withCode puts the filter's file in the place of its URL.
func (s site) withCode(e *core.TypedExtensionConfig) *core.TypedExtensionConfig {
	s.t.Helper()
	var w wasm.Wasm
	if err := e.TypedConfig.UnmarshalTo(&w); err != nil {
		s.t.Fatal(err)
	}
	path, err := filepath.Abs(envoytest.Wasm(s.t))
	if err != nil {
		s.t.Fatal(err)
	}
	w.Config.GetVmConfig().Code = &core.AsyncDataSource{Specifier: &core.AsyncDataSource_Local{
		Local: &core.DataSource{Specifier: &core.DataSource_Filename{Filename: path}},
	}}
	return &core.TypedExtensionConfig{Name: e.Name, TypedConfig: s.any(&w)}
}

// divert has an access log on standard output written to a file of its own.
func (s site) divert(log *accesslog.AccessLog) {
	s.t.Helper()
	var f file.FileAccessLog
	if err := log.GetTypedConfig().UnmarshalTo(&f); err != nil {
		s.t.Fatal(err)
	}
	if f.Path != "/dev/stdout" {
		s.t.Fatalf("the access log is in %s", f.Path)
	}
	f.Path = s.path("access.log")
	log.ConfigType = &accesslog.AccessLog_TypedConfig{TypedConfig: s.any(&f)}
}

// clusters are those that the routes of a place name.
func (s site) clusters(tr translation, at place) []*cluster.Cluster {
	var all []*cluster.Cluster
	for _, r := range tr.routesAt(at) {
		name := r.GetRoute().GetCluster()
		if slices.ContainsFunc(all, func(c *cluster.Cluster) bool { return c.Name == name }) {
			continue
		}
		all = append(all, &cluster.Cluster{
			Name:                 name,
			ClusterDiscoveryType: &cluster.Cluster_Type{Type: cluster.Cluster_STATIC},
			LoadAssignment: &endpoint.ClusterLoadAssignment{ClusterName: name, Endpoints: []*endpoint.LocalityLbEndpoints{{
				LbEndpoints: []*endpoint.LbEndpoint{{HostIdentifier: &endpoint.LbEndpoint_Endpoint{Endpoint: &endpoint.Endpoint{Address: s.application}}}},
			}}},
		})
	}
	return all
}

// write makes a file of resources as Envoy reads it.
func (s site) write(name string, resources []proto.Message) {
	s.t.Helper()
	response := &discovery.DiscoveryResponse{VersionInfo: "1"}
	for _, r := range resources {
		response.Resources = append(response.Resources, s.any(r))
	}
	if err := os.WriteFile(s.path(name), s.json(response), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

func (s site) any(m proto.Message) *anypb.Any {
	s.t.Helper()
	a, err := anypb.New(m)
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

func (s site) json(m proto.Message) []byte {
	s.t.Helper()
	text, err := protojson.Marshal(m)
	if err != nil {
		s.t.Fatal(err)
	}
	return text
}
