package diagnose

import "bytes"

// scan is where the reading of a text's lines is.
type scan struct {
	// text is what is read, if in one piece, and from and end where in it the current line is.
	text      []byte
	from, end int
	// current is the exception that frames belong to, -1 if none.
	current int
	// base is where in the chain the first exception of this text goes, and opened where it is, -1 if there is none.
	base, opened int
	// trusted says that the text is known to be a trace.
	trusted bool
	// first is where the chain of this text begins, for languages that print the cause first.
	first int
	mode  mode
	// indent is that of the line with which the mode, or a suppressed exception, began.
	indent int
	// rustPlace says that the place of a panic comes behind its message's last line.
	rustPlace bool
	// split says that parts of a line are being read as lines.
	split bool
	// chained says that the next exception is an outer one.
	chained bool
	// mute says that frames are of no interest: the exception has them already, or is suppressed.
	mute       bool
	suppressed bool
	// await says that the current exception's message stands on the next line.
	await bool
	// messageFrom is where in text the current exception's message begins, -1 if nothing may be added to it.
	messageFrom int
	// before is the first line of the paragraph, as long as it was not understood.
	before []byte
	// above is the last such line.
	above []byte
	// prefix is how much a logger wrote before each line, and lead its first byte.
	prefix int
	lead   byte
	// callFirst says that a trace in Python's format is not in its order.
	callFirst bool
	// pending collects Python's frames, which come before their exception.
	pending exception
	// call is the function of a frame in two lines, whose place is on the next line.
	call []byte
	// group counts the exceptions of a group that were seen; the first counts.
	group, groupIndent int
}

// mode is the language whose trace is being read, where its lines tell nothing by themselves.
type mode uint8

const (
	modeNone mode = iota
	modePython
	modeGo
	modeRust
	modeElixir
	modeCauses // a list below "Caused by:"
	modeGroup  // what Node prints of an AggregateError
	modeData   // what .NET prints of an exception's own members
)

// lines reads a text line by line.
func (p *Parser) lines(text []byte) {
	p.begin()
	p.linesOf(text)
	p.finishPython(nil)
}

func (p *Parser) linesOf(text []byte) {
	s := &p.scan
	s.text, s.from, s.messageFrom, s.before = text, 0, -1, nil
	for s.from < len(text) {
		n := bytes.IndexByte(text[s.from:], '\n')
		if n < 0 {
			n = len(text) - s.from
		}
		s.end = s.from + n
		p.line(text[s.from:s.end])
		s.from = s.end + 1
	}
	s.text, s.from, s.end = nil, 0, 0
}

// offset gives where in the text a part of the current line begins, -1 if it is no part of it.
func (s *scan) offset(part []byte) int {
	if len(part) == 0 {
		return -1
	}
	// Slices of one array that were never capped end at the same place.
	at := cap(s.text) - cap(part)
	if at < s.from || at+len(part) > s.end {
		return -1
	}
	return at
}

// begin forgets the text before.
//
//go:noinline
func (p *Parser) begin() {
	p.scan = scan{current: -1, first: p.count, base: p.count, opened: -1, messageFrom: -1}
}

