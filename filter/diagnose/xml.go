package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

// readXML reads a document as the error object that it is: an element without elements inside is a member.
func (p *Parser) readXML(text []byte) {
	p.looked += len(text)
	p.xml = true
	p.levels[0] = object{link: -1}
	depth, start, leaf := 0, len(p.text), false
	for len(text) > 0 {
		n := indexOf(text, '<', '&', '<')
		if n < 0 {
			n = len(text)
		}
		p.put(text[:n])
		if text = text[n:]; len(text) == 0 {
			break
		}
		size, tag := p.markupPiece(text)
		text = text[size:]
		switch {
		case len(tag) < 3 || tag[1] == '?' || tag[1] == '!' || tag[len(tag)-2] == '/':
		case tag[1] == '/':
			p.closeElement(depth, start, leaf)
			depth, leaf = max(depth-1, 0), false
		default:
			if depth++; depth < maxDepth {
				p.levels[depth] = object{as: memberOfElement(tag), at: p.count, link: -1}
				if _, class, ok := cut(tag, ` class="`); ok { // JAX-WS
					if class, _, _ = cut(class, `"`); certaintyOfText(class) == yes {
						p.levels[depth].typ = class
					}
				}
			}
			start, leaf = len(p.text), true
		}
	}
	for ; depth > 0; depth-- {
		p.closeElement(depth, start, false)
	}
}

// markupPiece appends what a reference or a CDATA section at the beginning of text means, or gives the tag there, and its length.
func (p *Parser) markupPiece(text []byte) (size int, tag []byte) {
	if text[0] == '&' {
		return p.entity(text), nil
	}
	if data, ok := cutPrefix(text, "<![CDATA["); ok {
		n := find.Index(data, "]]>")
		if n < 0 {
			n = len(data)
		}
		p.put(data[:n])
		return min(len("<![CDATA[")+n+3, len(text)), nil
	}
	if size = tagLength(text); size == 0 {
		p.putByte('<')
		return 1, nil
	}
	return size, text[:size]
}

// closeElement ends an element, whose text begins at start if it is a leaf.
func (p *Parser) closeElement(depth, start int, leaf bool) {
	if depth == 0 || depth >= maxDepth {
		return
	}
	if !leaf {
		p.close(depth)
		return
	}
	p.levels[depth-1].key = p.levels[depth].as
	value := p.text[start:len(p.text):len(p.text)]
	p.putByte('\n')
	p.value(depth-1, trimSpace(value))
}

// memberOfElement gives the meaning of an element by its name without the prefix.
func memberOfElement(tag []byte) member {
	name := tag[1:]
	n := 0
	for n < len(name) && name[n] != '>' && !isSpace(name[n]) {
		n++
	}
	name = name[:n]
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	if string(name) == "Text" {
		return roles["soaptext"]
	}
	return memberOf(name)
}
