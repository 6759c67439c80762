package pluginconfig

import (
	"encoding/base64"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// finder looks for plugins in documents.
type finder struct {
	source  *source
	word    string
	content Content
	// others are plugins that are not errormask.
	others []Position
	// seen are the texts that were looked into.
	seen         map[*yaml.Node]bool
	depth, nodes int
}

// place is what is known of where in a document a node is.
type place struct {
	// kind and resource are those of the Kubernetes resource around it, name that of the nearest thing with a name.
	kind, resource, name string
	// key is the one that the node is the value of.
	key string
	// outer is what holds the text that the document is; "" for the file itself.
	outer string
	// filter and listener tell that the node is in the configuration of a wasm filter, of a listener's connection manager.
	filter, listener bool
}

// containerKeys are those that tell a file which holds more than a configuration.
var containerKeys = []string{
	"@type", "admin", "apiVersion", "dynamic_resources", "dynamicResources", "filter_chains", "filterChains", "http_filters", "httpFilters",
	"items", "kind", "listeners", "node", "resources", "spec", "static_resources", "staticResources", "typed_config", "typedConfig",
}

func isContainer(document *yaml.Node) bool {
	for _, key := range containerKeys {
		if len(document.Content) > 0 && member(document.Content[0], key) != nil {
			return true
		}
	}
	return false
}

func (f *finder) walk(n *yaml.Node, at place) {
	f.depth++
	defer func() { f.depth-- }()
	if f.nodes++; f.depth > maxDepth || f.nodes > maxNodes {
		return
	}
	switch n.Kind {
	case yaml.DocumentNode, yaml.SequenceNode:
		for _, child := range n.Content {
			f.walk(child, at)
		}
	case yaml.AliasNode:
		f.walk(resolve(n), at)
	case yaml.ScalarNode:
		f.inside(n, at)
	case yaml.MappingNode:
		at = at.in(n)
		f.phrase(n, at)
		if f.plugin(n, at) {
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			at.key = n.Content[i].Value
			f.walk(n.Content[i+1], at)
		}
	}
}

// in is the place of a mapping's members.
func (p place) in(n *yaml.Node) place {
	metadata := member(n, "metadata")
	if kind := text(n, "kind"); kind != "" && metadata != nil {
		p.kind, p.resource = kind, strings.TrimPrefix(text(metadata, "namespace")+"/"+text(metadata, "name"), "/")
		p.name = p.resource
	}
	if name := text(n, "name"); name != "" && p.key != "metadata" {
		p.name = name
	}
	for _, key := range []string{"@type", "type_url", "typeUrl"} {
		kind := text(n, key)
		p.filter = p.filter || strings.HasSuffix(kind, "/envoy.extensions.filters.http.wasm.v3.Wasm")
		p.listener = p.listener || strings.HasSuffix(kind, ".HttpConnectionManager")
	}
	return p
}

// plugin takes the mapping of a plugin, whoever loads it; false if it is none.
func (f *finder) plugin(n *yaml.Node, at place) bool {
	switch {
	case at.kind == "EnvoyExtensionPolicy" && at.key == "wasm":
		f.add(n, at, member(n, "config"), f.structure)
	case member(n, "pluginConfig") != nil,
		at.kind == "WasmPlugin" && at.key == "spec",
		at.kind == "TrafficExtension" && at.key == "wasm":
		f.add(n, at, member(n, "pluginConfig"), f.structure)
	case member(n, "vm_config", "vmConfig") != nil:
		f.add(n, at, member(n, "configuration"), f.envoy)
	case at.filter && at.key == "config": // a patch to be merged into a plugin
		f.patch(n, at)
	default:
		return false
	}
	return true
}

// add reads the configuration of a plugin, if that is errormask.
func (f *finder) add(n *yaml.Node, at place, value *yaml.Node, read func(*Configuration, *yaml.Node)) {
	if !f.isErrormask(n, at, value) {
		f.others = append(f.others, Position{n.Line, n.Column})
		return
	}
	f.open(at, n, member(n, "vm_config", "vmConfig"))
	c := Configuration{Owner: owner(at), Position: Position{n.Line, n.Column}}
	if value != nil && resolve(value).ShortTag() != "!!null" {
		c.Position = Position{value.Line, value.Column}
		read(&c, value)
	}
	f.content.Configurations = append(f.content.Configurations, c)
}

// patch reads what is merged into a plugin: what it does not name stays as it is there.
func (f *finder) patch(n *yaml.Node, at place) {
	value := member(n, "configuration")
	switch {
	case value != nil:
		f.add(n, at, value, f.envoy)
	case f.isErrormask(n, at, nil):
		f.open(at, n)
	}
}

func (f *finder) isErrormask(n *yaml.Node, at place, configuration *yaml.Node) bool {
	return strings.Contains(strings.ToLower(at.name+" "+at.resource), f.word) || f.mentions(n, configuration)
}

func owner(at place) string {
	name := at.kind + " " + at.resource
	if at.kind == "" {
		name = strings.TrimSpace("Envoy's filter " + at.name)
	}
	return within(at.outer, name)
}

// within names what stands in something else.
func within(outer, name string) string {
	if outer == "" || name == "" {
		return outer + name
	}
	return outer + ": " + name
}

// mentions reports whether the word is in a value of the plugin, other than its configuration.
func (f *finder) mentions(n, configuration *yaml.Node) bool {
	if n == configuration {
		return false
	}
	if n.Kind == yaml.ScalarNode {
		return strings.Contains(strings.ToLower(n.Value), f.word)
	}
	return slices.ContainsFunc(n.Content, func(child *yaml.Node) bool { return f.mentions(child, configuration) })
}

// envoy reads a google.protobuf.Any: the filter needs a text in it.
func (f *finder) envoy(c *Configuration, n *yaml.Node) {
	const want = `give {"@type": type.googleapis.com/google.protobuf.StringValue, value: '...'} with JSON as the value`
	value, kind := member(n, "value"), text(n, "@type")
	switch _, kind, _ := strings.Cut(kind, "/"); {
	case resolve(n).Kind != yaml.MappingNode:
		c.fault = faultAt(n, "configuration: found no mapping; "+want)
	case kind == "google.protobuf.StringValue":
		f.text(c, value)
	case kind == "google.protobuf.BytesValue" && value != nil:
		decoded, err := base64.StdEncoding.DecodeString(resolve(value).Value)
		if err != nil {
			c.fault = faultAt(value, "configuration.value: not base64, as google.protobuf.BytesValue needs it")
			return
		}
		c.JSON, c.locate = string(decoded), func(int, int) (Position, string) {
			return Position{value.Line, value.Column}, " (in the decoded base64)"
		}
	case kind == "":
		c.fault = faultAt(n, `configuration: no "@type"; `+want)
	default:
		c.fault = faultAt(member(n, "@type"), "configuration: Envoy passes "+kind+" to a plugin as bytes, not as JSON; "+want)
	}
}

// text reads a configuration that is a text.
func (f *finder) text(c *Configuration, n *yaml.Node) {
	if n == nil {
		return
	}
	n = resolve(n)
	if n.Kind != yaml.ScalarNode {
		c.fault = faultAt(n, "configuration.value: must be a text that holds JSON, as in value: '{\"statuses\": [500]}'")
		return
	}
	c.Position = Position{n.Line, n.Column}
	c.JSON = n.Value
	c.locate = func(line, column int) (Position, string) {
		return placeIn(f.source, n, newSource(n.Value).offset(Position{line, column})), ""
	}
}

// structure reads a configuration that is given as YAML.
func (f *finder) structure(c *Configuration, n *yaml.Node) {
	r, err := render(n)
	if err != nil {
		c.fault = err
		return
	}
	c.JSON, c.locate = r.json.String(), r.locate
}
