package proxy

import (
	"slices"
	"strings"

	"errormask/test/scenario"
)

// Headers is a header map as Envoy keeps it: names in lower case, pseudo headers first, a repeated name as repeated entries, except for
// those of which Envoy keeps one entry and joins the values by a comma.
type Headers struct {
	entries []scenario.Header
}

// joined was seen in Envoy 1.36 and 1.40.
var joined = names(`:status access-control-allow-credentials access-control-allow-headers access-control-allow-methods
	access-control-allow-origin access-control-expose-headers access-control-max-age age cache-control connection content-encoding
	content-length content-type date etag expires grpc-message grpc-status keep-alive last-modified location proxy-connection
	proxy-status server transfer-encoding upgrade vary via x-request-id`)

func names(list string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(list) {
		set[name] = true
	}
	return set
}

// NewHeaders makes a map of these entries.
func NewHeaders(entries ...scenario.Header) *Headers {
	h := new(Headers)
	for _, e := range entries {
		h.Add(e[0], e[1])
	}
	return h
}

// All gives a copy of all entries.
func (h *Headers) All() []scenario.Header { return slices.Clone(h.entries) }

// Len is the number of entries.
func (h *Headers) Len() int { return len(h.entries) }

// ByteSize is the number of bytes in all names and values.
func (h *Headers) ByteSize() int {
	n := 0
	for _, e := range h.entries {
		n += len(e[0]) + len(e[1])
	}
	return n
}

// Joined gives all values of a name as one list, as attributes have them.
func (h *Headers) Joined(name string) (list string, ok bool) {
	for _, e := range h.entries {
		switch {
		case e[0] != name:
			continue
		case ok:
			list += ","
		}
		list += e[1]
		ok = true
	}
	return list, ok
}

// Get gives the first value.
func (h *Headers) Get(name string) (string, bool) {
	if i := h.index(name); i >= 0 {
		return h.entries[i][1], true
	}
	return "", false
}

// Add appends an entry.
func (h *Headers) Add(name, value string) {
	name = strings.ToLower(name)
	if i := h.index(name); i >= 0 && joined[name] {
		h.entries[i][1] += "," + value
		return
	}
	at := len(h.entries)
	if strings.HasPrefix(name, ":") {
		at = slices.IndexFunc(h.entries, func(e scenario.Header) bool { return !strings.HasPrefix(e[0], ":") })
		if at < 0 {
			at = len(h.entries)
		}
	}
	h.entries = slices.Insert(h.entries, at, scenario.Header{name, value})
}

// Set replaces all entries of this name by one.
func (h *Headers) Set(name, value string) {
	name = strings.ToLower(name)
	i := h.index(name)
	if i < 0 {
		h.Add(name, value)
		return
	}
	h.entries[i][1] = value
	rest := slices.DeleteFunc(slices.Clone(h.entries[i+1:]), func(e scenario.Header) bool { return e[0] == name })
	h.entries = append(h.entries[:i+1], rest...)
}

// Remove removes all entries of this name.
func (h *Headers) Remove(name string) {
	name = strings.ToLower(name)
	h.entries = slices.DeleteFunc(h.entries, func(e scenario.Header) bool { return e[0] == name })
}

// Replace puts these entries in place of all.
func (h *Headers) Replace(entries []scenario.Header) { *h = *NewHeaders(entries...) }

func (h *Headers) index(name string) int {
	name = strings.ToLower(name)
	return slices.IndexFunc(h.entries, func(e scenario.Header) bool { return e[0] == name })
}
