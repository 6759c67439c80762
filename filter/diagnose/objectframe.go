package diagnose

import "bytes"

// isPlaced reports whether an object has a message and the place in a program where it was thrown.
func (o *object) isPlaced() bool {
	return o.message != nil && o.rank >= ownMessage && o.line != nil && bytes.IndexByte(o.file, '/') >= 0 && !hasSuffix(o.file, ".c")
}

// objectFrame makes a line of a frame that is an object: as Java prints it, or file and line.
func (p *Parser) objectFrame(o *object) {
	start := len(p.text)
	java := hasSuffix(o.file, ".java") || hasSuffix(o.file, ".kt") || hasSuffix(o.file, ".scala")
	if java || o.file == nil && o.class != nil {
		p.write("at ", o.class, ".", o.function, "")
		name := p.text[start+3 : len(p.text) : len(p.text)]
		p.write("(", o.file, ":", o.line, ")")
		line := p.text[start:len(p.text):len(p.text)]
		p.addFrame(&frame{line, inAt, line, name, name})
	} else {
		p.write("", o.file, ":", o.line, "")
		line := p.text[start:len(p.text):len(p.text)]
		call := o.function
		if len(call) == 0 {
			call = o.file
		}
		f := &frame{line, inAt, line, nil, call}
		if s := &p.scan; hasSuffix(o.file, ".py") && s.current >= 0 && !s.mute {
			p.chain[s.current].addFrame(f, true) // Python's frames begin with the outermost
		} else {
			p.addFrame(f)
		}
	}
	p.putByte('\n')
}

// write appends what a line is put together from to the parser's text.
//
//go:noinline
func (p *Parser) write(before string, one []byte, between string, two []byte, behind string) {
	p.putString(before)
	p.put(one)
	p.putString(between)
	p.put(two)
	p.putString(behind)
}
