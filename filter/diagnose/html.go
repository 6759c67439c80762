package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

// flatten appends a page's text to p.text, one line for each block, and gives the JSON that a script element carries as data. Comments are
// text as well: frameworks print their traces there.
func (p *Parser) flatten(page []byte) (data []byte) {
	p.tagless = len(page)
	flow := false // whether a line end in the source is only space, as in headings
	for i := 0; i < len(page); {
		n := indexOf(page[i:], '<', '&', '\n')
		if n < 0 {
			p.put(page[i:])
			break
		}
		p.put(page[i : i+n])
		i += n
		switch page[i] {
		case '\n':
			if flow {
				if n := len(p.text); n > 0 && !isSpace(p.text[n-1]) {
					p.putByte(' ')
				}
				for i+1 < len(page) && (page[i+1] == ' ' || page[i+1] == '\t') {
					i++
				}
			} else {
				p.putByte('\n')
			}
			i++
		case '&':
			i += p.entity(page[i:])
		default:
			var script []byte
			n, script = p.tag(page[i:], &flow)
			i += n
			if script != nil {
				data = script
			}
		}
	}
	p.looked += len(page)
	return data
}

// tag reads a tag or comment, and gives its length and, for a script of JSON, the script.
func (p *Parser) tag(page []byte, flow *bool) (size int, script []byte) {
	if hasPrefix(page, "<!--") {
		return p.comment(page), nil
	}
	name := 1
	closing := len(page) > 1 && page[1] == '/'
	if closing {
		name = 2
	}
	end := name
	for end < len(page) && end < name+24 && (kinds[page[end]] != other || page[end] == '-' || page[end] == ':') {
		end++
	}
	element := page[name:end]
	if end == name && !(len(page) > 1 && (page[1] == '!' || page[1] == '?')) || p.isCode(element) {
		p.putByte('<')
		return 1, nil
	}
	if len(page) <= p.tagless {
		size = tagLength(page)
	}
	if size == 0 {
		p.tagless = min(p.tagless, max(len(page)-maxTag, 0))
		p.putByte('<')
		return 1, nil
	}
	if isOneOf(element, unread) {
		if closing || page[size-2] == '/' {
			return size, nil
		}
		return p.skipElement(page, element, size)
	}
	if isBlock(element) {
		p.prose = p.prose || len(element) > 2 && is(element, "article")
		*flow = !closing && (is(element, "p") || is(element, "title") || len(element) == 2 && fold[element[0]] == 'h' && kinds[element[1]] == digit)
		if len(p.text) > 0 && p.text[len(p.text)-1] != '\n' {
			p.putByte('\n')
		}
	}
	return size, nil
}

// maxTag is the most bytes that a tag has. What is longer is text.
const maxTag = 2000

// tagLength gives the length of a tag, whose attributes' values may hold ">"; 0 if it has no end.
func tagLength(page []byte) int {
	quote := byte(0)
	for i, c := range page[:min(len(page), maxTag)] {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i + 1
		case (c == '"' || c == '\'') && page[i-1] == '=':
			quote = c
		}
	}
	return 0
}

// comment appends a comment's text as lines.
func (p *Parser) comment(page []byte) int {
	end := find.Index(page, "-->")
	size := end + 3
	if end < 0 {
		end, size = len(page), len(page)
	}
	text := page[4:max(end, 4)]
	if bytes.IndexByte(text, ':') < 0 { // it names a part of the page
		return size
	}
	p.putByte('\n')
	for len(text) > 0 {
		n := bytes.IndexByte(text, '&')
		if n < 0 {
			p.put(text)
			break
		}
		p.put(text[:n])
		text = text[n:]
		text = text[p.entity(text):]
	}
	p.putByte('\n')
	return size
}

// unread are the elements whose content is no text.
var unread = []string{"script", "style", "svg"}

