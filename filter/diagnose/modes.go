package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

// inMode reads a line in a trace whose lines tell nothing by themselves, and reports whether it belonged to it.
func (p *Parser) inMode(line []byte, indent int) bool {
	s := &p.scan
	switch s.mode {
	case modePython:
		return p.pythonLine(line, indent)
	case modeGo:
		return p.goLine(line)
	case modeRust:
		return p.rustLine(line)
	case modeGroup:
		return p.nodeGroupLine(line, indent)
	case modeCauses:
		if indent <= s.indent && !hasPrefix(line, "0: ") {
			s.mode = modeNone
			return false
		}
		if indent > s.indent+len("    ") {
			return false // a further line of the cause above
		}
		cause, numbered := cutPrefix(cutDigits(line), ": ")
		if !numbered {
			cause, s.mode = line, modeNone // the only one
		}
		p.enterCause(cause)
		return true
	case modeData:
		if indent > s.indent && !hasPrefix(line, "at ") && !hasPrefix(line, "---") {
			return true
		}
		s.mode = modeNone
	}
	return false
}

// nodeGroupLine takes the first error of a list, and no other.
func (p *Parser) nodeGroupLine(line []byte, indent int) bool {
	s := &p.scan
	if indent <= s.groupIndent {
		s.mode, s.group = modeNone, 0
		return line[0] == ']'
	}
	if hasPrefix(line, "at ") {
		line = trimSuffix(trimSuffix(line, ","), " {")
		return s.group > 1 || p.atFrame(line)
	}
	if h := p.readHeader(line); h.sure != no && indent <= s.groupIndent+2 {
		if s.group++; s.group == 1 {
			p.enter(&h)
		}
		return true
	}
	if s.group == 1 {
		p.property(line)
	}
	return true
}

// goPanic reads "panic: message", whose "[recovered]" says that the next line panics because of it, and "fatal error: message".
func (p *Parser) goPanic(line []byte) bool {
	s := &p.scan
	rest, ok := cutPrefix(line, "panic: ")
	if !ok {
		if rest, ok = cutPrefix(line, "fatal error: "); !ok {
			return false
		}
	}
	rest = trimSuffix(rest, " [recovered, repanicked]")
	message, recovered := cutSuffix(rest, " [recovered]")
	if s.chained {
		s.chained = recovered
		return true
	}
	p.enterNamed(nil, message)
	s.chained = recovered
	return true
}

// goroutine reads "goroutine 1 [running]:". Of several goroutines the first is the one that panicked.
func (p *Parser) goroutine(line []byte, indent int) bool {
	s := &p.scan
	if !hasPrefix(line, "goroutine ") || !hasSuffix(line, "]:") {
		return false
	}
	if s.current < 0 && s.above != nil && p.count == 0 {
		// What a handler prints above debug.Stack, and net/http as "http: panic serving 192.0.2.1:4711: message".
		message := s.above
		if p.row(nil, message, nil) >= spoken && p.row(nil, s.before, nil) < spoken {
			message = s.before // an excerpt of what did not parse may stand between
		}
		if i := find.Index(message, "http: panic serving "); i >= 0 {
			if _, rest, ok := cut(message[i+20:], ": "); ok {
				message = rest
			}
		}
		p.enterNamed(nil, message)
	}
	s.mode, s.indent, s.call = modeGo, indent, nil
	s.mute = s.current >= 0 && p.chain[s.current].frames > 0
	return true
}

// goLine reads the two lines of a frame in turns: the function, then its file. Of both, the function names the frame.
func (p *Parser) goLine(line []byte) bool {
	s := &p.scan
	if s.call == nil {
		s.call = line
		return true
	}
	call := s.call
	s.call = nil
	if bytes.IndexByte(line, ':') < 0 {
		s.mode = modeNone
		return false
	}
	if hasPrefix(call, "panic(") {
		// What stands above dealt with the panic.
		if s.current >= 0 && !s.mute {
			e := &p.chain[s.current]
			*e = exception{typ: e.typ, message: e.message, context: e.context, code: e.code}
		}
		return true
	}
	if hasPrefix(call, "created by ") {
		return true
	}
	name := call
	if i := lastByte(name, '('); i > 0 {
		name = name[:i]
	}
	return p.addFrame(&frame{call, inGo, line, name, name})
}

