package realenvoy

import (
	"cmp"
	"fmt"
	"path/filepath"
	"unicode/utf8"
)

const (
	// RouteName is the name of a route, as xds.route_name has it, unless a Listener says otherwise.
	RouteName = "scenario"

	vmID           = "errormask"
	filterName     = "errormask" // by which a route finds the filter in the chain
	requestTimeout = "60s"
)

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

	// HTTP3 makes it a listener for HTTP/3, so for UDP, with that certificate; nil one for HTTP/1 and HTTP/2 over TCP.
	HTTP3 *Certificate

	// Upstream is the application's IP address and port.
	Upstream string
	// UpstreamHTTP2 speaks HTTP/2 with prior knowledge to the application.
	UpstreamHTTP2 bool
	// BufferLimit is per_connection_buffer_limit_bytes of listener and cluster; 0 leaves Envoy's default.
	BufferLimit int
	// RouteName and ClusterName are what xds.route_name and xds.cluster_name say; "" means RouteName and ClusterName(Name).
	RouteName, ClusterName string
	// Disabled turns errormask off on the route (envoy.config.route.v3.FilterConfig).
	Disabled bool
	// Routes stand before the one for all paths.
	Routes []Route
	// AccessLog is the format of access log lines on standard output; "" logs no access.
	AccessLog string
}

// Route is one for the paths that begin with Prefix.
type Route struct {
	Prefix, Name string
	// Policy is the string errormask.policy in the route's filter_metadata; "" for none.
	Policy string
	// Disabled is Listener.Disabled.
	Disabled bool
}

func (l Listener) listener() (object, error) {
	manager, err := l.manager()
	if err != nil {
		return nil, fmt.Errorf("listener %s: %w", l.Name, err)
	}
	chain := object{"filters": []object{{"name": "envoy.filters.network.http_connection_manager", "typed_config": manager}}}
	o := object{"name": l.Name, "address": address("127.0.0.1", l.Port), "filter_chains": []object{chain}}
	if l.BufferLimit > 0 {
		o["per_connection_buffer_limit_bytes"] = l.BufferLimit
	}
	if l.HTTP3 != nil {
		o["address"] = udp(address("127.0.0.1", l.Port))
		o["udp_listener_config"] = object{"quic_options": object{}}
		chain["transport_socket"] = l.HTTP3.transportSocket()
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
			"name": "all", "domains": []string{"*"}, "routes": l.routes(),
		}}},
	}
	if l.HTTP3 != nil {
		o["codec_type"] = "HTTP3"
	}
	if l.AccessLog != "" {
		o["access_log"] = []object{{"name": "envoy.access_loggers.stdout", "typed_config": object{
			"@type":      "type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog",
			"log_format": object{"text_format_source": object{"inline_string": l.AccessLog + "\n"}},
		}}}
	}
	return o, nil
}

func (l Listener) routes() []object {
	var all []object
	for _, r := range append(l.Routes[:len(l.Routes):len(l.Routes)], Route{Prefix: "/", Name: cmp.Or(l.RouteName, RouteName), Disabled: l.Disabled}) {
		o := object{
			"name":  r.Name,
			"match": object{"prefix": r.Prefix},
			"route": object{"cluster": l.clusterName(), "timeout": requestTimeout},
		}
		if r.Disabled {
			o["typed_per_filter_config"] = object{filterName: object{
				"@type": "type.googleapis.com/envoy.config.route.v3.FilterConfig", "disabled": true,
			}}
		}
		if r.Policy != "" {
			o["metadata"] = object{"filter_metadata": object{"errormask": object{"policy": r.Policy}}}
		}
		all = append(all, o)
	}
	return all
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
