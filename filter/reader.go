package filter

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"errormask/filter/nearest"
)

// reader reads a configuration strictly: each key at most once, none that is not known, each value of the right kind. Its errors are one
// line that says where (line, column, path), what was found and what is allowed.
type reader struct {
	lexer
	// path names the value being read, e.g. "record", "level" or "statuses", "[2]".
	path []string
}

// key is a member that an object may have, and what reads its value.
type key struct {
	name string
	read func() error
}

// document reads the whole source as one object.
func (r *reader) document(keys ...key) error {
	if t := r.next(); t.kind == fault {
		return r.fail("not valid JSON: " + t.text + "; give the configuration as a google.protobuf.StringValue that holds JSON")
	}
	r.end = 0
	if err := r.object(keys...); err != nil {
		return err
	}
	if t := r.next(); t.kind != eof {
		return r.fail("found more behind the configuration; allowed: one object")
	}
	return nil
}

func (r *reader) object(keys ...key) error {
	if t := r.next(); !t.is("{") {
		return r.refuse(t, "an object with the keys "+list(keys))
	}
	t := r.next()
	if t.is("}") {
		return nil
	}
	for seen := []string(nil); ; t = r.next() {
		if t.kind != aString {
			return r.expected(t, "a key in quotes")
		}
		if slices.Contains(seen, t.text) {
			return r.fail(r.where(t.text) + " is given twice")
		}
		seen = append(seen, t.text)
		if err := r.member(t.text, keys); err != nil {
			return err
		}
		if t = r.next(); t.is("}") {
			return nil
		}
		if !t.is(",") {
			return r.expected(t, `"," or "}"`)
		}
	}
}

// member reads what follows the name of a member.
func (r *reader) member(name string, keys []key) error {
	i := slices.IndexFunc(keys, func(k key) bool { return k.name == name })
	if i < 0 {
		return r.fail(r.where(name) + " is not a key" + didYouMean(name, names(keys)) + "; allowed: " + list(keys))
	}
	if t := r.next(); !t.is(":") {
		return r.expected(t, `":"`)
	}
	r.path = append(r.path, name)
	err := keys[i].read()
	r.path = r.path[:len(r.path)-1]
	return err
}

// list reads an array of at least so many elements, 0 or 1.
func (r *reader) list(allowed string, least int, element func(token) error) error {
	t := r.next()
	start := r.start
	if !t.is("[") {
		return r.refuse(t, allowed)
	}
	t = r.next()
	if t.is("]") {
		if least == 0 {
			return nil
		}
		r.start = start
		return r.refuse(token{punctuation, "[]"}, allowed)
	}
	for n := 0; ; n, t = n+1, r.next() {
		r.path = append(r.path, "["+strconv.Itoa(n)+"]")
		if err := element(t); err != nil {
			return err
		}
		r.path = r.path[:len(r.path)-1]
		if t = r.next(); t.is("]") {
			return nil
		}
		if !t.is(",") {
			return r.expected(t, `"," or "]"`)
		}
	}
}

// oneOf reads a string that must be one of the allowed ones, and gives its index.
func (r *reader) oneOf(allowed []string) (int, error) {
	t := r.next()
	i := slices.Index(allowed, t.text)
	if t.kind == aString && i >= 0 {
		return i, nil
	}
	hint := ""
	if t.kind == aString {
		hint = didYouMean(t.text, allowed)
	}
	return 0, r.refuse(t, `"`+strings.Join(allowed, `", "`)+`"`+hint)
}

func (r *reader) boolean(value *bool) error {
	t := r.next()
	if t.kind != aLiteral || t.text == "null" {
		return r.refuse(t, "true or false")
	}
	*value = t.text == "true"
	return nil
}

// integer reads a whole number from 0 to highest.
func (r *reader) integer(highest int) (int, error) {
	t := r.next()
	n := 0
	if t.kind == aNumber && digits(t.text) == len(t.text) {
		for i := 0; i < len(t.text) && n <= highest; i++ {
			n = n*10 + int(t.text[i]-'0')
		}
		if n <= highest {
			return n, nil
		}
	}
	return 0, r.refuse(t, "a whole number from 0 to "+strconv.Itoa(highest))
}

// is reports whether a token is this punctuation.
func (t token) is(punctuationMark string) bool {
	return t.kind == punctuation && t.text == punctuationMark
}

// found is how an error message names a token that was read where a value should be.
func (t token) found() string {
	switch {
	case t.kind == eof:
		return "the end"
	case t.kind == aString:
		return "the string " + quote(t.text)
	case t.kind == aNumber:
		return "the number " + shorten(t.text)
	case t.is("{"):
		return "an object"
	case t.is("["):
		return "a list"
	case t.is("[]"):
		return "an empty list"
	}
	return t.text
}

// refuse is the error for a value that is not allowed here.
func (r *reader) refuse(t token, allowed string) error {
	if t.kind == fault || t.kind == eof || t.is("}") || t.is("]") || t.is(":") || t.is(",") {
		return r.expected(t, "a value")
	}
	return r.fail(r.where() + ": found " + t.found() + "; allowed: " + allowed)
}

// expected is the error for what is not JSON.
func (r *reader) expected(t token, what string) error {
	switch t.kind {
	case fault:
		return r.fail("not valid JSON: " + t.text)
	case punctuation:
		t.text = quote(t.text)
		t.kind = aLiteral
	}
	return r.fail("not valid JSON: found " + t.found() + " where " + what + " should be")
}

// fail puts line and column of the last token before a message. Both count from 1, the column in characters.
func (r *reader) fail(message string) error {
	before := r.source[:r.start]
	line := strings.Count(before, "\n") + 1
	column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	return errors.New("line " + strconv.Itoa(line) + ", column " + strconv.Itoa(column) + ": " + message)
}

// where names the value being read, or one below it.
func (r *reader) where(below ...string) string {
	path := strings.Join(append(r.path[:len(r.path):len(r.path)], below...), ".")
	if path == "" {
		return "the configuration"
	}
	return shorten(string(appendEscaped(nil, []byte(strings.ReplaceAll(path, ".[", "[")))))
}

func names(keys []key) []string {
	all := make([]string, len(keys))
	for i, k := range keys {
		all[i] = k.name
	}
	return all
}

func list(keys []key) string { return strings.Join(names(keys), ", ") }

func didYouMean(found string, allowed []string) string {
	if word := nearest.Word(found, allowed); word != "" {
		return ` (did you mean "` + word + `"?)`
	}
	return ""
}

// quote shows a text in an error message: on one line, harmless and not too long.
func quote(text string) string {
	return string(append(appendEscaped([]byte{'"'}, []byte(shorten(text))), '"'))
}

func shorten(text string) string {
	const most = 60
	if len(text) <= most {
		return text
	}
	return string(trimPartialEnd([]byte(text[:most]))) + "…"
}
