package diagnose

import "bytes"

// frameFollows looks for a frame on the next lines.
func (p *Parser) frameFollows() bool {
	rest := p.scan.text[min(p.scan.end, len(p.scan.text)):]
	for range 10 { // oak prints the request before them
		if len(rest) == 0 {
			return false
		}
		rest = rest[1:]
		n := bytes.IndexByte(rest, '\n')
		if n < 0 {
			n = len(rest)
		}
		p.looked += n
		if _, line := trim(rest[:n]); isFrame(line) {
			return true
		} else if p.readHeader(line).sure == yes {
			return false
		}
		rest = rest[n:]
	}
	return false
}

// listFollows reports whether the next line begins color-eyre's list of causes.
func (p *Parser) listFollows() bool {
	_, rest := trim(p.scan.text[min(p.scan.end+1, len(p.scan.text)):])
	return hasPrefix(rest, "0: ")
}
