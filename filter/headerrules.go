package filter

import (
	"slices"
	"strings"

	"errormask/filter/ascii"
)

// headerRules are what a configuration adds to the built-in header policy.
type headerRules struct {
	// exact and prefixes name headers that are dropped; set are those that are put in place of any with their name.
	exact, prefixes []string
	set             [][2]string
}

// replaces reports whether an original header goes.
func (h *headerRules) replaces(name string) bool {
	return ascii.In(h.exact, name) || h.sets(name) ||
		slices.ContainsFunc(h.prefixes, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func (h *headerRules) sets(name string) bool {
	return slices.ContainsFunc(h.set, func(header [2]string) bool { return header[0] == name })
}
