package pattern

import "unicode/utf8"

// escape reads what begins with a backslash, outside of a class.
func (p *parser) escape() (fragment, error) {
	at := p.next
	if at+1 < len(p.text) {
		letter := p.text[at+1]
		if s, negated, ok := named(letter); ok {
			p.next += len(`\d`)
			if negated {
				s.negate()
			}
			return p.set(s), nil
		}
		switch letter {
		case 'b':
			p.next += len(`\b`)
			return asserted(wordEdge), nil
		case 'B':
			p.next += len(`\B`)
			return asserted(noWordEdge), nil
		}
	}
	r, err := p.escapedCharacter()
	if err != nil {
		return fragment{}, err
	}
	return p.character(r), nil
}

// escapedCharacter reads an escape that stands for one character.
func (p *parser) escapedCharacter() (rune, error) {
	at := p.next
	if at+1 == len(p.text) {
		return 0, p.refuse(at, `\ is the last character`, `\\ for the character itself`)
	}
	r, width := utf8.DecodeRuneInString(p.text[at+1:])
	p.next += 1 + width
	switch r {
	case 't':
		return '\t', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 'x':
		return p.hexadecimal(at)
	case 'p', 'P':
		return 0, p.refuse(at, p.text[at:p.next]+" is not supported", "classes such as [a-zäöü]")
	}
	switch letter := r|0x20 >= 'a' && r|0x20 <= 'z'; {
	case r >= '1' && r <= '9':
		return 0, p.refuse(at, "a back reference is not supported", "the expression once more")
	case letter || r == '0' || r >= asciiEnd:
		return 0, p.refuse(at, p.text[at:p.next]+" is not supported", `\d \D \w \W \s \S \b \B \t \n \r \xHH, and \ before a punctuation character`)
	}
	return r, nil
}

// hexadecimal reads the two digits of \xHH, which begins at at.
func (p *parser) hexadecimal(at int) (rune, error) {
	value := rune(0)
	for range 2 {
		digit := digitOf(p.peek())
		if digit < 0 {
			return 0, p.refuse(at, `\x has not two hexadecimal digits`, `\xHH, and a character beyond \xFF as it is`)
		}
		value = value<<4 | digit
		p.next++
	}
	return value, nil
}

// digitOf gives the value of a hexadecimal digit, -1 for any other byte.
func digitOf(c byte) rune {
	switch lower := c | 0x20; {
	case c >= '0' && c <= '9':
		return rune(c - '0')
	case lower >= 'a' && lower <= 'f':
		return rune(lower-'a') + 10
	}
	return -1
}
