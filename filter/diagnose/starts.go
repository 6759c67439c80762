package diagnose

// special reads lines that are frames, or tell by their first characters what they are.
func (p *Parser) special(line []byte, indent int) bool {
	return p.byStart(line, indent) || p.rubyFrame(line) || p.numberedFrame(line) || p.luaFrame(line) || p.traceFrame(line) || p.otherFrame(line) || p.erlangReason(line)
}

// byStart reads lines that tell by their first characters what they are.
func (p *Parser) byStart(line []byte, indent int) bool {
	s := &p.scan
	switch line[0] {
	case 'a', 'b':
		return (hasPrefix(line, "at ") || hasPrefix(line, "bei ")) && p.atFrame(line)
	case 'F':
		if hasPrefix(line, `File "`) && p.pythonFrame(line, indent) || p.markup && p.pythonPageFrame(line) {
			return true
		}
	case '#':
		return p.phpFrame(line)
	case '(':
		return p.elixirFrame(line)
	case '*':
		return p.elixirError(line)
	case ':', '{':
		return p.clojureMember(line)
	case '-':
		return p.dotnetMark(line)
	case 'C':
		if hasPrefix(line, "CallStack (from HasCallStack)") { // Haskell
			p.enterAbove()
			return true
		}
		if p.outer(line, "Caused: ") || p.causedBy(line, indent) { // Jenkins prints the cause first
			return true
		}
	case '[':
		return p.nodeMark(line, indent) || p.clojureMember(line) || hasPrefix(line, "[previous exception] ") && p.logged(line)
	case 'T', 'E', 'D':
		if hasPrefix(line, "Exception data:") {
			s.mode, s.indent = modeData, indent
			return true
		}
		if p.numberedError(line) || p.pythonMark(line, indent) {
			return true
		}
	case 't':
		if p.rustPanic(line) || p.terminated(line) {
			return true
		}
	case 'w':
		rest, ok := cutPrefix(line, "what():  ")
		if ok = ok && s.await; ok {
			e := &p.chain[s.current]
			e.tell(rest, rest)
			s.await = false
		}
		return ok
	case 'c':
		// An own member, which Node prints below the frames.
		rest, ok := cutPrefix(line, "cause: ")
		if !ok || s.current < 0 || p.chain[s.current].frames == 0 || p.readHeader(rest).sure < unlessMarkup {
			return false
		}
		p.enterCause(rest)
		return true
	case 'g':
		return p.goroutine(line, indent)
	case 'f', 'p':
		if hasPrefix(line, "from ") && includes(line, ".cr:") { // Crystal
			return p.frame(line, line)
		}
		return p.goPanic(line)
	case 'e':
		if message := trimPrefix(trimPrefix(line, "exception error: "), "exception exit: "); len(message) < len(line) && p.count == 0 { // Erlang's report of a crash
			p.enterNamed(nil, message)
			return true
		}
	case 's', 'S':
		if startsWith(line, rustTraces) {
			s.mode = modeRust
			return true
		}
		if hasPrefix(line, "Suppressed: ") {
			s.suppressed, s.indent = true, indent
			return true
		}
	case 'M', 'L', 'P', 'W', 'U':
		if message, ok := cutPrefix(line, "Message:  "); ok && p.count == 0 { // color-eyre's report of a panic
			p.enterNamed(nil, message)
			return true
		}
		if p.count == 0 && (string(line) == "Unhandled exception:" || // Dart
			hasPrefix(line, "Microsoft ") && includes(line, " error '8")) { // ASP without .NET
			p.enter(&header{sure: yes, await: true})
			p.chain[s.current].code = line
			return true
		}
		if string(line) == "Message" && s.await {
			return true
		}
	case 'N':
		if p.outer(line, "Next ") {
			return true
		}
	case 'R':
		if string(line) == "Root Cause" || string(line) == "Root cause" {
			return true
		}
	}
	return kinds[line[0]] == upper && (p.label(line) || p.phpError(line)) || startsWith(line, silent)
}

// rustTraces begin a list of frames of Rust.
var rustTraces = []string{"stack backtrace:", "Stack backtrace:"}

// silent are how lines of traces begin that tell nothing.
var silent = []string{"... ", "thrown in ", "Stack trace:", "Stacktrace:", "stack traceback:", "Displayed at"}

// clojureMember reads the members that tell of an exception where Clojure prints it as data: [{:type X, :message "message"; the outermost comes first.
func (p *Parser) clojureMember(line []byte) bool {
	found := false
	for range maxChain {
		before, rest, typed := cut(line, "{:type ")
		if _, message, ok := cut(before, `:message "`); ok && p.scan.current >= 0 && len(p.chain[p.scan.current].message) == 0 {
			e := &p.chain[p.scan.current]
			message, _, _ = cut(message, `"`)
			e.tell(message, message)
			found = true
		}
		n := typeLength(rest)
		if !typed || n == 0 || certaintyOf(rest[:n]) != yes {
			break
		}
		p.enterNamed(rest[:n], nil)
		line, found = rest[n:], true
	}
	return found
}

// terminated reads what C++'s runtime prints of an exception that nobody caught; "what():" follows.
func (p *Parser) terminated(line []byte) bool {
	typ, ok := cutPrefix(line, "terminate called after throwing an instance of '")
	if !ok || p.count > 0 {
		return false
	}
	p.enter(&header{typ: trimSuffix(typ, "'"), sure: yes, await: true})
	return true
}

// label reads a part of an exception behind its name, as Django's and Slim's pages print them.
func (p *Parser) label(line []byte) bool {
	name, value, ok := cut(line, ": ")
	if !ok {
		return false
	}
	e := &p.chain[max(p.scan.current, 0)]
	slim := p.labelled && p.count > 0 && p.chain[0].frames == 0
	switch string(name) {
	case "Exception Type":
		n := typeLength(value)
		if n > 0 {
			p.finishPython(&header{typ: value[:n], sure: yes})
		}
		return n > 0
	case "Parser Error Message", "Compiler Error Message": // ASP.NET
		p.enterNamed(nil, value)
		p.toldCode = name
		return true
	case "Type":
		sure := certaintyOfText(value)
		if p.count > 0 || !p.markup && sure < yes {
			return false
		}
		if sure >= unlessMarkup {
			p.enterNamed(value, nil)
			p.labelled = true
		}
		return true
	case "Trace":
		return p.labelled && hasPrefix(value, "#") && p.phpFrame(value)
	case "Message":
		if !slim || len(e.message) > 0 {
			return false
		}
		fallthrough
	case "Exception Value":
		if p.count > 0 && len(e.message) == 0 {
			e.tell(trimSpace(value), value)
		}
		return p.count > 0
	case "File":
		if slim {
			p.chain[0].place = value
		}
		return slim
	case "Line":
		if !slim || p.chain[0].place == nil {
			return false
		}
		start := len(p.text)
		p.write("", p.chain[0].place, " on line ", value, "")
		p.thrown(p.text[start:len(p.text):len(p.text)])
		return true
	}
	return false
}
