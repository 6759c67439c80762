package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

// frame gives the current exception a frame whose function's name is call.
//
//go:noinline
func (p *Parser) frame(line, call []byte) bool {
	return p.addFrame(&frame{line, inAt, line, call, call})
}

// addFrame gives the current exception a frame, and begins one if there is none. It always reports true.
func (p *Parser) addFrame(f *frame) bool {
	s := &p.scan
	s.await = false
	if s.current < 0 { // a logger's words may stand before the exception
		if h := p.embedded(s.above); h.sure == yes {
			p.enter(&h)
		}
	}
	if s.current < 0 {
		s.current = p.insert(min(s.base, p.count))
		s.opened = s.current
	}
	if !s.mute {
		p.looked += len(f.line)
		p.chain[s.current].addFrame(f, false)
	}
	return true
}

// isFrame reports whether a line is a frame by itself.
func isFrame(line []byte) bool {
	return hasPrefix(line, "at ") && len(line) > 5 && placed(line) && !isJacksonSource(line) || startsWith(line, frameStarts) || rubyPlace(line) > 0 || javaPlace(line) ||
		hasPrefix(line, "from ") && includes(line, ".cr:") || hasPrefix(line, "in ") && includes(line, " (line ")
}

// frameStarts are how frames begin that need nothing else to be one.
var frameStarts = []string{`File "`, "#0 ", "bei ", "! at "}

// javaPlace reports whether a line is a frame of Java without "at", as Tomcat 9 prints it: it ends in "(File.java:12)".
func javaPlace(line []byte) bool {
	open := lastByte(line, '(')
	if !oneName(line, open) || line[len(line)-1] != ')' {
		return false
	}
	for _, place := range javaPlaces {
		if includes(line[open:], place) {
			return true
		}
	}
	return false
}

// oneName reports whether a line has a function's name and its namespace, and nothing else, before a parenthesis.
func oneName(line []byte, open int) bool {
	return open > 2 && bytes.IndexByte(line[:open], ' ') < 0 && bytes.IndexByte(line[:open], '.') > 0
}

var javaPlaces = []string{".java", ".kt", ".scala", ".groovy", ".clj", "(Native Method)", "(Unknown Source)"}

// placed reports whether a line that begins with "at " is a frame and no prose: it has a place, or a function's parentheses.
func placed(line []byte) bool {
	if len(line) < 5 {
		return false
	}
	rest := line[3:]
	if bytes.IndexByte(rest, '(') > 0 || includes(rest, ".") && bytes.IndexByte(rest, ':') > 0 {
		return true
	}
	return hasPrefix(rest, "node:") || hasPrefix(rest, "async ") || bytes.IndexByte(rest, ' ') < 0 && (hasPrefix(rest, "<anonymous>") || count(rest, ":") >= 2 || hasPrefix(rest, "native"))
}

// atFrame reads the frames of Java, JavaScript and .NET: "at function(place)", "at function (place)", "at place".
func (p *Parser) atFrame(line []byte) bool {
	line = trimSuffix(line, " {")
	open := bytes.IndexByte(line, '(')
	if open <= 3 && !placed(line) || isJacksonSource(line) {
		return false
	}
	if p.full() {
		return true
	}
	place, call := line, line[3:]
	if open > 3 {
		// The path is in the parentheses, or behind them; what stands before them is names.
		place, call = line[open:], line[3:open]
		if string(place) == "()" {
			place = p.placeBelow(line)
		}
	}
	call = trimPrefixes(call, callPrefixes)
	if i := bytes.IndexByte(call, '@'); i > 0 && open > 3 {
		if i := lastByte(call, '/'); i > 0 && i+1 < len(call) {
			call = call[i+1:] // a Java module, as in "java.base@17/java.lang.Thread.run"
		}
	}
	return p.addFrame(&frame{line, inAt, place, call, call})
}

// placeBelow gives the next line if that is where a function was called, as Symfony prints it, or the line itself.
func (p *Parser) placeBelow(line []byte) []byte {
	if below := p.scan.below(); hasPrefix(below, "(") {
		return below
	}
	return line
}

// isJacksonSource reports whether a line is the one that Jackson's messages end with, "at [Source: (String)...", which is no frame.
func isJacksonSource(line []byte) bool { return hasPrefix(line, "at [Source:") }

// callPrefixes may stand before a function's name.
var callPrefixes = []string{"async ", "new ", "java.base/", "app//"}

