package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

// otherFrame reads the frames of Dart, "bin/server.dart 71:38  main", of Haskell, "f, called at src/A.hs:3:5 in a-0.1:A", of Drupal,
// "A\B->c() (Line: 74)", and of OCaml, `Called from A.f in file "a.ml", line 4, characters 3-5`.
func (p *Parser) otherFrame(line []byte) bool {
	s := &p.scan
	if _, place, ok := cut(line[:min(len(line), maxPlace)], ".dart "); ok && len(place) > 0 && kinds[place[0]] == digit {
		p.enterAbove()
		return p.frame(line, line)
	}
	if s.current < 0 {
		return false
	}
	end := find.Index(line, ", called at ")
	if includes(line, ", characters ") { // OCaml
		end = len(line)
	}
	if end < 0 && line[len(line)-1] == ')' {
		end = find.Index(line, " (Line: ")
	}
	return end > 0 && p.frame(line, line[:end])
}

// enterAbove takes the line above a trace as the message, if there is no exception yet. GHC puts the program's name before it, as in "ledger-api:
// Prelude.head: empty list".
func (p *Parser) enterAbove() {
	if p.count == 0 && p.scan.above != nil {
		message := p.scan.above
		if n := bytes.IndexByte(message, ' '); n > 0 && message[n-1] == ':' && kinds[message[0]] == lower {
			message = message[n+1:]
		}
		p.enterNamed(nil, message)
	}
}
