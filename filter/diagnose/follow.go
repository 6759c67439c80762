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
	return hasPrefix(p.scan.below(), "0: ")
}

// below gives the next line.
func (s *scan) below() []byte {
	_, line := trim(clip(s.text[min(s.end+1, len(s.text)):]))
	return line
}
