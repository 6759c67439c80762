package pluginconfig

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// open are the settings with which a proxy lets answers pass that it cannot give to the filter.
var open = []struct{ key, value string }{
	{"failure_policy", "FAIL_OPEN"}, {"failurePolicy", "FAIL_OPEN"}, {"failStrategy", "FAIL_OPEN"},
	{"fail_open", "true"}, {"failOpen", "true"},
}

// open warns of what around a configuration lets errors pass.
func (f *finder) open(at place, plugins ...*yaml.Node) {
	for _, plugin := range plugins {
		for _, o := range open {
			if value := member(plugin, o.key); is(value, o.value) {
				f.warn(owner(at), value, o.key+": "+o.value+" lets answers through as they are when the filter cannot be loaded or has failed: leave it out")
			}
		}
	}
}

// phrase warns of a cluster that hands the application's reason phrase on, around all filters. A listener's connection manager has the same
// setting, where it does nothing.
func (f *finder) phrase(n *yaml.Node, at place) {
	for _, key := range []string{"forward_reason_phrase", "forwardReasonPhrase"} {
		if value := member(n, key); is(value, "true") && !at.listener {
			f.warn(holder(at), value, key+": true shows clients the application's reason phrase, which no filter can change: leave it out")
		}
	}
}

func is(value *yaml.Node, word string) bool {
	return value != nil && strings.EqualFold(resolve(value).Value, word)
}

func (f *finder) warn(owner string, value *yaml.Node, message string) {
	f.content.Warnings = append(f.content.Warnings, Warning{owner, *faultAt(value, message)})
}
