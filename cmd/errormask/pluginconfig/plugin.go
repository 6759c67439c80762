package pluginconfig

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// member gives the value of the first of these keys that a mapping has, nil if it has none.
func member(n *yaml.Node, keys ...string) *yaml.Node {
	if n == nil {
		return nil
	}
	n = resolve(n)
	for _, key := range keys {
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				return n.Content[i+1]
			}
		}
	}
	return nil
}

// text gives a member that is a scalar, "" if there is none.
func text(n *yaml.Node, key string) string {
	value := member(n, key)
	if value == nil || resolve(value).Kind != yaml.ScalarNode {
		return ""
	}
	return resolve(value).Value
}

// open are the settings with which a proxy lets answers pass that it cannot give to the filter.
var open = []struct{ key, value string }{
	{"failure_policy", "FAIL_OPEN"}, {"failurePolicy", "FAIL_OPEN"}, {"failStrategy", "FAIL_OPEN"},
	{"fail_open", "true"}, {"failOpen", "true"},
}

// warnings says what around a configuration lets errors pass.
func warnings(plugins ...*yaml.Node) []Fault {
	var all []Fault
	for _, plugin := range plugins {
		for _, o := range open {
			if value := member(plugin, o.key); value != nil && strings.EqualFold(resolve(value).Value, o.value) {
				all = append(all, *faultAt(value, o.key+": "+o.value+" lets answers through as they are when the filter cannot be loaded or has failed"))
			}
		}
	}
	return all
}
