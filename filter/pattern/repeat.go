package pattern

import (
	"strings"

	"errormask/filter/ascii"
)

// repeat reads how often f stands there, if anything says so.
func (p *parser) repeat(f fragment) (fragment, error) {
	at := p.next
	least, most, err := p.counts()
	if err != nil || p.next == at {
		return f, err
	}
	if size := f.repeatedSize(least, most); size > longestProgram {
		return f, p.checkSize(at, size)
	}
	if p.peek() == '?' { // a lazy one matches the same
		p.next++
	} else if p.peek() == '+' {
		return f, p.refuse(p.next, "a possessive repeat is not supported", "a repeat without the second +")
	}
	if c := p.peek(); c != 0 && strings.IndexByte("*+?{", c) >= 0 {
		return f, p.refuse(p.next, "a repeat is repeated", "(?:...) around the first one")
	}
	return f.repeated(least, most), nil
}

// counts reads * + ? or {n,m}. Where there is none of them, nothing is read.
func (p *parser) counts() (least, most int, err error) {
	switch p.peek() {
	case '*':
		p.next++
		return 0, unlimited, nil
	case '+':
		p.next++
		return 1, unlimited, nil
	case '?':
		p.next++
		return 0, 1, nil
	case '{':
		return p.braces()
	}
	return 0, 0, nil
}

// braces reads {n}, {n,} or {n,m}. Others take what is none of these for text; here it is refused, as it is a mistake more often than not.
func (p *parser) braces() (least, most int, err error) {
	at := p.next
	p.next++
	least, ok := p.number()
	most = least
	if ok && p.peek() == ',' {
		p.next++
		if most = unlimited; p.peek() != '}' {
			most, ok = p.number()
		}
	}
	switch {
	case !ok || p.peek() != '}':
		return 0, 0, p.refuse(at, "{ begins no count", `{n}, {n,}, {n,m}, or \{ for the character itself`)
	case least > mostRepeats || most > mostRepeats:
		return 0, 0, p.refuse(at, "the count is too high", "at most "+ascii.Int(mostRepeats))
	case most != unlimited && most < least:
		return 0, 0, p.refuse(at, "the count runs backwards", "{n,m} with n not above m")
	}
	p.next++
	return least, most, nil
}

// number reads digits without a zero before others. A number above the highest that is allowed may come out as another one above it.
func (p *parser) number() (n int, ok bool) {
	from := p.next
	for c := p.peek(); c >= '0' && c <= '9'; c = p.peek() {
		n = min(n*10+int(c-'0'), mostRepeats+1)
		p.next++
	}
	return n, p.next == from+1 || p.next > from && p.text[from] != '0'
}