// full counts a frame of the current exception and reports true if nothing that it tells matters any more.
func (p *Parser) full() bool {
	s := &p.scan
	if s.current < 0 || s.mute || p.chain[s.current].found < maxCalls {
		return s.mute && s.current >= 0
	}
	s.await = false
	p.chain[s.current].frames++
	return true
}

// phpFrame reads "#0 /app/file.php(12): function()".
func (p *Parser) phpFrame(line []byte) bool {
	n := 1
	for n < len(line) && kinds[line[n]] == digit {
		n++
	}
	if n == 1 || n+2 >= len(line) || line[n] != ' ' {
		return p.inspected(line)
	}
	rest := line[n+1:]
	if rest[0] == ' ' && includes(rest, ".dart:") {
		p.enterAbove()
	}
	if hasPrefix(rest, "{main}") {
		return true
	}
	// The file is the caller's, the function what it called: only the file tells whose the frame is.
	place, call := rest, rest
	i := find.Index(rest, "): ")
	if i < 0 {
		i = find.Index(rest, "]: ")
	}
	if i >= 0 {
		place, call = rest[:i+1], rest[i+3:]
	}
	if i := bytes.IndexByte(call, '('); i > 0 {
		call = call[:i]
	}
	if _, at, ok := cut(rest, " called at ["); ok { // Magento
		place = at
	}
	if p.markup && p.scan.current < 0 {
		return false
	}
	return p.addFrame(&frame{line, inAt, place, nil, call})
}

// inspected reads Ruby's "#<NoMethodError: message>".
func (p *Parser) inspected(line []byte) bool {
	if !hasPrefix(line, "#<") || line[len(line)-1] != '>' {
		return false
	}
	h := p.readHeader(line[2 : len(line)-1])
	if h.sure == no {
		return false
	}
	p.enter(&h)
	return true
}

// luaFrame reads "file.lua:3: in function 'f'" and the message before it.
func (p *Parser) luaFrame(line []byte) bool {
	i := find.Index(line[:min(len(line), maxPlace)], "ua:") - len(".l")
	if i < 0 || !hasPrefix(line[i:], ".lua:") {
		return false
	}
	if includes(line[i:], ": in ") {
		return p.frame(line, line)
	}
	if _, message, ok := cut(line[i+5:], ": "); ok && p.count == 0 {
		p.enterNamed(nil, message)
		return true
	}
	return false
}

// numberedFrame reads Whoops's "1. Class->method() /app/file.php:12".
func (p *Parser) numberedFrame(line []byte) bool {
	if kinds[line[0]] != digit || p.scan.current < 0 || p.chain[p.scan.current].typ == nil {
		return false
	}
	number, rest, ok := cut(line, ". ")
	if !ok || len(number) > 3 || kinds[rest[len(rest)-1]] != digit || bytes.IndexByte(rest, '(') < 0 {
		return false
	}
	return p.addFrame(&frame{line, inAt, line, nil, rest[:bytes.IndexByte(rest, '(')]})
}

// traceFrame reads a frame that is a function with its place in parentheses and nothing before it, as ASP.NET and Firefox print it.
func (p *Parser) traceFrame(line []byte) bool {
	s := &p.scan
	switch {
	case p.goPlace(line):
		return true
	case s.trusted && javaPlace(line):
		return p.frame(line, line[:bytes.IndexByte(line, '(')])
	case s.trusted && s.call != nil && includes(line, ".go:"):
		return p.goLine(line)
	case s.trusted && line[len(line)-1] == ')' && oneName(line, bytes.IndexByte(line, '(')):
		s.call = line
		return true
	}
	if at := bytes.IndexByte(line, '@'); s.trusted && at >= 0 && bytes.IndexByte(line, ' ') < 0 && count(line[at:], ":") >= 2 {
		return p.frame(line, line[:at])
	}
	if s.current < 0 || !p.markup {
		return false
	}
	if file, call, ok := cut(line, ".rb in "); ok && len(file) > 0 && file[0] == '/' {
		return p.frame(line, call) // Sinatra's page
	}
	open := bytes.IndexByte(line, '(')
	if !oneName(line, open) {
		return false
	}
	rest := trimDigits(line)
	if javaPlace(line) || includes(line, ") in ") && len(rest) < len(line) && rest[len(rest)-1] == ':' || hasSuffix(rest, ") +") {
		return p.frame(line, line[:open])
	}
	return false
}
