package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

// header is the line with which an exception begins: its type, and behind a colon its message.
type header struct {
	typ, message []byte
	// sure is how much the line looks like an exception's.
	sure certainty
	// place is where it was thrown, where that stands behind the message.
	place []byte
	// await says that the message stands on the next line.
	await bool
}

type certainty uint8

const (
	no certainty = iota
	// ifFrames: only a frame on one of the next lines makes it one.
	ifFrames
	// unlessMarkup: "Error: message" is an exception where a program printed it, and a heading in a page.
	unlessMarkup
	yes
)

// readHeader takes a line apart.
func (p *Parser) readHeader(line []byte) header {
	if line = p.cutPrefixes(line); !hasPrefix(line, "error: ") { // node-postgres's type
		line = cutLevel(line)
	}
	if h := withMessage(line); h.sure == yes {
		return h
	}
	if hasPrefix(line, "<") {
		if n := find.Index(line, rpcCall); n > 0 {
			return header{typ: line[1:n], message: rpcDetails(line), sure: yes}
		}
	}
	bracketed := false
	open := false // whether the type stands in brackets, as in "[Type] message"
	if n := len(line); n > 2 && line[0] == '[' && kinds[line[1]] == upper {
		// "[NullReferenceException: message]" in ASP.NET, "[AggregateError: message] {" in Node.
		if end := lastByte(line, ']'); end > 1 && end >= n-3 && line[n-1] != ':' {
			line, bracketed = trimSpace(line[1:end]), true
		} else {
			line, open = line[1:], true
		}
	}
	n := typeLength(line)
	if n == 0 {
		return header{}
	}
	typ, rest := line[:n], line[n:]
	h := header{typ: typ, sure: certaintyOf(typ)}
	switch {
	case open && (h.sure != yes && !(h.sure == unlessMarkup && includes(rest, " on line ")) || !hasPrefix(rest, "] ")): // a level, unless PHP wrote it
		return header{}
	case open:
		h.message = trimSpace(rest[2:])
	case len(rest) == 0:
		h.typ, h.message = typ, nil
		h.await = p.markup || bracketed && len(p.scan.below()) > 0 // Symfony's console
		switch {
		case h.sure == yes && !oneWord(typ):
		case h.sure == ifFrames && !p.scan.trusted:
			h.sure = no
		default:
			h.sure = min(h.sure, ifFrames)
		}
	case rest[0] == ':' && (len(rest) == 1 || rest[1] == ' ' || rest[1] == '\t'):
		h.message = trimSpace(rest[1:])
		h.await = len(h.message) == 0
	case h.sure == yes && (rest[0] == '{' || hasPrefix(rest, " {")) && bytes.IndexByte(rest, '}') > 0:
		h.message = p.messageMember(rest)
	case hasPrefix(rest, "; lineNumber: "): // SAX
		_, rest, _ = cut(rest[2:], "; ")
		_, h.message, _ = cut(rest, "; ")
	case rest[0] == '(' && h.sure == yes && hasSuffix(rest, "')"): // Python's repr
		h.message = trimPrefix(rest[1:len(rest)-2], "'")
	case rest[0] == ' ' && h.sure != no:
		p.readAside(&h, rest[1:])
	default:
		return header{}
	}
	if end, place := thrownIn(h.message); end > 0 {
		h.message, h.place = h.message[:end], place
	}
	h.message = cutSuffixes(h.message)
	h.readTail()
	return h
}

// embedded looks for a header behind other words: "could not do it: java.io.IOException: message".
func (p *Parser) embedded(line []byte) header {
	line = line[:min(len(line), maxText)]
	from := 0
	least := yes
	if n := len(line); n > 0 && (line[n-1] == ')' || line[n-1] == ']') { // where a type may stand, see readTail
		least = unlessMarkup
	}
	for range 8 {
		i := find.Index(line[from:], ": ")
		if i < 0 {
			return header{}
		}
		end := from + i
		start := lastByte(line[:end], ' ') + 1
		if certaintyOfText(line[start:end]) >= least || len(p.cutPrefixes(line[start:])) < len(line)-start {
			if h := p.readHeader(line[start:]); h.sure == yes && len(h.message) > 0 && typeLength(line[start:]) == end-start {
				return h
			}
		}
		from = end + 2
	}
	return header{}
}

// rails reports whether text begins with "Controller#action".
func rails(text []byte) bool {
	return len(text) > 0 && kinds[text[0]] == upper && includes(text, "#")
}

