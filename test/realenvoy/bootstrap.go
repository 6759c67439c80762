package realenvoy

import (
	"encoding/json"
	"path/filepath"
)

// Bootstrap is what an Envoy starts with. Listeners with the same file of wasm share one VM a worker.
type Bootstrap struct {
	// Listeners are static: Envoy does not start when it refuses one.
	Listeners []Listener
	// Dynamic is the path of a file with more listeners (see Discovery), which Envoy watches; "" means none.
	// A listener that it refuses is left out.
	Dynamic string
	// DynamicClusters are the listeners in Dynamic; their clusters are static.
	DynamicClusters []Listener
	// Runtime holds runtime keys, such as the guards of Envoy's features, and their values.
	Runtime map[string]any
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
	if b.Runtime != nil {
		layer := object{"name": "static", "static_layer": b.Runtime}
		bootstrap["layered_runtime"] = object{"layers": []object{layer}}
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

func address(host string, port int) object {
	return object{"socket_address": object{"address": host, "port_value": port}}
}
