package pluginconfig

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// telling are the words of a text that is a file of its own with something to be looked at, as a ConfigMap holds it.
var telling = []string{
	"vm_config", "vmConfig", "pluginConfig", "WasmPlugin", "TrafficExtension", "EnvoyExtensionPolicy",
	"http.wasm.v3.Wasm", "forward_reason_phrase", "forwardReasonPhrase",
}

// lastApplied is an annotation with the resource as kubectl has last been given it. What it says is not what is in force.
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

// inside looks into a text for what a file may have. All places in it become those of the file around it.
func (f *finder) inside(n *yaml.Node, at place) {
	has := func(word string) bool { return strings.Contains(n.Value, word) }
	if f.seen[n] || at.key == lastApplied || !slices.ContainsFunc(telling, has) || strings.HasPrefix(n.Value, "#!") {
		return
	}
	f.seen[n] = true
	inner := &finder{source: newSource(n.Value), word: f.word, seen: f.seen, depth: f.depth, nodes: f.nodes}
	outer := place{outer: within(holder(at), at.key)}
	documents, err := load(n.Value)
	if err != nil {
		inner.content.Configurations = []Configuration{{Owner: outer.outer, Position: Position{1, 1}, fault: err}}
	}
	for _, document := range documents {
		inner.walk(document, outer)
	}
	f.nodes = inner.nodes
	f.take(inner, func(p Position) Position { return placeIn(f.source, n, inner.source.offset(p)) })
}

// holder is what holds a text, or a setting that is no plugin's.
func holder(at place) string {
	if at.kind == "" {
		return at.outer
	}
	return within(at.outer, at.kind+" "+at.resource)
}

// take adds what another finder has found, at the places where this one's file has it.
func (f *finder) take(inner *finder, outside func(Position) Position) {
	for _, c := range inner.content.Configurations {
		c.Position = outside(c.Position)
		if c.fault != nil {
			c.fault = &Fault{outside(c.fault.Position), c.fault.Message}
		}
		if locate := c.locate; locate != nil {
			c.locate = func(line, column int) (Position, string) {
				position, hint := locate(line, column)
				return outside(position), hint
			}
		}
		f.content.Configurations = append(f.content.Configurations, c)
	}
	for _, w := range inner.content.Warnings {
		w.Position = outside(w.Position)
		f.content.Warnings = append(f.content.Warnings, w)
	}
	for _, other := range inner.others {
		f.others = append(f.others, outside(other))
	}
}
