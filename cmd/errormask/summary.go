package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// summary says in a few words what a valid configuration does.
func summary(configuration string) string {
	members := map[string]json.RawMessage{}
	json.Unmarshal([]byte(configuration), &members) // an empty configuration is valid, and has no members
	mode, statuses := "mask", []any{500.0}
	if text, ok := members["mode"]; ok {
		json.Unmarshal(text, &mode)
	}
	if text, ok := members["statuses"]; ok {
		json.Unmarshal(text, &statuses)
	}
	words := []string{"mode " + mode + " for " + join(statuses)}
	switch mode {
	case "mask":
		words = []string{"masks " + join(statuses)}
	case "off":
		words = []string{"mode off"}
	}
	delete(members, "mode")
	delete(members, "statuses")
	if len(members) > 0 {
		words = append(words, "sets "+strings.Join(slices.Sorted(maps.Keys(members)), ", "))
	}
	return strings.Join(words, ", ")
}

func join(values []any) string {
	var words []string
	for _, value := range values {
		text, _ := json.Marshal(value)
		words = append(words, strings.Trim(string(text), `"`))
	}
	return strings.Join(words, ", ")
}
