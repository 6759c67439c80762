package diagnose

import "bytes"

// What a member of an error object says: a message, maybe with a type before it or a trace below it.

// messagePrefixes stand before messages: ASP.NET's, or nothing; Elixir's mark before a type in brackets.
var messagePrefixes = []string{"Internal Server Error: ", "** "}

// message takes what is a message, maybe with its type before it or a trace below it.
func (p *Parser) message(top *object, as member, value []byte) {
	if as.role == aMessage && (as.rank == valueRank || as.rank == textRank && top.as.role != anError) && top.as.role != aMessage && top.typ == nil {
		return
	}
	value = trimPrefixes(value, messagePrefixes)
	if hasPrefix(value, "Error in ") { // R: "Error in call(x): message"
		if _, message, ok := cut(value, "): "); ok {
			value = message
		}
	}
	if isTrace(value) {
		p.stack(top, value)
		return
	}
	if hasPrefix(value, "#<") && value[len(value)-1] == '>' {
		value = value[2 : len(value)-1]
	}
	h := p.readHeader(value)
	if end := bytes.IndexByte(value, ')'); end > 0 && value[0] == '(' && certaintyOfText(value[1:end]) == yes {
		h = header{typ: value[1:end], message: trimSpace(value[end+1:]), sure: yes} // SQLAlchemy names the driver's exception so
		top.typ = h.typ
	}
	if h.sure == no {
		h = p.embedded(value)
	}
	switch {
	case as.role == aCause && h.sure >= unlessMarkup && len(h.message) > 0:
		p.cause(p.count, &h)
		return
	case as.role == anError && len(h.message) == 0 && (certaintyOfText(value) >= leastSure(as) || h.sure == yes && includes(value, "Error {")):
		if top.typ == nil {
			top.typ = h.typ
		}
		return
	case (h.sure == yes || h.sure == unlessMarkup) && len(h.message) > 0:
		if as.rank++; as.rank > top.rank {
			top.headed = h
		}
	case as.rank <= 1 || isBenign(value):
		return
	case isPhrase(value): // which tells a class
		if p.spare == nil {
			p.spare = value
		}
		return
	}
	if as.rank > top.rank || as.role == aCause && as.rank == top.rank { // of a list of causes the last one is the innermost
		value, top.message, top.rank = top.message, value, as.rank
	}
	if p.spare == nil || as.role == aCause {
		p.spare = value
	}
}

// leastSure is how much a member's value must look like a type to be one: "Error" is one where it is said to be an exception.
func leastSure(as member) certainty {
	if as.rank == exceptionRank {
		return unlessMarkup
	}
	return yes
}

// isTrace reports whether a text of several lines has a frame.
func isTrace(text []byte) bool {
	if bytes.IndexByte(text, '\n') < 0 {
		return false
	}
	for rest := text; len(rest) > 0; {
		line, after, _ := cut(rest, "\n")
		if _, line = trim(line); isFrame(line) || startsWith(line, traces) {
			return true
		}
		rest = after
	}
	return false
}

// traces are what lines of traces begin with, besides frames.
var traces = []string{"goroutine ", "Traceback (", "** (", "---> "}

// firstLine gives the first line of a message, or of HashiCorp's list of messages, "1 error occurred:", the first message.
func firstLine(text []byte) []byte {
	line, rest, _ := cut(text, "\n")
	if hasSuffix(line, " occurred:") {
		line, _, _ = cut(trimSpace(rest), "\n")
	}
	return trimPrefix(trimSpace(line), "* ")
}
