package response

import (
	"strings"

	"errormask/filter/ascii"
)

// essence gives a media type without its parameters, in lower case.
func essence(contentType string) string {
	name, _, _ := strings.Cut(contentType, ";")
	return ascii.Lower(ascii.Trim(name, " \t"))
}

// IsJSON reports whether a content-type says that a body is JSON (RFC 8259; RFC 6839, section 3.1).
func IsJSON(contentType string) bool { return isJSON(essence(contentType)) }

// Inlined where it is called it would make the module 2 KB larger.
//
//go:noinline
func isJSON(essence string) bool {
	return essence == "application/json" || essence == "text/json" || strings.HasSuffix(essence, "+json")
}

func isMarkup(essence string) bool {
	return essence == "text/html" || essence == "text/xml" || essence == "application/xml" || strings.HasSuffix(essence, "+xml")
}
