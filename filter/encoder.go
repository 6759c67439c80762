package filter

import "strconv"

// encoder appends the members of one JSON object to line. Members without data are left out.
type encoder struct {
	line []byte
}

func (e *encoder) begin(line []byte) { e.line = append(line[:0], '{') }

func (e *encoder) end() []byte { return append(e.line, '}') }

// name appends a member's name, which is ours and needs no escape.
func (e *encoder) name(name string) {
	if len(e.line) > 1 {
		e.line = append(e.line, ',')
	}
	e.line = append(append(append(e.line, '"'), name...), `":`...)
}

// text appends a string of at most budget bytes; a longer one loses its middle.
func (e *encoder) text(name, value string, budget int) {
	if value == "" {
		return
	}
	e.name(name)
	e.line = append(e.line, '"')
	e.line, _ = excerpt{text: []byte(value)}.append(e.line, budget)
	e.line = append(e.line, '"')
}

func (e *encoder) integer(name string, value int) {
	e.name(name)
	e.line = strconv.AppendInt(e.line, int64(value), 10)
}

// milliseconds appends a time span, given in nanoseconds, with three decimals.
func (e *encoder) milliseconds(name string, nanos int64) {
	e.name(name)
	micros := nanos / 1000
	e.line = strconv.AppendInt(e.line, micros/1000, 10)
	e.line = appendDigits(append(e.line, '.'), int(micros%1000), 3)
}

func (e *encoder) yes(name string) {
	e.name(name)
	e.line = append(e.line, "true"...)
}
