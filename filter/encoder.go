package filter

import (
	"strconv"
	"strings"

	"errormask/filter/jsontext"
	"errormask/filter/redact"
)

// encoder appends the members of one JSON object to line. Members without data are left out.
type encoder struct {
	line []byte
	// redactor is nil if nothing is to be redacted.
	redactor *redact.Redactor
	// value and clean are where values are redacted.
	value, clean []byte
}

func (e *encoder) begin(redactor *redact.Redactor) {
	e.redactor = redactor
	e.line = e.line[:0]
	e.put("{")
}

func (e *encoder) end() []byte {
	e.put("}")
	return e.line
}

// put appends a text as it is.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func (e *encoder) put(text string) { e.line = append(e.line, text...) }

// name appends a member's name, which is ours and needs no escape.
//
// Inlined where it is called it would make the module 9 KB larger.
//
//go:noinline
func (e *encoder) name(name string) {
	line := e.line // stored once, as each store takes a write barrier
	if len(line) > 1 {
		line = append(line, ',')
	}
	e.line = append(append(append(line, '"'), name...), `":`...)
}

// text appends a string of at most budget bytes; a longer one loses its middle.
//
// Inlined where it is called it would make the module 7 KB larger.
//
//go:noinline
func (e *encoder) text(name, value string, budget int) {
	e.bytes(name, e.hold(value), budget)
}

// hold gives the bytes of a text, until the next one.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func (e *encoder) hold(text string) []byte {
	e.value = append(e.value[:0], text...)
	return e.value
}

func (e *encoder) bytes(name string, value []byte, budget int) {
	if len(value) == 0 {
		return
	}
	e.name(name)
	line, _ := whole(value).append(append(e.line, '"'), budget)
	e.line = append(line, '"')
}

// redacted is text without its secrets.
//
// Inlined where it is called it would make the module 3 KB larger.
//
//go:noinline
func (e *encoder) redacted(name, value string, budget int) {
	e.redactedBytes(name, e.hold(value), budget)
}

func (e *encoder) redactedBytes(name string, value []byte, budget int) {
	if e.redactor != nil && len(value) > 0 {
		e.clean = e.redactor.Append(e.clean[:0], value)
		value = e.clean
	}
	e.bytes(name, value, budget)
}

// redactedQuery is the query of a URL without its secrets.
func (e *encoder) redactedQuery(name, query string, budget int) {
	value := e.hold(query)
	if e.redactor != nil {
		e.clean = e.redactor.AppendQuery(e.clean[:0], value)
		value = e.clean
	}
	e.bytes(name, value, budget)
}

// detail is a header without its secrets; its name may tell that its value is one.
func (e *encoder) detail(name, value string, budget int) {
	if e.redactor == nil {
		e.text(name, value, budget)
		return
	}
	prefix := name + ": "
	clean := string(e.redactor.Append(e.clean[:0], []byte(prefix+value)))
	if rest, ok := strings.CutPrefix(clean, prefix); ok {
		e.text(name, rest, budget)
	} else {
		e.redacted(name, value, budget)
	}
}

// members appends members that are JSON already. They may begin with the comma that parts them from others.
//
// Inlined where it is called it would make the module 4 KB larger.
//
//go:noinline
func (e *encoder) members(members []byte) {
	if len(members) > 0 && members[0] != ',' && len(e.line) > 1 {
		e.put(",")
	}
	e.line = append(e.line, members...)
}

func (e *encoder) integer(name string, value int) {
	e.name(name)
	e.line = strconv.AppendInt(e.line, int64(value), 10)
}

func (e *encoder) id(name string, id errorID) {
	e.name(name)
	e.put(`"`)
	e.line = id.append(e.line)
	e.put(`"`)
}

// hexadecimal appends a number as a string of 16 digits.
func (e *encoder) hexadecimal(name string, value uint64) {
	e.name(name)
	e.put(`"`)
	e.line = appendHex(e.line, value)
	e.put(`"`)
}

func appendHex(dst []byte, value uint64) []byte {
	for shift := 60; shift >= 0; shift -= 4 {
		dst = append(dst, jsontext.Hex[value>>shift&15])
	}
	return dst
}

// milliseconds appends a time span, given in nanoseconds, with three decimals.
func (e *encoder) milliseconds(name string, nanos int64) {
	e.name(name)
	micros := nanos / 1000
	e.line = strconv.AppendInt(e.line, micros/1000, 10)
	e.put(".000")
	putDigits(e.line[len(e.line)-3:], int(micros%1000))
}

func (e *encoder) yes(name string) {
	e.name(name)
	e.put("true")
}
