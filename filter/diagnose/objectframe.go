package diagnose

import "bytes"

// isPlaced reports whether an object has a message and the place in a program where it was thrown.
func (o *object) isPlaced() bool {
	return o.message != nil && o.rank >= ownMessage && o.line != nil && bytes.IndexByte(o.file, '/') >= 0 && !hasSuffix(o.file, ".c")
}

// objectFrame makes a line of a frame that is an object: as Java prints it, or file and line.
func (p *Parser) objectFrame(o *object) {
	java := hasSuffix(o.file, ".java") || hasSuffix(o.file, ".kt") || hasSuffix(o.file, ".scala")
	if java || o.file == nil && o.class != nil {
		line := p.print("at %.%(%:%)\n", o.class, o.function, o.file, o.line)
		name := line[len("at "):][:len(o.class)+len(".")+len(o.function)]
		p.addFrame(&frame{line, inAt, line, name, name})
	} else {
		line := p.print("%:%\n", o.file, o.line)
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
}

// print writes a line into p.text, the parts where the format has a "%", and gives it without the line end.
//
//go:noinline
func (p *Parser) print(format string, parts ...[]byte) []byte {
	start := len(p.text)
	for ; len(format) > 0; format = format[1:] {
		if format[0] == '%' {
			p.text, parts = append(p.text, parts[0]...), parts[1:]
		} else {
			p.text = append(p.text, format[0])
		}
	}
	return p.text[start : len(p.text)-1 : len(p.text)-1]
}
