package main

import (
	"errors"
	"strings"

	"golang.org/x/net/http/httpguts"

	"errormask/test/scenario"
)

// headerFlag collects headers, with their names in lower case.
type headerFlag []scenario.Header

func (f *headerFlag) String() string { return "" }

func (f *headerFlag) Set(text string) error {
	h, ok := parseHeader(text)
	if !ok {
		return errors.New(`want a header such as "Content-Type: text/html"`)
	}
	*f = append(*f, h)
	return nil
}

// parseHeader reads "Name: value".
func parseHeader(line string) (scenario.Header, bool) {
	name, value, ok := strings.Cut(line, ":")
	value = strings.Trim(value, " \t")
	ok = ok && isToken(name) && httpguts.ValidHeaderFieldValue(value)
	return scenario.Header{strings.ToLower(name), value}, ok
}

// isToken reports whether a text may be a header's name or a method (RFC 9110, section 5.6.2).
func isToken(text string) bool { return httpguts.ValidHeaderFieldName(text) }

// value gives the first header with a name, "" if there is none.
func (f headerFlag) value(name string) string {
	for _, h := range f {
		if h[0] == name {
			return h[1]
		}
	}
	return ""
}

// without gives the headers that do not have this name.
func (f headerFlag) without(name string) headerFlag {
	var rest headerFlag
	for _, h := range f {
		if h[0] != name {
			rest = append(rest, h)
		}
	}
	return rest
}
