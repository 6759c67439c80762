package diagnose

import "unicode/utf8"

// These append to p.text what a body's text means. Inlined where they are called they would make the module 8 KB larger.

//go:noinline
func (p *Parser) put(text []byte) { p.text = append(p.text, text...) }

//go:noinline
func (p *Parser) putByte(c byte) { p.text = append(p.text, c) }

//go:noinline
func (p *Parser) putRune(r rune) { p.text = utf8.AppendRune(p.text, r) }

//go:noinline
func (p *Parser) putString(text string) { p.text = append(p.text, text...) }
