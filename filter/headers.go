package filter

import (
	"strings"

	"errormask/filter/ascii"
	"errormask/filter/jsontext"
	"errormask/filter/words"
)

// original is what matters of an original answer's headers before they are edited.
type original struct {
	contentType, contentEncoding string
	// hasLength says that a content-length above 0 announces a body.
	hasLength bool
	// isChunked says that an HTTP/1 upstream frames its body in chunks.
	isChunked bool
	// length is the content-length, 0 if there is none.
	length int
	// hasCacheControl says that the upstream itself said how its answer may be stored.
	hasCacheControl bool
}

func describe(headers [][2]string) original {
	var o original
	for _, header := range headers {
		switch header[0] {
		case "content-type":
			o.contentType = header[1]
		case "content-encoding":
			o.contentEncoding = join(o.contentEncoding, header[1])
		case "content-length":
			o.hasLength = ascii.Trim(header[1], "0 ") != ""
			o.length = parseLength(header[1])
		case "transfer-encoding":
			o.isChunked = true
		case "cache-control":
			o.hasCacheControl = true
		}
	}
	return o
}

// parseLength gives a content-length, 0 for none that matters: of nine digits at most (RFC 9110, section 8.6).
func parseLength(text string) (length int) {
	if len(text) > 9 || jsontext.Digits(text) != len(text) {
		return 0
	}
	for i := range len(text) {
		length = length*10 + int(text[i]-'0')
	}
	return length
}

// join puts the values of a repeated header into one list (RFC 9110, section 5.3).
func join(list, value string) string {
	if list == "" {
		return value
	}
	return list + ", " + value
}

// keep appends to kept those headers, pseudo headers aside, that may reach the client. A masked answer must not be stored unless its
// upstream, or the configuration, said so.
func (o original) keep(kept, headers [][2]string, rules *headerRules) [][2]string {
	for _, header := range headers {
		if name := header[0]; !strings.HasPrefix(name, ":") && !isDropped(name) && !rules.replaces(name) {
			kept = withHeader(kept, name, header[1])
		}
	}
	kept = append(kept, rules.set...)
	if !o.hasCacheControl && !rules.sets("cache-control") {
		kept = withHeader(kept, "cache-control", "no-store")
	}
	return kept
}

// withHeader is headers with one more.
//
// Inlined where it is called it would make the module 2 KB larger.
//
//go:noinline
func withHeader(headers [][2]string, name, value string) [][2]string {
	return append(headers, [2]string{name, value})
}

// dropped gives the names of the headers that keep leaves out, as a list.
func dropped(headers [][2]string, rules *headerRules) string {
	var names string
	for _, header := range headers {
		name := header[0]
		// What describes the body or the connection is replaced rather than dropped.
		if replaced := isHopByHop(name) || name == "content-type" || name == "content-length"; !replaced && (isDropped(name) || rules.replaces(name)) && len(names) < valueBudget {
			names = join(names, name)
		}
	}
	return names
}

// isDropped reports whether a header of an error never reaches the client.
func isDropped(name string) bool {
	return unwanted.Has([]byte(name)) || isHopByHop(name) || startsWith(name, technologyPrefixes) || tellsOfError(name)
}

var (
	// unwanted is what is said about the old body and untrue of the new one (RFC 9110, sections 8 and 14; RFC 9530; RFC 3230); and what gives away, as those
	// with the prefixes do, the technology behind an answer.
	unwanted           = words.Set{Name: "unwanted"}
	technologyPrefixes = []string{"x-aspnet", "x-powered-"}
	// errorPrefixes begin the names of headers that give away the error itself.
	errorPrefixes = []string{"grpc-message", "grpc-status-details-bin", "x-debug", "x-error", "x-exception", "x-stack"}
)

// isHopByHop names what is for the connection to the upstream alone (RFC 9110, section 7.6.1). The proxy writes its own.
//
// Inlined where it is called it would make the module 2 KB larger.
//
//go:noinline
func isHopByHop(name string) bool {
	switch name {
	case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "te":
		return true
	}
	return false
}

// tellsOfError names what gives away the error itself. It goes to the record.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func tellsOfError(name string) bool { return startsWith(name, errorPrefixes) }

func startsWith(name string, prefixes []string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
