package redact

import "errormask/filter/words"

// holder is an object or a list of objects whose key says that there are secrets in it. It is followed no further than the scan has come,
// so that what was replaced opens and closes nothing.
type holder struct {
	_ [0]func() // none of these is compared
	// word is that of the key, nil where there is no holder.
	word *word
	// read is up to where the holder was followed, depth how many of its brackets are open there.
	read, depth int
	inString    bool
	// versions says that only what is obviously one more version of the secret is one, such as the old and the new password.
	versions bool
}

// deepestHolder bounds how deep brackets may be nested in a holder. Where they are deeper, it is taken to end.
const deepestHolder = 16

// hold remembers the object that begins at from, if its key is the name of several secrets: "credentials": {"user": "a", "value": "b"}.
// Those of one, such as "password", may have objects that tell what is wrong with it.
func (s *scan) hold(p *pair, from int) {
	if s.holds(from) {
		return
	}
	s.holder, s.alert = holder{word: p.word, read: from, versions: !p.plural && p.word.kind != "credential"}, true
}

// holds reports whether the scan is in a holder at i.
func (s *scan) holds(i int) bool {
	h := &s.holder
	for h.word != nil && h.read < i {
		switch c := s.text[h.read]; {
		case c == '[' && s.mark(h.read) > 0:
			h.read += s.mark(h.read) - 1
		case c == '"' && s.text[h.read-1] != '\\':
			h.inString = !h.inString
		case class[c]&newline != 0:
			h.inString = false
		case h.inString:
		case c == '{' || c == '[':
			h.depth++
		case c == '}' || c == ']':
			h.depth--
		}
		s.saw(1)
		if h.read++; h.depth <= 0 || h.depth > deepestHolder {
			h.word = nil
		}
	}
	return h.word != nil
}

// holdsObject reports whether a list of objects begins at i.
//
//go:noinline
func (s *scan) holdsObject(i int) bool {
	i++
	i += s.run(i, blank|newline, reach)
	return s.byteAt(i) == '{'
}

// held gives the word for a member of a holder whose key ends at end and whose value begins behind next, nil if it is none of a secret. What
// ends with a bracket is a mark.
func (s *scan) held(end, next int) *word {
	from := end
	for from > s.floor && end-from < longestKey && class[s.text[from-1]]&keyByte != 0 {
		from--
	}
	s.saw(end - from)
	next += s.run(next, blank, reach)
	q, _ := s.openingQuote(next)
	list := s.byteAt(next) == '[' && !s.holdsObject(next)
	if from == end || s.text[end] == ']' || q.text == "" && !list {
		return nil
	}
	if key := s.text[from:end]; s.holder.word.name == "jwt" && equalFold(key, "key") {
		return s.holder.word
	} else if s.holder.word.kind == "cookie" {
		return s.holder.word
	} else if equalFold(key, "id") {
		return &randomID
	} else if harmlessMembers.Has(key) || s.holder.versions && !versionMembers.Has(key) {
		return nil
	}
	return s.holder.word
}

// harmlessMembers are keys of what an operator needs to know of a secret.
var harmlessMembers = words.Set{Name: "harmlessMembers"}

// versionMembers are keys of one secret in several versions, or of its value in several forms.
var versionMembers = words.Set{Name: "versionMembers"}
