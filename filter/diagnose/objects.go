package diagnose

import "bytes"

// openObject begins an object or array.
func (p *Parser) openObject(depth int, array bool) {
	above := &p.levels[depth-1]
	as := above.key
	if above.array {
		as = above.as
		above.elements++
	}
	if above.array && above.elements == 2 && as.role == aNothing {
		p.forget(above)
	}
	p.levels[depth] = object{array: array, as: as, at: p.count, link: -1,
		ignored: above.ignored || as.role == aSkipped || above.array && as.role != aStack && above.elements > 1 && as != member{anError, exceptionRank}}
	if array {
		p.levels[depth].before, p.levels[depth].rank = p.told, p.toldRank
	}
	if array && as.role == aStack && !p.levels[depth].ignored {
		o := p.owner(depth)
		p.beginStack(o)
		if o.file != nil && o.line != nil && o.link < 0 {
			p.objectFrame(o)
		}
	}
}

// forget takes back what the first element of a list said of an error when there is a second one, and nothing says that the list is one of errors: it is data
// that speaks of them, unless it has a trace.
func (p *Parser) forget(list *object) {
	for i := list.at; i < p.count; i++ {
		if p.chain[i].frames > 0 {
			return
		}
	}
	p.count = min(p.count, list.at)
	p.told, p.toldRank = list.before, list.rank
}

// owner gives the object whose trace an array is part of.
func (p *Parser) owner(depth int) *object {
	for depth--; depth > 0 && (p.levels[depth].array || p.levels[depth].as.role == aStack); depth-- {
	}
	return &p.levels[depth]
}

// value takes a string.
func (p *Parser) value(depth int, value []byte) {
	top := &p.levels[depth]
	if top.ignored {
		return
	}
	if top.array {
		switch {
		case top.as.role == aStack:
			p.linesOf(value)
		case top.elements == 0 && hasPrefix(value, traceback): // a trace by another name
			top.as.role = aStack
			p.beginStack(p.owner(depth))
			p.linesOf(value)
		case (top.elements == 0 || top.as.role == aCause) && depth > 0: // of several errors the first one counts, of causes each
			top.elements++
			p.message(&p.levels[depth-1], top.as, value)
		}
		return
	}
	switch top.key.role {
	case aType:
		if value = trimSpace(value); certaintyOfText(value) != no || includes(value, "::") || includes(value, ".") {
			top.typ = value
		}
	case aName:
		p.name(top, value)
	case aFault:
		top.fault = true
	case aLevel:
		top.logged = isOneOf(value, levels)
	case aMessage, anError, aCause:
		if top.logged && top.key.role == anError {
			top.key.rank = ownMessage + 2
		}
		p.message(top, top.key, value)
	case aStack:
		if top.as.role == aStack {
			p.linesOf(value) // an element of a trace
		} else {
			p.stack(top, value)
		}
	case aCode:
		if top.code == nil || len(value) > 0 && kinds[value[0]] != digit {
			top.code = value
		}
	case aFile:
		top.file = value
	case aLine:
		if top.line == nil && len(value) > 0 && kinds[value[0]] == digit {
			top.line = value
		}
	case aClass:
		top.class = value
	case aFunction:
		top.function = value
	default:
		switch {
		case isTrace(value), endsPlaced(value):
			p.stack(top, value)
		case hasPrefix(value, `{"`) && p.nested == nil:
			p.nested = value
		}
	}
}

// name takes what is a type's name or another one.
func (p *Parser) name(top *object, value []byte) {
	if hasPrefix(value, "*") && bytes.IndexByte(value, '.') > 0 && bytes.IndexByte(value, ' ') < 0 {
		top.typ = value // Go's %T
		return
	}
	if n := typeLength(value); n > 0 && n == len(value) && (top.typ == nil || certaintyOf(top.typ) == unlessMarkup) {
		if sure := certaintyOf(value); sure == yes || sure == unlessMarkup || hasSuffix(value, "_exception") || sure == ifFrames && (hasSuffix(value, "Error") || top.as.role == anError && top.key.rank == namesType && !oneWord(value) && !isBenign(value)) {
			top.typ = value
		}
		top.named = value
		return
	}
	p.message(top, member{anError, 1}, value)
}

