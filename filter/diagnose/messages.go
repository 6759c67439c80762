package diagnose

// What follows an exception's first line and is nothing else: more of its message, and its own members.

// moreMessage takes a line that is nothing else as the message's next one.
func (p *Parser) moreMessage(line []byte) {
	s := &p.scan
	p.property(line)
	if s.current < 0 || p.chain[s.current].frames > 0 {
		if s.before == nil {
			s.before = line
		}
		s.above = line
		p.perlPlace(line)
		return
	}
	e := &p.chain[s.current]
	if s.rustPlace {
		if _, place, ok := cut(line, "', "); ok {
			e.place, s.rustPlace = place, false
		}
	}
	if s.await {
		if p.markup && (isBenign(line) || isFrame(line)) {
			return
		}
		if hasPrefix(line, "Showing ") && hasSuffix(line, "raised:") || hasPrefix(line, "=====") {
			return // Rails names the template first, Better Errors underlines the type
		}
		s.await = false
		if p.markup && (line[len(line)-1] == ':' || hasPrefix(line, "note The full ")) { // a label, as in Jetty's table, or GlassFish's note
			return
		}
		if first, ok := cutPrefix(line, "0: "); ok { // color-eyre's list of causes
			line, s.mode, s.indent = trimSpace(first), modeCauses, 0
		}
		e.tell(cutSuffixes(line), line)
		s.messageFrom = s.offset(line)
		return
	}
	if startsWith(line, behindMessages) {
		s.messageFrom = -1
	}
	if s.messageFrom >= 0 && s.end-s.messageFrom < maxContext && !p.markup { // a page goes on with what it shows of the environment
		e.context = s.text[s.messageFrom:s.end]
	}
}

// behindMessages are how lines begin that are no message's, but what is said of the place, the source or the request.
var behindMessages = []string{"note: ", "Source Error:", "Request Method:", "Request parameters:"}

// codes are how the lines begin that Node prints of an error's code, and Python's gRPC of a call's.
var codes = []string{"code: '", "status = StatusCode."}

// property reads an error's own members as Node prints them below its frames, and Python's gRPC below the first line. Where Terraform names the
// place in its own file, the "Error" above was no type.
func (p *Parser) property(line []byte) {
	if p.scan.current < 0 {
		return
	}
	e := &p.chain[p.scan.current]
	if e.code == nil && startsWith(line, codes) {
		e.code = line
	}
	if hasPrefix(line, "details = ") && (len(e.message) == 0 || hasSuffix(e.message, rpcCall)) {
		e.tell(rpcDetails(line), line)
	}
	if hasPrefix(line, "on ") && string(e.typ) == "Error" {
		e.typ = e.typ[:0]
	}
}
