package diagnose

import "errormask/filter/words"

// erlangReasons are the names of errors of Erlang's runtime.
var erlangReasons = words.Set{Name: "erlangReasons"}

// erlangReason reads why a process ended, as in "... exit with reason {badmatch,{error,enoent}} and stacktrace [...]", or where a line begins with
// that: the error's name is the type, the term behind it the message.
func (p *Parser) erlangReason(line []byte) bool {
	if p.count > 0 {
		return false
	}
	_, reason, ok := cut(line, " with reason")
	if !ok {
		reason = line
	}
	for len(reason) > 0 && kinds[reason[0]] == other {
		reason = reason[1:]
	}
	n := typeLength(reason)
	if len(reason) == len(line) || !erlangReasons.Has(reason[:n]) {
		return false
	}
	h := header{typ: reason[:n], sure: yes}
	if reason = reason[n:]; hasPrefix(reason, ",") && !hasPrefix(reason, ",[{") {
		h.message = reason[1:]
		depth := 0
		for i, c := range h.message {
			if c == '{' {
				depth++
			} else if c == '}' {
				if depth--; depth < 0 {
					h.message = h.message[:i]
					break
				}
			}
		}
	}
	p.enter(&h)
	p.scan.messageFrom = -1 // the stack comes below
	return true
}
