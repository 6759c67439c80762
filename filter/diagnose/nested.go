package diagnose

// nesting stands before the cause that a message names: "; nested exception is" in Spring's, "[Root exception is" in JNDI's.
const nesting = " exception is "

// nest puts the causes behind an exception that its message names: "message; nested exception is Type: message", and "Type: message" alone,
// as it is where a program passed on the cause as a text.
func (p *Parser) nest(at int) {
	for range 3 {
		before, message, nested := cut(p.chain[at].message, nesting)
		if !nested {
			message = before
		} else if hasSuffix(before, "[Root") {
			message = trimSuffix(message, "]")
		}
		h := p.readHeader(message)
		if h.sure == yes && !nested && includes(message, "Error {") { // what Rust's main prints: "Error: a::Error { message: "message" }"
			e := &p.chain[at]
			e.typ = h.typ
			e.tell(h.message, message)
			return
		}
		rejected := hasSuffix(p.chain[at].typ, "UnhandledPromiseRejection") // Lambda's: the message is the error that nobody took
		if h.sure < yes && !(rejected && h.sure == unlessMarkup) ||
			!nested && (len(h.message) == 0 && !hasSuffix(message, "Error") && !hasSuffix(message, "Exception") || !rejected && !includes(h.typ, ".")) || p.known(h.typ, h.message) >= 0 {
			return
		}
		at = p.cause(at+1, &h)
		p.chain[at].named = true
	}
}

// cause puts a cause into the chain, gives where it is, and leaves the current exception as it is: the frames that follow are not the cause's.
func (p *Parser) cause(at int, h *header) int {
	s := &p.scan
	current, mute, await := s.current, s.mute, s.await
	p.open(at, h)
	at = s.current
	s.current, s.mute, s.await = current, mute, await
	return at
}
