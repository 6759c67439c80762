package pluginconfig

import "go.yaml.in/yaml/v4"

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
