package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

const traceback = "Traceback (most recent call last):"

// boxed is how the lines begin in which Python's rich draws a trace: "╭─── Traceback (most recent call last) ───╮", "│ /app/a.py:12 in f │".
const boxed = 0xe2

// unboxed gives what such a line says.
func unboxed(line []byte) []byte {
	if i := find.Index(line, traceback[:len(traceback)-1]); i >= 0 {
		return line[i:]
	}
	if len(line) > 3 && line[1] > 0x95 { // no line of a box, but a mark such as Next.js puts before an error
		return trimSpace(line[3:])
	}
	text, ok := cutPrefix(line, "│")
	if !ok {
		return nil
	}
	return trimSpace(trimSuffix(text, "│"))
}

// richFrame reads "/app/a.py:12 in f".
func (p *Parser) richFrame(line []byte) bool {
	place, _, ok := cut(line, " in ")
	if !ok || !hasSuffix(trimDigits(place), ".py:") {
		return false
	}
	p.scan.pending.addFrame(&frame{line, inAt, line, nil, line[lastByte(place, '/')+1:]}, true)
	return true
}

// pythonMark reads the lines around Python's traces.
func (p *Parser) pythonMark(line []byte, indent int) bool {
	s := &p.scan
	switch {
	case hasPrefix(line, "Traceback (most recent call first)"): // Mojolicious
		s.callFirst = true
		return true
	case hasPrefix(line, "Traceback (most recent call last)"), hasPrefix(line, "Exception Group Traceback (most recent call last)"):
		p.finishPython(nil)
		s.mode, s.indent, s.pending = modePython, indent, exception{}
		return true
	case hasPrefix(line, "The above exception ") && includes(line, "direct cause of the following"),
		hasPrefix(line, "During handling of the above exception"):
		p.finishPython(nil)
		s.chained = true
		return true
	}
	return false
}

// pythonFrame reads `File "/app/file.py", line 12, in f`, here without the Traceback line, which may have been cut away.
func (p *Parser) pythonFrame(line []byte, indent int) bool {
	s := &p.scan
	if !includes(line, `", line `) {
		return false
	}
	if s.callFirst {
		return p.frame(line, line)
	}
	if s.mode != modePython {
		s.mode, s.indent, s.pending = modePython, max(indent-1, 0), exception{}
	}
	// A function's name says little without its file's.
	path := line[:find.Index(line, `", line `)]
	call := line[1+max(lastByte(path, '/'), lastByte(path, '\\'), bytes.IndexByte(path, '"')):]
	p.looked += len(line)
	s.pending.addFrame(&frame{line, inAt, line, nil, call}, true)
	return true
}

// pythonPageFrame reads "File /app/file.py, line 12, in f", as Starlette's page has it.
func (p *Parser) pythonPageFrame(line []byte) bool {
	i := find.Index(line, ", line ")
	if i < 0 || !hasPrefix(line, "File /") {
		return false
	}
	call := line
	if _, name, ok := cut(line[i:], ", in "); ok {
		call = name
		if end := bytes.IndexByte(name, ' '); end > 0 {
			call = name[:end]
			line = line[:len(line)-len(name)+end]
		}
	}
	p.scan.pending.addFrame(&frame{line, inAt, line, nil, call}, true)
	return true
}

// pythonLine reads a line below "Traceback": frames and their source, until the exception comes, which is less indented.
func (p *Parser) pythonLine(line []byte, indent int) bool {
	s := &p.scan
	if hasPrefix(line, `File "`) && p.pythonFrame(line, indent) {
		return true
	}
	if line[0] == '/' && p.richFrame(line) {
		return true
	}
	if indent > s.indent && s.pending.frames > 0 {
		return true
	}
	if p.pythonMark(line, indent) {
		return true
	}
	s.mode = modeNone
	if n := pythonType(line); n > 0 {
		h := header{typ: line[:n], sure: yes}
		if len(line) > n {
			h.message = trimSpace(line[n+1:])
		}
		p.finishPython(&h)
		return true
	}
	return false
}

// pythonType gives the length of the type in "type: message" or "type".
func pythonType(line []byte) int {
	n := typeLength(line)
	if n == 0 || n < len(line) && (line[n] != ':' || n+1 < len(line) && line[n+1] != ' ') {
		return 0
	}
	return n
}

// finishPython takes the frames that were read and the exception they belong to, if it is known.
func (p *Parser) finishPython(h *header) {
	s := &p.scan
	if h == nil {
		if s.pending.frames == 0 {
			return
		}
		h = &header{}
	}
	if h.sure == no && p.count > 0 && len(p.chain[0].typ) > 0 && p.chain[0].frames == 0 {
		// A page's heading named the exception.
		s.current, s.mute = 0, false
	} else if s.chained {
		p.enterOuter(h)
	} else {
		p.enter(h)
		s.first = s.current
	}
	s.chained = false
	e := &p.chain[s.current]
	if e.frames == 0 && s.pending.frames > 0 {
		f := &s.pending
		e.top, e.own, e.about, e.calls, e.found, e.frames = f.top, f.own, f.about, f.calls, f.found, f.frames
	}
	s.pending, s.mode = exception{}, modeNone
	s.messageFrom = s.offset(h.message)
}

// groupLine takes the drawing away in which Python shows the exceptions of a group; nil for a line that says nothing more.
func (p *Parser) groupLine(line []byte, indent *int) []byte {
	s := &p.scan
	if line[0] == '+' && includes(line, "-----") {
		if includes(line, "- ") {
			s.group++
		}
		if s.group > 1 {
			s.mode, s.pending = modeNone, exception{}
		}
		return nil
	}
	if len(line) < 2 || line[1] != ' ' {
		return line
	}
	if s.group > 1 {
		return nil
	}
	more, rest := trim(line[1:])
	*indent += more
	if len(rest) == 0 {
		return nil
	}
	return rest
}
