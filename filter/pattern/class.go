package pattern

import (
	"strings"
	"unicode/utf8"
)

// class reads [...] or [^...]. A ] that comes first in it stands for itself, and so does a - that comes first or last.
func (p *parser) class() (fragment, error) {
	at := p.next
	p.next++
	negated := p.peek() == '^'
	if negated {
		p.next++
	}
	var s set
	for first := true; first || p.peek() != ']'; first = false {
		if p.atEnd() {
			return fragment{}, p.refuse(at, "the class is not closed", `] at its end, or \[ for the character itself`)
		}
		if err := p.classItem(&s); err != nil {
			return fragment{}, err
		}
	}
	p.next++
	if p.fold {
		s.fold()
	}
	s.sort()
	if negated {
		s.negate()
	}
	if s.isNothing() {
		return fragment{}, p.refuse(at, "the class has no character", "classes with one or more")
	}
	return p.set(s), nil
}

// classItem adds a character, a range or a set such as \d.
func (p *parser) classItem(s *set) error {
	at := p.next
	if rest := p.text[at:]; strings.HasPrefix(rest, "[:") && strings.Contains(rest, ":]") {
		return p.refuse(at, "[: :] is not supported", `ranges such as a-z, and \d \w \s`)
	}
	if p.peek() == '\\' && at+1 < len(p.text) {
		if all, negated, ok := named(p.text[at+1]); ok {
			s.addSet(all, negated)
			p.next += len(`\d`)
			return nil
		}
	}
	from, err := p.classCharacter()
	to := from
	if err == nil && p.isRange() {
		p.next++
		if to, err = p.classCharacter(); err == nil && to < from {
			err = p.refuse(at, "the range runs backwards", `a-z with a not above z, or \- for the character itself`)
		}
	}
	if err == nil {
		s.add(from, to)
	}
	return err
}

// isRange reports whether a - stands here and is not the last character of its class.
func (p *parser) isRange() bool {
	return p.peek() == '-' && p.next+1 < len(p.text) && p.text[p.next+1] != ']'
}

// classCharacter reads one character of a class, as it is or escaped.
func (p *parser) classCharacter() (rune, error) {
	if p.peek() != '\\' {
		r, width := utf8.DecodeRuneInString(p.text[p.next:])
		p.next += width
		return r, nil
	}
	at := p.next
	if at+1 < len(p.text) {
		if _, _, ok := named(p.text[at+1]); ok {
			return 0, p.refuse(at, "a range ends with one character", `\- for the character itself`)
		}
		if p.text[at+1]|0x20 == 'b' {
			return 0, p.refuse(at, p.text[at:at+2]+" is not supported in a class", `\b and \B outside of one`)
		}
	}
	return p.escapedCharacter()
}
