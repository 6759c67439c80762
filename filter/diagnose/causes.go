package diagnose

import "bytes"

var causedMarks = []string{"Caused by:", "CAUSED BY:", "Causing: ", "Causes:"}

// causedBy reads the cause of what stands above it.
func (p *Parser) causedBy(line []byte, indent int) bool {
	s := &p.scan
	if !startsWith(line, causedMarks) {
		return false
	}
	rest := trimSpace(line[bytes.IndexByte(line, ':')+1:])
	if len(rest) == 0 {
		s.mode, s.indent = modeCauses, indent
		if len(line) == len("Causes:") { // Rails, whose list is no deeper
			s.indent--
		}
		return true
	}
	p.enterCause(rest)
	return true
}

// enterCause takes a line that is known to be the header of a cause.
func (p *Parser) enterCause(line []byte) {
	h := p.marked(line)
	p.enter(&h)
}

// marked reads a line that is known to be a header, whatever its type looks like.
func (p *Parser) marked(line []byte) header {
	h := p.readHeader(line)
	if h.sure != no {
		return h
	}
	if n := typeLength(line); n > 0 && n+1 < len(line) && line[n] == ':' && line[n+1] == ' ' {
		h = header{typ: line[:n], message: trimSpace(line[n+1:]), sure: yes}
		if end, place := thrownIn(h.message); end > 0 {
			h.message, h.place = h.message[:end], place
		}
		return h
	}
	return header{message: line, sure: yes}
}

// outer reads the header of an exception around the ones above it, behind a mark.
func (p *Parser) outer(line []byte, mark string) bool {
	rest, ok := cutPrefix(line, mark)
	if ok = ok && p.count > 0 && typeLength(rest) > 0; ok {
		h := p.marked(rest)
		p.enterOuter(&h)
	}
	return ok
}

// enterOuter takes the header of an exception around the ones above it.
func (p *Parser) enterOuter(h *header) {
	p.open(min(p.scan.first, p.count), h)
	p.scan.messageFrom = -1
	if h.place != nil {
		p.thrown(h.place)
	}
}

// dotnetMark reads " ---> " before a cause and the end of its frames.
func (p *Parser) dotnetMark(line []byte) bool {
	s := &p.scan
	switch {
	case hasPrefix(line, "---> "):
		if hasPrefix(line, "---> (Inner Exception #") && !hasPrefix(line, "---> (Inner Exception #0)") {
			s.mute = true
			return true
		}
		p.enterCause(line[5:])
		return true
	case hasPrefix(line, "--- End of inner"):
		s.current = max(s.current-1, -1)
		s.mute = s.current >= 0 && p.chain[s.current].frames > 0
		return true
	}
	return hasPrefix(line, "--- End of stack trace")
}

// nodeMark reads "[cause]: Error: message" and "[errors]: [" in what Node prints of an error.
func (p *Parser) nodeMark(line []byte, indent int) bool {
	s := &p.scan
	switch {
	case hasPrefix(line, "[cause]: "):
		rest := line[9:]
		if len(rest) > 0 && (rest[0] == '\'' || rest[0] == '"' || rest[0] == '{' || hasPrefix(rest, "undefined")) {
			return true
		}
		p.enterCause(rest)
		return true
	case hasPrefix(line, "[errors]: ["):
		s.group, s.groupIndent = 0, indent
		s.mode = modeGroup
		return true
	}
	return false
}
