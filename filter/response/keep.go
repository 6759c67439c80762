package response

import "errormask/filter/jsontext"

// maxKept bounds a kept value, in bytes of text.
const maxKept = 256

// Keep appends the generic body with those members of the original error which may pass: scalars that are not too long. A kept member takes the place
// of one that the generic body has under the same name. The generic body is all there is if the original is not one JSON object, or has
// none of them. Which texts must not pass, be they in a member that may, is for isSecret to say.
func (r *Response) Keep(dst, generic []byte, original string, isSecret func(text string) bool) []byte {
	found, ok := jsontext.Members(original)
	kept := r.kept(found, isSecret)
	if !ok || len(kept) == 0 {
		return append(dst, generic...)
	}
	own, _ := jsontext.Members(string(generic))
	separator := "{"
	for _, m := range own {
		if _, replaced := find(kept, m.Name); replaced == 0 {
			dst = appendMember(dst, separator, m)
			separator = ", "
		}
	}
	for _, m := range kept {
		dst = appendMember(dst, separator, m)
		separator = ", "
	}
	return append(dst, '}')
}

// find gives the last member of a name, and how many there are.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func find(all []jsontext.Member, name string) (found jsontext.Member, times int) {
	for i := range all {
		if all[i].Name == name {
			found = all[i]
			times++
		}
	}
	return found, times
}

// kept are the members that may pass, in the order of the configuration. One that is given twice is none: readers differ in which of the two counts.
func (r *Response) kept(found []jsontext.Member, isSecret func(string) bool) []jsontext.Member {
	var kept []jsontext.Member
	for _, name := range r.keep {
		m, times := find(found, name)
		if times != 1 || !m.IsScalar || !isShort(m.Value) {
			continue
		}
		if m.Value.Kind == jsontext.String {
			if isSecret(m.Value.Text) {
				continue
			}
			m.Source = string(append(jsontext.AppendEscaped([]byte{'"'}, []byte(m.Value.Text)), '"'))
		}
		kept = append(kept, m)
	}
	return kept
}

// isShort reports whether a value is short, and on one line: what spans lines is a stack trace rather than a code.
func isShort(t jsontext.Token) bool {
	if len(t.Text) > maxKept {
		return false
	}
	for i := range len(t.Text) {
		if t.Text[i] < ' ' {
			return false
		}
	}
	return true
}

// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func appendMember(dst []byte, separator string, m jsontext.Member) []byte {
	dst = append(append(dst, separator...), '"')
	dst = append(jsontext.AppendEscaped(dst, []byte(m.Name)), `": `...)
	return append(dst, m.Source...)
}