// suffixes begin what formats put behind a message: SAP's, SQLAlchemy's, CodeIgniter's link, Werkzeug's and Symfony's titles.
var suffixes = []string{"\n", " (termination: ", " (Background on this error", "search →", " // Werkzeug Debugger", " (500 Internal Server Error)"}

// cutSuffixes takes away what stands behind a message.
func cutSuffixes(message []byte) []byte {
	for _, suffix := range suffixes {
		if i := find.Index(message[:min(len(message), 2*maxText)], suffix); i >= 0 { // what begins behind that is not shown
			message = message[:i]
		}
	}
	if n := len(message); n > 2 && message[n-1] == '{' && message[n-2] == ' ' {
		message = message[:n-2]
	}
	end, _ := thrownIn(message)
	if hasSuffix(message, ").") { // Drupal: "message in A\\B->c() (line 38 of path)."
		if i := find.LastIndex(message, " (line "); i > 0 && includes(message[i:], " of ") {
			end = find.LastIndex(message[:i], " in ")
		}
	}
	if end > 0 {
		message = message[:end]
	}
	return trimSpace(message)
}

// typeLength gives how many bytes of a line's beginning may be a type's name; 0 if none.
func typeLength(line []byte) int {
	n := 0
	for n < len(line) {
		c := line[n]
		if kinds[c] != other || c == '_' || c == '$' || c == '.' || c == '\\' || c == '@' && n > 0 || (c == '/' || c == '#') && n > 0 && n+1 < len(line) && kinds[line[n+1]] == upper {
			n++
		} else if c == ':' && n > 0 && n+2 < len(line) && line[n+1] == ':' && kinds[line[n+2]] != other {
			n += 2
		} else {
			break
		}
	}
	if n < 3 || n > 200 || kinds[line[0]] == digit || line[0] == '.' || line[0] == '@' || line[n-1] == '.' {
		return 0
	}
	return n
}

// certaintyOf judges a type by its name.
func certaintyOf(typ []byte) certainty {
	if len(typ) == 0 {
		return no
	}
	last, dots := lastSegment(typ)
	if last[0] == '_' && len(last) > 1 {
		last = last[1:] // a class that a Python module keeps to itself
	}
	if string(typ) == "error" { // node-postgres
		return ifFrames
	}
	if hasPrefix(typ, "CX_") { // ABAP
		return yes
	}
	if kinds[last[0]] != upper || allCapitals(typ) {
		return no
	}
	switch string(last) {
	case "Error", "Exception":
		if len(last) < len(typ) {
			return yes
		}
		return unlessMarkup
	case "InternalServerError", "ServerError", "InternalError", "UnknownError", "GatewayTimeout":
		if len(last) == len(typ) {
			return ifFrames
		}
	}
	if dots >= 2 || dots > 0 && bytes.IndexByte(typ, '.') < 0 {
		return yes
	}
	for _, ending := range endings {
		if hasSuffix(last, ending) {
			return yes
		}
	}
	return ifFrames
}

// endings are those of types' names that nothing else has.
var endings = []string{"Error", "Exception", "UnhandledPromiseRejection", "ExceptionGroup", "NotCapable", "PermissionDenied", "Timeout"}

// allCapitals reports whether a name is one of "DETAIL: ...", "HINT: ...": no type's.
func allCapitals(name []byte) bool {
	for _, c := range name {
		if kinds[c] == lower || kinds[c] == other && c != '_' && c != '/' {
			return false
		}
	}
	return true
}

// certaintyOfText judges a text that is a type as a whole, or none.
func certaintyOfText(text []byte) certainty {
	if n := typeLength(text); n == 0 || n < len(text) {
		return no
	}
	return certaintyOf(text)
}

// lastSegment gives the part of a type's name behind its namespace, and how many parts stand before it.
func lastSegment(typ []byte) (last []byte, before int) {
	last = typ
	for i := 0; i+1 < len(typ); i++ {
		if c := typ[i]; c == '.' || c == '\\' || c == ':' || c == '/' || c == '#' || c == '$' && kinds[typ[i+1]] == upper {
			last = typ[i+1:]
			if i > 0 && kinds[typ[i-1]] != other {
				before++
			}
		}
	}
	return last, before
}

// oneWord reports whether a type's name could be a heading: no namespace and fewer than two humps.
//
//go:noinline
func oneWord(typ []byte) bool {
	humps := 0
	for i, c := range typ {
		switch {
		case kinds[c] == other:
			return false
		case kinds[c] == upper && (i == 0 || kinds[typ[i-1]] != upper):
			humps++
		}
	}
	return humps < 2
}
