package diagnose

import (
	"bytes"

	"errormask/filter/lanes"
)

// object is an object or array of a JSON text, while it is open.
type object struct {
	array bool
	// as is what the member means under which it stands, and key that of the member being read.
	as, key member
	// ignored says that it is not the first of a list of errors.
	ignored bool
	// at is where in the chain its exception goes, link where that is, -1 while there is none.
	at, link int
	elements int
	// logged says that it is a logger's record, whose message is what the application was about, and "error" what came of it.
	logged  bool
	typ     []byte
	message []byte
	rank    uint8
	// headed is the message, where it begins with a type.
	headed header
	code   []byte
	// named is a name that is a type's if fault says that a service said so.
	named []byte
	fault bool
	// before is what was told before a list.
	before []byte
	// file, line, class and function are those of a frame that is an object.
	file, line, class, function []byte
}

// maxDepth is how deep objects are looked into. What is deeper is read, but says nothing.
const maxDepth = 16

// readJSON reads a text that looks like JSON, also where it was cut. Strings are decoded into p.text.
func (p *Parser) readJSON(text []byte) {
	p.looked += len(text)
	depth := 0
	p.levels[0] = object{link: -1}
	for i := 0; i < len(text); {
		top := &p.levels[min(depth, maxDepth-1)]
		switch c := text[i]; {
		case c == '{' || c == '[':
			if depth++; depth < maxDepth {
				p.openObject(depth, c == '[')
			}
			i++
		case c == '}' || c == ']':
			if depth > 0 && depth < maxDepth {
				p.close(depth)
			}
			depth = max(depth-1, 0)
			i++
		case c == '"':
			start := len(p.text)
			i += p.decode(text[i:])
			value := p.text[start:len(p.text):len(p.text)]
			p.putByte('\n')
			if next := skipSpace(text[i:]); !top.array && next < len(text)-i && text[i+next] == ':' && depth > 0 {
				top.key = memberOf(value)
				i += next + 1
			} else if depth < maxDepth {
				p.value(depth, value)
			}
		case kinds[c] == digit || c == '-':
			n := 1
			for i+n < len(text) && kinds[text[i+n]] == digit {
				n++
			}
			if top.key.role == aLine {
				top.line = text[i : i+n]
			}
			i += n
		default:
			i++
		}
	}
	for ; depth > 0; depth-- { // a text that was cut
		if depth < maxDepth {
			p.close(depth)
		}
	}
}

func skipSpace(text []byte) int {
	n := 0
	for n < len(text) && (text[n] == ' ' || text[n] == '\n' || text[n] == '\t' || text[n] == '\r') {
		n++
	}
	return n
}

// decode appends what the string at the beginning of text means, and gives how long the string is. A quote that ends no value is part of
// the string: so a text that goes on in the middle of a string finds its way back.
func (p *Parser) decode(text []byte) int {
	for i := 1; i < len(text); {
		n := i
		for n+8 <= len(text) {
			x := lanes.Load(text[n:])
			step := lanes.First(lanes.Equal(x, '"') | lanes.Equal(x, '\\'))
			if n += step; step < 8 {
				break
			}
		}
		for n < len(text) && text[n] != '"' && text[n] != '\\' {
			n++
		}
		p.put(text[i:n])
		if i = n; i == len(text) {
			break
		}
		if text[i] == '\\' {
			i += p.escape(text[i:])
			continue
		}
		i++
		next := skipSpace(text[i:])
		if i+next >= len(text) {
			return i
		}
		switch text[i+next] {
		case ',', ':', '}', ']':
			return i
		}
		p.putByte('"')
	}
	return len(text)
}

// escape appends the character of an escape (RFC 8259, section 7), and gives its length.
func (p *Parser) escape(text []byte) int {
	if len(text) < 2 {
		return 1
	}
	const plain, meaning = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if i := bytes.IndexByte([]byte(plain), text[1]); i >= 0 {
		p.putByte(meaning[i])
		return 2
	}
	if text[1] != 'u' {
		p.putByte('\\')
		return 1
	}
	r, ok := hex4(text[2:])
	if !ok {
		p.putByte('\\')
		return 1
	}
	if r >= 0xd800 && r < 0xdc00 && len(text) >= 12 && text[6] == '\\' && text[7] == 'u' {
		if low, ok := hex4(text[8:]); ok && low >= 0xdc00 && low < 0xe000 {
			p.putRune((r-0xd800)<<10 + (low - 0xdc00) + 0x10000)
			return 12
		}
	}
	p.putRune(r)
	return 6
}

func hex4(text []byte) (r rune, ok bool) {
	if len(text) < 4 {
		return 0, false
	}
	for _, c := range text[:4] {
		switch c = fold[c]; {
		case kinds[c] == digit:
			r = r<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		default:
			return 0, false
		}
	}
	return r, true
}