// skipElement leaves out an element whose content is no text.
func (p *Parser) skipElement(page, element []byte, size int) (int, []byte) {
	content := page[size:]
	for i := 0; ; i += 2 {
		n := find.Index(content[i:], "</")
		if n < 0 {
			return len(page), nil
		}
		if i += n; i+2+len(element) <= len(content) && equalFold(content[i+2:i+2+len(element)], element) {
			content = content[:i]
			break
		}
	}
	size += len(content)
	if head := page[:size-len(content)]; includes(head, "json") || includes(head, "__NEXT_DATA__") {
		return size, content
	}
	return size, nil
}

// is reports whether an element has a name, whatever its case.
func is(element []byte, name string) bool { return len(element) == len(name) && hasFold(element, name) }

// isOneOf reports whether a text is one of several in lower case, whatever its case.
func isOneOf(text []byte, names []string) bool {
	for _, name := range names {
		if is(text, name) {
			return true
		}
	}
	return false
}

// isCode names what looks like an element in traces that were not escaped.
func (p *Parser) isCode(element []byte) bool {
	switch string(element) {
	case "anonymous", "module", "init", "clinit", "lambda", "eval", "unknown":
		return true
	case "main", "top", "class":
		return len(p.text) > 0 && (p.text[len(p.text)-1] == '`' || p.text[len(p.text)-1] == '\'')
	}
	return false
}

// blocks are the elements that stand on lines of their own, by the length of their names.
var blocks = [...]string{
	1:  "p",
	2:  "br li ul ol tr td th h1 h2 h3 h4 h5 h6 hr dl dt dd",
	3:  "div pre nav",
	4:  "main body head html form",
	5:  "table thead tbody title aside style",
	6:  "header footer figure script",
	7:  "section article summary details",
	8:  "textarea fieldset template",
	10: "blockquote",
}

// isBlock reports whether an element is one of blocks or has no name. A table takes a tenth of a switch's code.
func isBlock(element []byte) bool {
	n := len(element)
	if n == 0 || n >= len(blocks) {
		return n == 0
	}
	low := lowered(element)
	for names := blocks[n]; len(names) >= n; names = names[min(n+1, len(names)):] {
		if names[:n] == string(low) {
			return true
		}
	}
	return false
}

// entities are the named characters that error pages have, the most frequent ones first.
var entities = []struct{ name, text string }{
	{"nbsp;", " "}, {"lt;", "<"}, {"gt;", ">"}, {"quot;", `"`}, {"amp;", "&"}, {"apos;", "'"}, {"hellip;", "…"}, {"ndash;", "–"}, {"mdash;", "—"},
	{"laquo;", "«"}, {"raquo;", "»"}, {"rarr;", "→"}, {"rsquo;", "’"}, {"lsquo;", "‘"}, {"ldquo;", "“"}, {"rdquo;", "”"},
}

// entity appends the character that a reference stands for, and gives the reference's length.
func (p *Parser) entity(text []byte) int {
	rest := text[1:]
	for _, e := range entities {
		if hasPrefix(rest, e.name) {
			p.putString(e.text)
			return 1 + len(e.name)
		}
	}
	if len(rest) > 2 && rest[0] == '#' {
		if r, n := numeric(rest[1:min(len(rest), 11)]); n > 0 {
			if r == 0xa0 {
				r = ' '
			}
			p.putRune(r)
			return 2 + n
		}
	}
	p.putByte('&')
	return 1
}

// numeric reads "39;" or "x27;" and gives the length of it, 0 if it is none.
func numeric(text []byte) (r rune, size int) {
	base, i := rune(10), 0
	if fold[text[0]] == 'x' {
		base, i = 16, 1
	}
	for start := i; i < len(text); i++ {
		c := fold[text[i]]
		switch {
		case c == ';' && i > start:
			return r, i + 1
		case kinds[c] == digit:
			r = r*base + rune(c-'0')
		case base == 16 && c >= 'a' && c <= 'f':
			r = r*base + rune(c-'a'+10)
		default:
			return 0, 0
		}
	}
	return 0, 0
}
