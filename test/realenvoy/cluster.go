package realenvoy

import (
	"cmp"
	"fmt"
	"net"
	"strconv"
)

const (
	connectTimeout = "5s"
	// breaker is above anything that a test opens at once: a tripped circuit breaker would answer in the upstream's place.
	breaker = 100_000
)

// ClusterName is the name of a listener's cluster, as xds.cluster_name has it, unless the Listener says otherwise. Names of clusters
// are unique in one Envoy.
func ClusterName(listener string) string { return "upstream-" + listener }

func (l Listener) clusterName() string { return cmp.Or(l.ClusterName, ClusterName(l.Name)) }

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
	name := l.clusterName()
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
