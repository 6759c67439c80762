package diagnose

import "bytes"

// frame gives the current exception a frame whose function's name is call.
func (p *Parser) frame(line, call []byte) bool {
	return p.addFrame(&frame{line, inAt, line, call, call})
}

// addFrame gives the current exception a frame, and begins one if there is none. It always reports true.
func (p *Parser) addFrame(f *frame) bool {
	s := &p.scan
	s.await = false
	if s.current < 0 {
		s.current = p.insert(min(s.base, p.count), exception{})
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
	return hasPrefix(line, "at ") && len(line) > 5 && placed(line) || hasPrefix(line, `File "`) || hasPrefix(line, "#0 ") || hasPrefix(line, "bei ") || rubyPlace(line) > 0 || javaPlace(line)
}

// javaPlace reports whether a line is a frame of Java without "at", as Tomcat 9 prints it: it ends in "(File.java:12)".
func javaPlace(line []byte) bool {
	open := bytes.LastIndexByte(line, '(')
	return open > 2 && line[len(line)-1] == ')' && bytes.IndexByte(line[:open], ' ') < 0 && bytes.IndexByte(line[:open], '.') > 0 &&
		(includes(line[open:], ".java") || includes(line[open:], ".kt") || includes(line[open:], ".scala") ||
			string(line[open:]) == "(Native Method)" || string(line[open:]) == "(Unknown Source)")
}

// placed reports whether a line that begins with "at " is a frame and no prose: it has a place, or a function's parentheses.
func placed(line []byte) bool {
	if len(line) < 5 {
		return false
	}
	rest := line[3:]
	if bytes.IndexByte(rest, '(') > 0 || includes(rest, ".") && bytes.IndexByte(rest, ':') > 0 {
		return true
	}
	return hasPrefix(rest, "node:") || hasPrefix(rest, "async ") || bytes.IndexByte(rest, ' ') < 0 && (hasPrefix(rest, "<anonymous>") || bytes.Count(rest, []byte(":")) >= 2 || hasPrefix(rest, "native"))
}

// atFrame reads the frames of Java, JavaScript and .NET: "at function(place)", "at function (place)", "at place".
func (p *Parser) atFrame(line []byte) bool {
	line = trimSuffix(line, " {")
	open := bytes.IndexByte(line, '(')
	if open <= 3 && !placed(line) {
		return false
	}
	if p.full() {
		return true
	}
	place, call := line, line[3:]
	if open > 3 {
		// The path is in the parentheses, or behind them; what stands before them is names.
		place, call = line[open:], line[3:open]
	}
	call = cutAsync(trimSpace(call))
	if i := bytes.IndexByte(call, '@'); i > 0 && open > 3 {
		if i := bytes.LastIndexByte(call, '/'); i > 0 && i+1 < len(call) {
			call = call[i+1:] // a Java module, as in "java.base@17/java.lang.Thread.run"
		}
	}
	return p.addFrame(&frame{line, inAt, place, call, call})
}

// cutAsync takes away what may stand before a function's name.
func cutAsync(call []byte) []byte {
	for _, prefix := range [...]string{"async ", "new ", "java.base/", "app//"} {
		call = trimPrefix(call, prefix)
	}
	return call
}

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
	if hasPrefix(rest, "{main}") {
		return true
	}
	call := rest
	if i := index(rest, "): "); i >= 0 {
		call = rest[i+3:]
	} else if i := index(rest, "]: "); i >= 0 {
		call = rest[i+3:]
	}
	if i := bytes.IndexByte(call, '('); i > 0 {
		call = call[:i]
	}
	if p.markup && p.scan.current < 0 {
		return false
	}
	return p.addFrame(&frame{line, inAt, line, nil, call})
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
	p.enter(h)
	return true
}

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
	f := &frame{line: line[:i+5+end+1], place: line, name: name[:end], call: line[1+bytes.LastIndexByte(line[:i], '/') : i+5+end]}
	if hasPrefix(line, "<internal:") || isGem(line[:i]) {
		f.name, f.lang = []byte("stdlib "), inElixir
	}
	return p.addFrame(f)
}

// rubyError reads "message (Class)".
func (p *Parser) rubyError(text []byte) {
	h := header{message: text, sure: yes}
	if open := lastIndex(text, " ("); open >= 0 && text[len(text)-1] == ')' {
		if typ := text[open+2 : len(text)-1]; typeLength(typ) == len(typ) && len(typ) > 0 {
			h.typ, h.message = typ, trimSpace(text[:open])
		}
	}
	p.enter(h)
}

// isGem reports whether a place is one in a gem as Rails prints it, "activerecord (7.1.3) lib/...".
func isGem(place []byte) bool {
	open := index(place, " (")
	return open > 0 && open+2 < len(place) && kinds[place[open+2]] == digit && includes(place[open:], ") ")
}

// rubyHeading reads "message (Class)" above frames.
func (p *Parser) rubyHeading(line []byte) bool {
	line = trimPrefix(line, "Puma caught this error: ")
	open := lastIndex(line, " (")
	if open < 0 || certaintyOfText(line[open+2:len(line)-1]) != yes || !p.frameFollows() {
		return false
	}
	p.rubyError(line)
	return true
}

// luaFrame reads "file.lua:3: in function 'f'" and the message before it.
func (p *Parser) luaFrame(line []byte) bool {
	i := index(line[:min(len(line), maxPlace)], "ua:") - len(".l")
	if i < 0 || !hasPrefix(line[i:], ".lua:") {
		return false
	}
	if includes(line[i:], ": in ") {
		return p.frame(line, line)
	}
	if _, message, ok := cut(line[i+5:], ": "); ok && p.count == 0 {
		p.enter(header{message: message, sure: yes})
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
	case s.trusted && javaPlace(line):
		return p.frame(line, line[:bytes.IndexByte(line, '(')])
	case s.trusted && s.call != nil && includes(line, ".go:"):
		return p.goLine(line)
	case s.trusted && line[len(line)-1] == ')' && bytes.IndexByte(line, '(') > 0 && bytes.IndexByte(line, '.') > 0:
		s.call = line
		return true
	}
	if at := bytes.IndexByte(line, '@'); s.trusted && at >= 0 && bytes.IndexByte(line, ' ') < 0 && bytes.Count(line[at:], []byte(":")) >= 2 {
		return p.frame(line, line[:at])
	}
	if s.current < 0 || !p.markup {
		return false
	}
	if file, call, ok := cut(line, ".rb in "); ok && len(file) > 0 && file[0] == '/' {
		return p.frame(line, call) // Sinatra's page
	}
	open := bytes.IndexByte(line, '(')
	if open < 3 || bytes.IndexByte(line[:open], ' ') >= 0 || bytes.IndexByte(line[:open], '.') < 0 {
		return false
	}
	rest := trimDigits(line)
	if javaPlace(line) || includes(line, ") in ") && len(rest) < len(line) && rest[len(rest)-1] == ':' || hasSuffix(rest, ") +") {
		return p.frame(line, line[:open])
	}
	return false
}
