package diagnose

import "bytes"

// exception is one exception of a chain of causes, as far as it was printed.
type exception struct {
	typ, message []byte
	// context is the message with the lines that follow it, and code an error code beside it; both for the rules.
	context, code []byte
	// rank is the message's, where it was a member of an object.
	rank     uint8
	top, own []byte
	// place is where it was thrown, for want of frames.
	place []byte
	// about is what the frames above the first own one tell.
	about Class
	calls [maxCalls][]byte
	found int // calls that are there
	// named says that only the message of the exception around it tells of it: what is printed below is the cause of both.
	named bool
	// frames is how many were printed.
	frames int
}

const (
	// maxChain is how many exceptions of a chain are kept: the outermost ones and the innermost one.
	maxChain = 12
	// maxCalls is how many own frames go into a fingerprint.
	maxCalls = 3
	// maxContext is how many bytes of a message, with the lines that follow it, the rules see.
	maxContext = 400
)

// insert puts an exception into the chain, which goes from the outermost to the innermost, and gives where it is.
//
// This and sameType, inlined where they are called, would make the module 3 KB larger.
//
//go:noinline
func (p *Parser) insert(at int) int {
	if p.count == maxChain {
		p.count--
		at = min(at, p.count)
	}
	copy(p.chain[at+1:p.count+1], p.chain[at:p.count])
	p.chain[at] = exception{}
	p.count++
	return at
}

// known gives where the chain has this exception already, or -1: error pages print one in several places.
func (p *Parser) known(typ, message []byte) int {
	for i := range p.count {
		e := &p.chain[i]
		if sameType(e.typ, typ) && (len(message) == 0 || len(e.message) == 0 || bytes.HasPrefix(e.message, message) || bytes.HasPrefix(message, e.message)) {
			return i
		}
	}
	return -1
}

// open begins an exception, at the given place of the chain unless it is known already, and makes it the current one.
func (p *Parser) open(at int, h *header) {
	s := &p.scan
	s.await, s.mute = false, false
	if i := p.known(h.typ, h.message); i >= 0 {
		if p.chain[i].frames == 0 && i+1 < at {
			// A page's heading named the cause, before the exceptions around it.
			e := p.chain[i]
			copy(p.chain[i:at-1], p.chain[i+1:at])
			i = at - 1
			p.chain[i] = e
		}
		e := &p.chain[i]
		if len(h.typ) > len(e.typ) {
			e.typ = h.typ
		}
		if len(e.message) == 0 {
			e.tell(h.message, h.message)
		}
		s.current, s.mute = i, e.frames > 0
		if s.opened < 0 {
			s.opened = i
		}
		return
	}
	s.current = p.insert(at)
	e := &p.chain[s.current]
	e.typ = h.typ
	e.tell(h.message, h.message)
	if s.opened < 0 {
		s.opened = s.current
	}
}

// tell gives an exception its message. Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func (e *exception) tell(message, context []byte) { e.message, e.context = message, context }

// sameType compares types that may be printed with or without their namespace.
//
//go:noinline
func sameType(a, b []byte) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	return len(b) > 0 && bytes.HasSuffix(a, b) && (len(a) == len(b) || kinds[a[len(a)-len(b)-1]] == other)
}

// frame is a line of a trace.
type frame struct {
	line []byte
	// lang says which names of libraries may begin the name.
	lang uint8
	// place and name are what tells whose it is: the place may name a library anywhere, the name at its beginning.
	place, name []byte
	// call is the function's name, for the fingerprint.
	call []byte
}

// addFrame gives an exception a frame. In Python the last one printed is the top.
func (e *exception) addFrame(f *frame, lastIsTop bool) {
	e.frames++
	if e.top == nil || lastIsTop {
		e.top = f.line
	}
	if e.found == maxCalls && !lastIsTop {
		return
	}
	telling := lastIsTop || e.own == nil && e.about == Unknown // whether it matters which library it is
	if row := f.library(telling); row < len(libraries) {
		if telling {
			e.about = libraries[row].cause
		}
		return
	}
	switch {
	case lastIsTop:
		e.own, e.about = f.line, Unknown
		copy(e.calls[1:], e.calls[:maxCalls-1])
		e.calls[0] = f.call
		e.found = min(e.found+1, maxCalls)
	default:
		if e.own == nil {
			e.own = f.line
		}
		e.calls[e.found] = f.call
		e.found++
	}
}

// clip bounds a text to one line of maxText bytes, splitting no character. "null" is Java's for none.
func clip(text []byte) []byte {
	if string(text) == "null" {
		return nil
	}
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	if len(text) <= maxText {
		return text
	}
	n := maxText
	for n > maxText-4 && text[n]&0xc0 == 0x80 {
		n--
	}
	return text[:n]
}