// goPlace reads the frames of gin's recovery, "/app/file.go:12 (0x8a3fd1)", and those of errors that have a stack: a function and, on the next
// line, "/app/file.go:12". The message stands above the first one.
func (p *Parser) goPlace(line []byte) bool {
	s := &p.scan
	i := find.Index(line[:min(len(line), maxPlace)], ".go:")
	if i < 0 || line[0] != '/' && line[1] != ':' {
		return false
	}
	f, message := &frame{line, inGo, line, nil, line[:i]}, s.above
	switch rest := cutDigits(line[i+4:]); {
	case hasPrefix(rest, " (0x") && hasSuffix(rest, ")"):
	case len(rest) == 0 && bytes.IndexByte(s.above, '.') > 0 && bytes.IndexByte(s.above, ' ') < 0:
		f.line, f.name, f.call = s.above, s.above, s.above
		message = s.before
		s.mode, s.call, s.indent = modeGo, nil, 0
	default:
		return false
	}
	if s.current < 0 && len(message) > 0 && !bytes.Equal(message, f.line) {
		p.enterNamed(nil, message)
	}
	return p.addFrame(f)
}

// rustPanic reads "thread 'main' panicked at place:", with the message on the next line or, before Rust 1.73, in quotes.
func (p *Parser) rustPanic(line []byte) bool {
	if !hasPrefix(line, "thread ") {
		return false
	}
	_, rest, ok := cut(line, " panicked at ")
	if !ok {
		return false
	}
	if len(rest) > 0 && rest[0] == '\'' {
		message, place, ok := cut(rest[1:], "', ")
		p.enterNamed(nil, message)
		p.scan.rustPlace = !ok
		p.chain[p.scan.current].place = place
		return true
	}
	p.enter(&header{sure: yes, await: true})
	p.scan.await = true
	p.chain[p.scan.current].place = trimSuffix(rest, ":")
	return true
}

// rustLine reads the two lines of a frame: "3: function" and "at place".
func (p *Parser) rustLine(line []byte) bool {
	s := &p.scan
	if rest, ok := cutPrefix(line, "at "); ok && s.call != nil {
		call := s.call
		s.call = nil
		_, name, _ := cut(call, ": ")
		return p.addFrame(&frame{call, inRust, rest, name, name})
	}
	number := cutDigits(line)
	if len(number) < len(line) && hasPrefix(number, ": ") {
		if s.call != nil {
			_, name, _ := cut(s.call, ": ")
			p.addFrame(&frame{s.call, inRust, nil, name, name})
		}
		s.call = line
		return true
	}
	s.mode, s.call = modeNone, nil
	return false
}

// elixirError reads "** (Mod.Error) message".
func (p *Parser) elixirError(line []byte) bool {
	if !hasPrefix(line, "** (") {
		return false
	}
	typ, message, ok := cut(line[4:], ")")
	if !ok {
		return false
	}
	if message = trimSpace(message); string(typ) == "EXIT" && p.scan.current >= 0 { // what a process ended with that was called
		p.chain[p.scan.current].code = message
		return true
	}
	p.enterNamed(typ, message)
	return true
}

// elixirFrame reads "(app 1.0.0) lib/app/file.ex:12: App.f/1".
func (p *Parser) elixirFrame(line []byte) bool {
	_, rest, ok := cut(line[1:], ") ")
	if !ok || p.scan.current < 0 || !includes(rest, ".ex:") && !includes(rest, ".erl:") && !includes(rest, ".exs:") {
		return false
	}
	call := rest
	if i := find.LastIndex(rest, ": "); i >= 0 {
		call = rest[i+2:]
	}
	return p.addFrame(&frame{line, inElixir, line, line[1:], call})
}
