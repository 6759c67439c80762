package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

// maxPlace is the most bytes of a line before the end of a place that begins it.
const maxPlace = 200

// rubyPlace gives the length of "path.rb:12" before ":in", or 0.
func rubyPlace(line []byte) int {
	head := line[:min(len(line), maxPlace)]
	i := bytes.IndexByte(head, '\'')
	if i < 0 {
		i = len(head)
	}
	if back := bytes.IndexByte(head[:i], '`'); back >= 0 {
		i = back
	}
	if i -= len(":in "); i < 2 || i+5 >= len(line) || kinds[line[i-1]] != digit || !hasPrefix(line[i:], ":in ") {
		return 0
	}
	return i
}

// rubyFrame reads "path.rb:12:in `m'", with "from " before it, or the message and the class behind it.
func (p *Parser) rubyFrame(line []byte) bool {
	i := rubyPlace(line)
	if i == 0 {
		return false
	}
	name := line[i+5:]
	end := bytes.IndexByte(name, '\'')
	if end < 0 {
		return false
	}
	rest := trimSpace(name[end+1:])
	if hasPrefix(rest, ": ") {
		p.rubyError(rest[2:])
	}
	f := &frame{line: line[:i+5+end+1], place: line, name: name[:end], call: line[1+lastByte(line[:i], '/') : i+5+end]}
	if hasPrefix(line, "<internal:") || isGem(line[:i]) {
		f.name, f.lang = []byte("stdlib "), inElixir
	}
	return p.addFrame(f)
}

// rubyError reads "message (Class)".
func (p *Parser) rubyError(text []byte) {
	h := header{message: text, sure: yes}
	if open := find.LastIndex(text, " ("); open >= 0 && text[len(text)-1] == ')' {
		if typ := text[open+2 : len(text)-1]; typeLength(typ) == len(typ) && len(typ) > 0 {
			h.typ, h.message = typ, trimSpace(text[:open])
		}
	}
	p.enter(&h)
}

// isGem reports whether a place is one in a gem as Rails prints it, "activerecord (7.1.3) lib/...".
func isGem(place []byte) bool {
	open := find.Index(place, " (")
	return open > 0 && open+2 < len(place) && kinds[place[open+2]] == digit && includes(place[open:], ") ")
}

// rubyHeading reads "message (Class)" above frames.
func (p *Parser) rubyHeading(line []byte) bool {
	line = trimPrefix(trimPrefix(line, "Puma caught this error: "), "Unhandled exception: ") // Crystal's runtime
	open := find.LastIndex(line, " (")
	if open < 0 || certaintyOfText(line[open+2:len(line)-1]) != yes || !p.frameFollows() {
		return false
	}
	p.rubyError(line)
	return true
}
