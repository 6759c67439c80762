package filter

import (
	"strings"

	"errormask/filter/ascii"
	"errormask/filter/jsontext"
)

// details are headers and trailers that the client does not get, though they may be all that is said of an error: each by its name in the
// record, and its value.
type details [][2]string

// Bounds of what is kept of them.
const (
	maxDetails = 16
	// detailsBudget is for all of them together, in bytes of JSON.
	detailsBudget = 2 << 10
)

// addHeaders takes those headers that were asked for and those that tell of an error.
func (d *details) addHeaders(headers [][2]string, asked []string) {
	for _, header := range headers {
		if tellsOfError(header[0]) || ascii.In(asked, header[0]) {
			d.add("http.response.header.", header)
		}
	}
}

func (d *details) addTrailers(trailers [][2]string) {
	for _, trailer := range trailers {
		d.add("http.response.trailer.", trailer)
	}
}

// add joins the values of a repeated name, as a list of them means the same (RFC 9110, section 5.3).
func (d *details) add(prefix string, header [2]string) {
	name := prefix + underscored(keepValue(header[0]))
	for i, known := range *d {
		if known[0] == name {
			(*d)[i][1] = keepValue(join(known[1], header[1]))
			return
		}
	}
	if len(*d) < maxDetails {
		*d = withHeader(*d, name, keepValue(header[1]))
	}
}

// underscored gives a header's name as OpenTelemetry has it.
func underscored(name string) string {
	b := []byte(name)
	for i, c := range b {
		if c == '-' {
			b[i] = '_'
		}
	}
	return string(b)
}

// keepValue copies as much of a value as a record can show. The value itself shares its memory with all headers of its message, which would
// stay as long as the stream.
func keepValue(value string) string { return keepUpTo(value, valueBudget) }

func keepUpTo(value string, most int) string {
	if len(value) > most {
		return string(trimPartialEnd([]byte(value[:most-len("…")]))) + "…"
	}
	return strings.Clone(value)
}

func (e *encoder) details(d details) {
	left := detailsBudget
	for _, detail := range d {
		before := len(e.line)
		e.detail(string(jsontext.AppendEscaped(nil, []byte(detail[0]))), detail[1], min(left, valueBudget))
		left -= len(e.line) - before
		if left < markerSize {
			return
		}
	}
}
