package diagnose

import "unicode/utf8"

// These append to the parser's text. Inlined where they are called they would make the module 9 KB larger.

//go:noinline
func (p *Parser) add(text []byte) { p.text = append(p.text, text...) }

//go:noinline
func (p *Parser) addString(text string) { p.text = append(p.text, text...) }

//go:noinline
func (p *Parser) put(c byte) { p.text = append(p.text, c) }

//go:noinline
func (p *Parser) putRune(r rune) { p.text = utf8.AppendRune(p.text, r) }
