package realenvoy

import (
	"encoding/json"
	"fmt"
	"net"
	"path/filepath"
	"strconv"
	"unicode/utf8"
)

const (
	// RouteName is the name of every route, as xds.route_name has it.
	RouteName = "scenario"

	vmID           = "errormask"
	filterName     = "errormask" // by which a route finds the filter in the chain
	requestTimeout = "60s"
	connectTimeout = "5s"
	// breaker is above anything that a test opens at once: a tripped circuit breaker would answer in the upstream's place.
	breaker = 100_000
)

// ClusterName is the name of a listener's cluster, as xds.cluster_name has it. Names of clusters are unique in one Envoy.
func ClusterName(listener string) string { return "upstream-" + listener }

// Listener is an HTTP listener on the loopback with errormask on it, and the cluster behind it.
type Listener struct {
	// Name is also the plugin's name and root id and the HTTP statistics' prefix, so what the filter logs can be told apart
	// (see Messages). No spaces.
	Name string
	// Port to listen on; 0 lets the kernel choose.
	Port int
	// Wasm is the filter's file; "" leaves errormask out.
	Wasm string
	// Config is the plugin configuration; nil sends none.
	Config []byte

	// Upstream is the application's IP address and port.
	Upstream string
	// UpstreamHTTP2 speaks HTTP/2 with prior knowledge to the application.
	UpstreamHTTP2 bool
	// BufferLimit is per_connection_buffer_limit_bytes of listener and cluster; 0 leaves Envoy's default.
	BufferLimit int
	// Disabled turns errormask off on the route (envoy.config.route.v3.FilterConfig).
	Disabled bool
	// Metadata is the route's filter_metadata, by namespace.
	Metadata map[string]map[string]any
	// AccessLog is the format of access log lines on standard output; "" logs no access.
	AccessLog string
}

// Bootstrap is what an Envoy starts with. Listeners with the same file of wasm share one VM a worker.
type Bootstrap struct {
	// Listeners are static: Envoy does not start when it refuses one.
	Listeners []Listener
	// Dynamic is the path of a file with more listeners (see Discovery), which Envoy watches; "" means none.
	// A listener that it refuses is left out.
	Dynamic string
	// DynamicClusters are the listeners in Dynamic; their clusters are static.
	DynamicClusters []Listener
	// AdminPort is the port of the admin interface; 0 lets the kernel choose.
	AdminPort int
}

type object = map[string]any

// JSON is the bootstrap as envoy --config-path reads it from a file with the ending .json.
func (b Bootstrap) JSON() ([]byte, error) {
	var listeners, clusters []object
	for _, l := range b.Listeners {
		o, err := l.listener()
		if err != nil {
			return nil, err
		}
		listeners = append(listeners, o)
	}
	for _, l := range append(b.Listeners[:len(b.Listeners):len(b.Listeners)], b.DynamicClusters...) {
		o, err := l.cluster()
		if err != nil {
			return nil, err
		}
		clusters = append(clusters, o)
	}
	bootstrap := object{
		"node":             object{"id": "errormask", "cluster": "errormask"},
		"admin":            object{"address": address("127.0.0.1", b.AdminPort)},
		"static_resources": object{"listeners": listeners, "clusters": clusters},
	}
	if b.Dynamic != "" {
		source := object{"path": b.Dynamic, "watched_directory": object{"path": filepath.Dir(b.Dynamic)}}
		bootstrap["dynamic_resources"] = object{"lds_config": object{"resource_api_version": "V3", "path_config_source": source}}
	}
	return json.MarshalIndent(bootstrap, "", "  ")
}

// Discovery is a file of listeners for Bootstrap.Dynamic. Replace such a file by a rename: Envoy watches its directory.
func Discovery(version string, listeners []Listener) ([]byte, error) {
	resources := []object{}
	for _, l := range listeners {
		o, err := l.listener()
		if err != nil {
			return nil, err
		}
		o["@type"] = "type.googleapis.com/envoy.config.listener.v3.Listener"
		resources = append(resources, o)
	}
	return json.MarshalIndent(object{"version_info": version, "resources": resources}, "", "  ")
}

func (l Listener) listener() (object, error) {
	manager, err := l.manager()
	if err != nil {
		return nil, fmt.Errorf("listener %s: %w", l.Name, err)
	}
	o := object{
		"name":          l.Name,
		"address":       address("127.0.0.1", l.Port),
		"filter_chains": []object{{"filters": []object{{"name": "envoy.filters.network.http_connection_manager", "typed_config": manager}}}},
	}
	if l.BufferLimit > 0 {
		o["per_connection_buffer_limit_bytes"] = l.BufferLimit
	}
	return o, nil
}

