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
		if hasPrefix(line, "Showing ") && hasSuffix(line, "raised:") {
			return // Rails names the template first
		}
		s.await = false
		if first, ok := cutPrefix(line, "0: "); ok { // color-eyre's list of causes
			line, s.mode, s.indent = trimSpace(first), modeCauses, 0
		}
		e.tell(cutSuffixes(line), line)
		s.messageFrom = s.offset(line)
		return
	}
	if hasPrefix(line, "note: ") || hasPrefix(line, "Source Error:") {
		s.messageFrom = -1
	}
	if s.messageFrom >= 0 && s.end-s.messageFrom < maxContext {
		e.context = s.text[s.messageFrom:s.end]
	}
}

// property reads an error's own members as Node prints them below its frames, and Python's gRPC below the first line.
func (p *Parser) property(line []byte) {
	if p.scan.current < 0 {
		return
	}
	e := &p.chain[p.scan.current]
	if hasPrefix(line, "code: '") && e.code == nil {
		e.code = line[7:]
	}
	if hasPrefix(line, "details = ") && hasSuffix(e.message, rpcCall) {
		e.tell(rpcDetails(line), line)
	}
}
