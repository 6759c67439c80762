package pattern

import (
	"errors"
	"unicode/utf8"

	"errormask/filter/ascii"
)

// refuse is the error for what stands at a byte of the expression. It counts characters from 1.
func (p *parser) refuse(at int, what, allowed string) error {
	return errors.New("character " + ascii.Int(utf8.RuneCountInString(p.text[:at])+1) + ": " + what + "; allowed: " + allowed)
}

// refuseAll is the error for the expression as a whole.
func refuseAll(what, allowed string) error {
	return errors.New("the expression " + what + "; allowed: " + allowed)
}

// checkSize refuses a program that what stands at a byte of the expression makes too long.
func (p *parser) checkSize(at, size int) error {
	if size <= longestProgram {
		return nil
	}
	return p.refuse(at, "the program gets too long with this, as repeats are written out", "at most "+ascii.Int(longestProgram)+" instructions")
}
