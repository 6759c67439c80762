package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

// Parser reads error bodies, one after the other, with the same memory. Its zero value is ready.
type Parser struct {
	// text is what was decoded of the body.
	text  []byte
	chain [maxChain]exception
	count int
	scan  scan
	// told is an error message without an exception: an error object's, or a database's.
	told     []byte
	toldRank uint8
	toldCode []byte
	// spare is a message beside another one, for the rules if that tells nothing.
	spare []byte
	// nested is a JSON text that was made a string inside of another.
	nested []byte
	// markup says that the text being read was a page.
	markup bool
	// prose says that the text is an article or a document: what such a one speaks of is not why it was sent.
	prose bool
	// xml says that the objects being read are elements.
	xml bool
	// labelled says that an exception's parts stand on lines with a label.
	labelled bool
	// unhandled says that a promise's rejection was nobody's.
	unhandled bool
	// tagless is how long the rest of a page is behind a stretch that is known to have no end of a tag.
	tagless int
	// looked counts bytes looked at.
	looked int

	levels [maxDepth]object
}

// window is how many bytes of the beginning and of the end of a body are read.
const window = 8 << 10

// Parse reads a body: plain text, HTML or JSON by what it looks like, and where that leaves it open by its content type. Of a body longer
// than 16 KiB it reads the first and the last 8 KiB. It takes linear time and never fails: what it does not know is absent.
func (p *Parser) Parse(contentType string, body []byte) Diagnosis {
	p.reset(len(body))
	if len(body) > 2*window {
		start := len(p.text)
		p.put(body[:window])
		p.putByte('\n')
		p.put(body[len(body)-window:])
		body = p.text[start:]
	}
	p.prose = has(contentType, "markdown") || startsWith(body, documents)
	text := body
	format := formatOf(contentType, body)
	switch format {
	case asJSON:
		start := len(p.text)
		p.readJSON(body)
		text = p.text[start:]
	case asMarkup:
		start := len(p.text)
		p.markup = true
		data := p.flatten(body)
		text = p.text[start:len(p.text):len(p.text)]
		p.lines(text)
		if len(data) > 0 && (p.count == 0 || p.chain[0].frames == 0) {
			p.readJSON(data)
		}
	case asXML:
		p.readXML(body)
		text = p.text
	default:
		if bytes.IndexByte(body, 0x1b) >= 0 {
			text = p.withoutColours(body)
		}
		p.lines(text)
		if p.count == 0 {
			if i := find.Index(text, "<?xml "); i > 0 {
				p.readXML(text[i:])
			}
		}
	}
	if hasPrefix(p.told, `{"`) {
		p.nested, p.told, p.toldRank = p.told, nil, 0
	}
	if p.nested != nil && p.count == 0 && p.told == nil {
		p.readJSON(p.nested)
	}
	if (p.count == 0 || p.count == 1 && len(p.chain[0].typ)+len(p.chain[0].message) == 0) && p.told == nil && format != asJSON && !p.prose {
		p.searchText(text)
	}
	return p.conclude(text)
}

func (p *Parser) reset(size int) {
	// Neither decoding makes a text longer, and the window is a copy of its own: no append below moves it.
	if need := 2*min(size, 2*window+1) + 512; cap(p.text) < need {
		p.text = make([]byte, 0, need)
	}
	p.text, p.count, p.told, p.toldRank, p.toldCode, p.spare = p.text[:0], 0, nil, 0, nil, nil
	p.nested, p.markup, p.xml, p.labelled, p.unhandled, p.looked = nil, false, false, false, false, 0
	p.begin()
}

// documents are how texts in Markdown begin.
var documents = []string{"# ", "## "}

type format uint8

const (
	asText format = iota
	asJSON
	asMarkup
	asXML
)

// formatOf looks at the first characters. A server that fails often says a content type that is not true.
func formatOf(contentType string, body []byte) format {
	body = trimSpace(trimPrefix(body, "\ufeff"))
	if len(body) < 2 {
		return asText
	}
	second := trimSpace(body[1:min(len(body), 200)])
	switch {
	case len(second) == 0, hasPrefix(body, "<AioRpcError"):
	case body[0] == '{' && (second[0] == '"' || second[0] == '}'), body[0] == '[' && (second[0] == '{' || second[0] == '"' || second[0] == ']'):
		return asJSON
	case body[0] == '"' && has(contentType, "json"):
		return asJSON
	case hasPrefix(body, "<?xml") && !has(string(body[:min(len(body), 200)]), "<html"), body[0] == '<' && has(contentType, "xml") && !has(contentType, "html"), hasPrefix(body, "<soap"):
		return asXML
	case body[0] == '<' && (body[1] == '!' || body[1] == '?' || kinds[body[1]] == lower || kinds[body[1]] == upper):
		return asMarkup
	case has(contentType, "html") && includes(body, "</"):
		return asMarkup
	}
	return asText
}

// withoutColours gives a text without the escape sequences that colour it on a terminal (ECMA-48, section 5.4).
func (p *Parser) withoutColours(text []byte) []byte {
	start := len(p.text)
	for len(text) > 0 {
		n := bytes.IndexByte(text, 0x1b)
		if n < 0 {
			n = len(text)
		}
		p.put(text[:n])
		if text = text[n:]; len(text) > 1 && text[1] == '[' {
			n = 2
			for n < len(text) && (text[n] < 0x40 || text[n] > 0x7e) {
				n++
			}
			text = text[min(n+1, len(text)):]
		} else if len(text) > 0 {
			text = text[1:]
		}
	}
	return p.text[start:len(p.text):len(p.text)]
}