func (l Listener) manager() (object, error) {
	filters := []object{{
		"name":         "envoy.filters.http.router",
		"typed_config": object{"@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"},
	}}
	if l.Wasm != "" {
		wasm, err := l.wasm()
		if err != nil {
			return nil, err
		}
		filters = append([]object{wasm}, filters...)
	}
	o := object{
		"@type":                        "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
		"stat_prefix":                  l.Name,
		"codec_type":                   "AUTO",
		"server_header_transformation": "APPEND_IF_ABSENT", // so that the upstream's can be compared
		"http_protocol_options":        object{"accept_http_10": true, "enable_trailers": true},
		"upgrade_configs":              []object{{"upgrade_type": "websocket"}},
		"http_filters":                 filters,
		"route_config": object{"virtual_hosts": []object{{
			"name": "all", "domains": []string{"*"}, "routes": []object{l.route()},
		}}},
	}
	if l.AccessLog != "" {
		o["access_log"] = []object{{"name": "envoy.access_loggers.stdout", "typed_config": object{
			"@type":      "type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog",
			"log_format": object{"text_format_source": object{"inline_string": l.AccessLog + "\n"}},
		}}}
	}
	return o, nil
}

func (l Listener) route() object {
	o := object{
		"name":  RouteName,
		"match": object{"prefix": "/"},
		"route": object{"cluster": ClusterName(l.Name), "timeout": requestTimeout},
	}
	if l.Disabled {
		o["typed_per_filter_config"] = object{filterName: object{
			"@type": "type.googleapis.com/envoy.config.route.v3.FilterConfig", "disabled": true,
		}}
	}
	if l.Metadata != nil {
		o["metadata"] = object{"filter_metadata": l.Metadata}
	}
	return o
}

func (l Listener) wasm() (object, error) {
	path, err := filepath.Abs(l.Wasm)
	if err != nil {
		return nil, err
	}
	config := object{
		"name":           l.Name,
		"root_id":        l.Name,
		"failure_policy": "FAIL_CLOSED",
		"vm_config": object{
			"vm_id": vmID, "runtime": "envoy.wasm.runtime.v8", "code": object{"local": object{"filename": path}},
		},
	}
	if l.Config != nil {
		config["configuration"] = configuration(l.Config)
	}
	return object{
		"name":         filterName,
		"typed_config": object{"@type": "type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm", "config": config},
	}, nil
}

// configuration is a plugin configuration as operators write it, a string; only what no string can hold goes as bytes.
func configuration(config []byte) object {
	if utf8.Valid(config) {
		return object{"@type": "type.googleapis.com/google.protobuf.StringValue", "value": string(config)}
	}
	return object{"@type": "type.googleapis.com/google.protobuf.BytesValue", "value": config}
}

func (l Listener) cluster() (object, error) {
	host, text, err := net.SplitHostPort(l.Upstream)
	if err != nil {
		return nil, fmt.Errorf("listener %s: upstream: %w", l.Name, err)
	}
	port, err := strconv.Atoi(text)
	if err != nil {
		return nil, fmt.Errorf("listener %s: upstream %s: %w", l.Name, l.Upstream, err)
	}
	protocol := object{"http_protocol_options": object{"enable_trailers": true}}
	if l.UpstreamHTTP2 {
		protocol = object{"http2_protocol_options": object{}}
	}
	name := ClusterName(l.Name)
	o := object{
		"name":            name,
		"type":            "STATIC",
		"connect_timeout": connectTimeout,
		"load_assignment": object{"cluster_name": name, "endpoints": []object{{
			"lb_endpoints": []object{{"endpoint": object{"address": address(host, port)}}},
		}}},
		"circuit_breakers": object{"thresholds": []object{{
			"max_connections": breaker, "max_pending_requests": breaker, "max_requests": breaker,
		}}},
		"typed_extension_protocol_options": object{"envoy.extensions.upstreams.http.v3.HttpProtocolOptions": object{
			"@type":                "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
			"explicit_http_config": protocol,
		}},
	}
	if l.BufferLimit > 0 {
		o["per_connection_buffer_limit_bytes"] = l.BufferLimit
	}
	return o, nil
}

func address(host string, port int) object {
	return object{"socket_address": object{"address": host, "port_value": port}}
}