// line reads one line.
func (p *Parser) line(raw []byte) {
	p.looked += len(raw)
	if len(raw) > 300 && p.splitLine(raw) {
		return
	}
	s := &p.scan
	if s.prefix > 0 && len(raw) >= s.prefix && raw[0] == s.lead {
		raw = raw[s.prefix:]
	}
	indent, line := trim(raw)
	if len(line) == 0 {
		s.before = nil
		if s.mode == modeGo || s.mode == modeRust && s.call == nil || s.mode == modeCauses {
			s.mode, s.call = modeNone, nil
		}
		return
	}
	switch {
	case line[0] == boxed:
		if line = unboxed(line); len(line) == 0 {
			return
		}
		if s.mode == modePython {
			indent++ // the exception stands below the box
		}
	case hasSuffix(line, traceback) && kinds[line[0]] != other && line[0] != 'T' && !hasPrefix(line, "Exception Group "):
		// A logger's prefix, which may stand before the next lines too.
		s.prefix, s.lead = len(raw)-len(traceback), raw[0]
		line, indent = line[len(line)-len(traceback):], 0
	case line[0] == '[' || kinds[line[0]] == digit:
		if rest := cutStamp(line); len(rest) < len(line) {
			if line = rest; p.logged(line) {
				return
			}
		} else if indent == 0 && s.prefix == 0 {
			if s.prefix = s.tagsLength(line); s.prefix > 0 {
				s.lead = '['
				p.line(raw)
				return
			}
		}
	case hasPrefix(line[1:], ", ["): // Ruby's logger
		if line = cutRubyLog(line); len(line) == 0 {
			return
		}
	case hasPrefix(line, "! ") && s.prefix == 0: // Dropwizard
		s.prefix, s.lead = len("! "), '!'
		line = line[len("! "):]
	case hasPrefix(line, "( ! ) "): // Xdebug
		line = line[len("( ! ) "):]
	}
	if line[0] == '|' || line[0] == '+' {
		if line = p.groupLine(line, &indent); line == nil {
			return
		}
	}
	if s.suppressed {
		if indent > s.indent {
			return
		}
		s.suppressed = false
	}
	if s.mode != modeNone && p.inMode(line, indent) {
		return
	}
	if s.group > 1 {
		return
	}
	if p.special(line, indent) {
		return
	}
	if h := p.readHeader(line); h.sure != no && (p.accepts(&h) || s.await && h.sure == yes) {
		p.enter(&h)
		return
	}
	if line[len(line)-1] == ')' && s.current < 0 && p.rubyHeading(line) {
		return
	}
	if p.markup && (s.current < 0 || s.await) && p.titled(line) {
		return
	}
	p.moreMessage(line)
}

// accepts decides about a header that is not marked as one.
func (p *Parser) accepts(h *header) bool {
	if p.scan.trusted && p.scan.current < 0 {
		return h.sure != no
	}
	switch h.sure {
	case yes:
		return p.scan.current < 0 || hasSuffix(p.chain[p.scan.current].message, " inner exception for details.") || p.known(h.typ, h.message) >= 0 || p.scan.group > 0 || p.frameFollows()
	case unlessMarkup:
		return !p.markup && p.count == 0 && (!isBenign(h.message) || h.await && p.listFollows()) || p.scan.group > 0 || p.frameFollows()
	case ifFrames:
		return (p.scan.current < 0 || p.chain[p.scan.current].frames > 0 && !(h.await && oneWord(h.typ))) && p.frameFollows()
	}
	return false
}

// enter takes a header that stands for itself: the first of a text, or the cause of what stands above it.
func (p *Parser) enter(h *header) {
	s := &p.scan
	at := min(s.base, p.count)
	if s.current >= 0 {
		at = s.current + 1
		for at < p.count && p.chain[at].named {
			at++
		}
	}
	p.open(at, h)
	s.await = h.await && len(p.chain[s.current].message) == 0
	s.messageFrom = s.offset(h.message)
	if message, cause, ok := cut(h.message, "---> "); ok && hasSuffix(message, " ") {
		message = trimEnd(message)
		p.chain[s.current].tell(message, message)
		p.enterCause(cause)
		return
	}
	if h.place != nil {
		p.thrown(h.place)
	}
	if len(p.chain[s.current].typ) > 0 {
		p.nest(s.current)
	}
}

// enterNamed takes an exception that is known to be one.
//
//go:noinline
func (p *Parser) enterNamed(typ, message []byte) {
	p.enter(&header{typ: typ, message: message, sure: yes})
}

// trim gives a line without the space around it, and the width of the space before it.
func trim(line []byte) (indent int, trimmed []byte) {
	for i := 0; i < len(line); {
		switch c := line[i]; {
		case c == ' ' || c == '\t' || c == '\r' || c == 0:
			indent, i = indent+1, i+1
		case c == 0xc2 && i+1 < len(line) && line[i+1] == 0xa0:
			indent, i = indent+1, i+2
		default:
			for len(line) > i && isSpace(line[len(line)-1]) {
				line = line[:len(line)-1]
			}
			return indent, line[i:]
		}
	}
	return indent, nil
}