// beginStack begins to read the trace of an object's exception.
func (p *Parser) beginStack(o *object) {
	p.begin()
	s := &p.scan
	s.base, s.first, s.trusted = min(o.at, p.count), min(o.at, p.count), true
	if o.link >= 0 {
		s.current, s.opened, s.mute = o.link, o.link, p.chain[o.link].frames > 0
	}
}

func (p *Parser) endStack(o *object) {
	p.finishPython(nil)
	if o.link < 0 {
		o.link = p.scan.opened
	}
}

// stack reads a trace that is one string.
func (p *Parser) stack(o *object, text []byte) {
	p.beginStack(o)
	p.linesOf(text)
	p.endStack(o)
}

// close ends an object or array.
func (p *Parser) close(depth int) {
	o, above := &p.levels[depth], &p.levels[depth-1]
	if o.ignored {
		return
	}
	if o.array {
		if o.as.role == aStack {
			p.endStack(p.owner(depth))
		}
		return
	}
	if o.as.role == aStack && (o.file != nil || o.function != nil) {
		p.objectFrame(o)
		return
	}
	if o.as.role == aStack && (above.array || o.typ == nil) && o.message == nil && o.link < 0 {
		return
	}
	p.closeError(o)
}

// closeError makes an exception of an object, where it is one.
func (p *Parser) closeError(o *object) {
	if o.typ != nil && o.message == nil && o.link < 0 && certaintyOf(o.typ) == ifFrames {
		o.typ = nil // "InternalServerError" alone says what the status does, and "ServiceUnavailable"
	}
	if o.typ == nil && o.class != nil && (o.message != nil || o.link >= 0) && certaintyOfText(o.class) == yes {
		o.typ = o.class
	}
	if o.fault && o.typ == nil && o.message != nil {
		o.typ = o.named
	}
	if p.xml && o.typ == nil && o.message != nil && o.as.role == anError && typeLength(o.code) == len(o.code) && !oneWord(o.code) && !isBenign(o.code) {
		o.typ = o.code // S3's <Error><Code>AccessDenied</Code>
	}
	if len(o.headed.typ) > 0 && (o.typ == nil || sameType(o.typ, o.headed.typ)) {
		o.typ, o.message = o.headed.typ, o.headed.message
	}
	if o.link < 0 && o.typ == nil && !o.isPlaced() {
		if o.message != nil && o.rank > p.toldRank {
			p.told, p.toldRank = firstLine(o.message), o.rank
			p.toldCode = o.code
			if p.spare == nil && len(p.told) < len(o.message) {
				p.spare = o.message
			}
		} else if p.toldCode == nil {
			p.toldCode = o.code
		}
		return
	}
	if at := min(o.at, p.count); o.link < 0 && at < p.count && len(p.chain[at].typ) == 0 && len(p.chain[at].message) == 0 {
		o.link = at // what a member such as "meta" has is a trace of this error
	} else if o.link < 0 {
		o.link = p.insert(at)
	}
	e := &p.chain[o.link]
	if o.typ != nil && (len(e.typ) == 0 || certaintyOf(e.typ) == unlessMarkup || sameType(e.typ, o.typ) && len(o.typ) > len(e.typ)) {
		e.typ = o.typ
	}
	if o.message != nil && (len(e.message) == 0 || o.typ != nil && sameType(e.typ, o.typ)) {
		e.tell(firstLine(o.message), o.message)
		e.rank = o.rank
		if o.file == nil {
			e.message = cutSuffixes(e.message)
		}
		p.nest(o.link)
	}
	if o.fault {
		e.about = UpstreamService
	}
	if e.code == nil {
		e.code = o.code
	}
	if e.frames == 0 && o.file != nil && o.line != nil && !hasSuffix(o.file, ".c") { // PostgreSQL names its own source
		p.begin()
		p.scan.current = o.link
		p.objectFrame(o)
	}
}
