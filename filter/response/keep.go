package response

import (
	"slices"

	"errormask/filter/jsontext"
)

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
	own = slices.DeleteFunc(own, func(m jsontext.Member) bool {
		return slices.ContainsFunc(kept, func(k jsontext.Member) bool { return k.Name == m.Name })
	})
	separator := "{"
	for _, m := range own {
		dst = append(appendName(append(dst, separator...), m.Name), m.Source...)
		separator = ", "
	}
	for _, m := range kept {
		dst = appendScalar(appendName(append(dst, separator...), m.Name), m.Value)
		separator = ", "
	}
	return append(dst, '}')
}

// kept are the members that may pass, in the order of the configuration. One that is given twice is none: readers differ in which of the two counts.
func (r *Response) kept(found []jsontext.Member, isSecret func(string) bool) []jsontext.Member {
	var kept []jsontext.Member
	for _, name := range r.keep {
		var m jsontext.Member
		times := 0
		for i := range found {
			if found[i].Name == name {
				m = found[i]
				times++
			}
		}
		if times == 1 && m.IsScalar && isShort(m.Value) && !(m.Value.Kind == jsontext.String && isSecret(m.Value.Text)) {
			kept = append(kept, m)
		}
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

func appendName(dst []byte, name string) []byte {
	return append(jsontext.AppendEscaped(append(dst, '"'), []byte(name)), `": `...)
}

func appendScalar(dst []byte, t jsontext.Token) []byte {
	if t.Kind != jsontext.String {
		return append(dst, t.Text...)
	}
	return append(jsontext.AppendEscaped(append(dst, '"'), []byte(t.Text)), '"')
}
