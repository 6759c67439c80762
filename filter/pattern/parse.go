package pattern

import (
	"strings"
	"unicode/utf8"

	"errormask/filter/ascii"
)

// parser reads an expression from left to right, and makes its program as it goes.
type parser struct {
	text string
	// next is where the next character stands.
	next int
	// fold says that small letters and capitals are the same.
	fold bool
	sets []set
}

func parse(expression string) ([]instruction, []set, error) {
	p := parser{text: expression}
	if err := p.checkText(); err != nil {
		return nil, nil, err
	}
	if strings.HasPrefix(expression, "(?i)") {
		p.fold, p.next = true, len("(?i)")
	}
	f, err := p.alternatives(0)
	switch {
	case err != nil:
		return nil, nil, err
	case p.next < len(p.text):
		return nil, nil, p.refuse(p.next, ") closes no group", `\) for the character itself`)
	case f.empty:
		return nil, nil, refuseAll("matches the empty text, and so would hide nothing or everything", "expressions that take at least one character")
	}
	return f.code, p.sets, nil
}

// checkText refuses what is no expression, whatever it says.
func (p *parser) checkText() error {
	if p.text == "" || len(p.text) > longest {
		return refuseAll("has "+ascii.Int(len(p.text))+" bytes", "1 to "+ascii.Int(longest))
	}
	for i := 0; i < len(p.text); {
		r, width := utf8.DecodeRuneInString(p.text[i:])
		if r == utf8.RuneError && width == 1 {
			return p.refuse(i, "what stands here is not valid UTF-8", "UTF-8")
		}
		i += width
	}
	return nil
}

// peek gives the next byte, and 0 at the end.
//
// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func (p *parser) peek() byte {
	if p.next == len(p.text) {
		return 0
	}
	return p.text[p.next]
}

// atEnd reports whether the expression ends here. Its text may well have a byte 0.
func (p *parser) atEnd() bool { return p.next == len(p.text) }

// alternatives reads a|b|c up to the end or to the parenthesis that closes them.
func (p *parser) alternatives(depth int) (fragment, error) {
	f, err := p.sequence(depth)
	for err == nil && p.peek() == '|' {
		at := p.next
		p.next++
		var g fragment
		if g, err = p.sequence(depth); err == nil {
			f = f.or(g)
			err = p.checkSize(at, len(f.code))
		}
	}
	return f, err
}

// sequence reads what follows each other.
func (p *parser) sequence(depth int) (fragment, error) {
	f := fragment{empty: true}
	for !p.atEnd() && p.peek() != '|' && p.peek() != ')' {
		at := p.next
		g, err := p.atom(depth)
		if err == nil {
			g, err = p.repeat(g)
		}
		if err == nil {
			err = p.checkSize(at, len(f.code)+len(g.code))
		}
		if err != nil {
			return fragment{}, err
		}
		f = f.then(g)
	}
	return f, nil
}

// atom reads what a repeat repeats: a character, a class, an assertion or a group.
func (p *parser) atom(depth int) (fragment, error) {
	at := p.next
	switch c := p.text[at]; c {
	case '(':
		return p.group(depth + 1)
	case '[':
		return p.class()
	case '\\':
		return p.escape()
	case '*', '+', '?':
		return fragment{}, p.refuse(at, string(rune(c))+" repeats nothing", `\`+string(rune(c))+" for the character itself")
	case '{':
		return fragment{}, p.refuse(at, "{ repeats nothing", `\{ for the character itself`)
	case '.':
		p.next++
		var s set
		s.add('\n', '\n')
		s.negate()
		return p.set(s), nil
	case '^':
		p.next++
		return asserted(lineStart), nil
	case '$':
		p.next++
		return asserted(lineEnd), nil
	}
	r, width := utf8.DecodeRuneInString(p.text[at:])
	p.next += width
	if p.fold && r >= asciiEnd {
		return fragment{}, p.refuse(at, "(?i) knows the letters a to z only", "both forms of another letter in a class")
	}
	return p.character(r), nil
}

func asserted(what uint8) fragment {
	return fragment{[]instruction{{op: assert, c: what}}, true}
}

// character takes one character, in both of its forms if they are the same.
func (p *parser) character(r rune) fragment {
	letter := r|0x20 >= 'a' && r|0x20 <= 'z'
	if r < asciiEnd && !(p.fold && letter) {
		return fragment{code: []instruction{{op: takeByte, c: uint8(r)}}}
	}
	var s set
	s.add(r, r)
	if p.fold {
		s.fold()
	}
	return p.set(s)
}

// set takes one character of a sorted set.
//
// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func (p *parser) set(s set) fragment {
	p.sets = append(p.sets, s)
	return fragment{code: []instruction{{op: takeSet, arg: int16(len(p.sets) - 1)}}}
}

// unsupported is what other dialects have behind "(?".
var unsupported = [...]struct{ sign, what string }{
	{"=", "lookahead"}, {"!", "lookahead"}, {"<=", "lookbehind"}, {"<!", "lookbehind"}, {"<", "a named group"}, {"P<", "a named group"},
	{"'", "a named group"}, {"P=", "a back reference"}, {">", "an atomic group"}, {"#", "a comment"},
}

// group reads a group with its parentheses, at the depth it is nested in.
func (p *parser) group(depth int) (fragment, error) {
	at := p.next
	if depth > deepest {
		return fragment{}, p.refuse(at, "groups are nested too deep", "at most "+ascii.Int(deepest))
	}
	p.next++
	if strings.HasPrefix(p.text[p.next:], "?:") {
		p.next += len("?:")
	} else if p.peek() == '?' {
		what := "a flag here"
		for _, u := range unsupported {
			if strings.HasPrefix(p.text[p.next+1:], u.sign) {
				what = u.what
				break
			}
		}
		return fragment{}, p.refuse(at, what+" is not supported", "(...), (?:...), and (?i) at the beginning")
	}
	f, err := p.alternatives(depth)
	if err == nil && p.atEnd() {
		err = p.refuse(at, "the group is not closed", `) at its end, or \( for the character itself`)
	}
	p.next++
	return f, err
}
