package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

// perlPlace reads what Perl puts behind each message, " at file.pm line 12.", which may stand on a later line than the message begins.
func (p *Parser) perlPlace(line []byte) {
	s := &p.scan
	at := find.LastIndex(line, " at ")
	if s.current >= 0 || at < 0 {
		return
	}
	place := line[at+4:]
	file, number, ok := cut(place, " line ")
	n := 0
	for n < len(number) && kinds[number[n]] == digit {
		n++
	}
	if !ok || n == 0 || n == len(number) || number[n] != '.' && number[n] != ',' || bytes.IndexByte(file, ' ') >= 0 {
		return
	}
	message, context := s.before, line[:at]
	if len(message) == len(line) {
		message = context
	} else if from := cap(s.text) - cap(message); from >= 0 && from < s.from {
		context = s.text[from:s.end]
	}
	p.enterNamed(nil, message)
	p.chain[s.current].context = context
	place = place[:len(file)+6+n]
	p.addFrame(&frame{place, inAt, place, nil, file})
}
