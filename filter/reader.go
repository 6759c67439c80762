package filter

import (
	"slices"
	"strings"
	"unicode/utf8"

	"errormask/filter/ascii"
	"errormask/filter/jsontext"
	"errormask/filter/nearest"
)

// reader reads a configuration strictly: each key at most once, none that is not known, each value of the right kind. Its errors are one
// line that says where (line, column, path), what was found and what is allowed.
type reader struct {
	jsontext.Lexer
	// path names the value being read, e.g. "record", "level" or "statuses", "[2]".
	path []string
	// recordings counts the policies that say something of records.
	recordings uint64
}

// document reads the whole source as one object.
func (r *reader) document(keys []string, read func(key string) error) error {
	if t := r.Next(); t.Kind == jsontext.Fault {
		return r.fail("not valid JSON: " + t.Text + "; give the configuration as a google.protobuf.StringValue that holds JSON")
	}
	r.End = 0
	if err := r.object(keys, read); err != nil {
		return err
	}
	if t := r.Next(); t.Kind != jsontext.EOF {
		return r.fail("found more behind the configuration; allowed: one object")
	}
	return nil
}

// object reads an object that may have these members, each by the function given.
func (r *reader) object(keys []string, read func(key string) error) error {
	return r.entries("an object with the keys "+list(keys), func(name string) (func() error, error) {
		if !ascii.In(keys, name) {
			return nil, r.fail(r.where(name) + " is not a key" + didYouMean(name, keys) + "; allowed: " + list(keys))
		}
		return func() error { return read(name) }, nil
	})
}

// entries reads an object with any members. What reads the value of one, or refuses it, is asked for by its name.
func (r *reader) entries(allowed string, member func(name string) (read func() error, err error)) error {
	if t := r.Next(); !t.Is("{") {
		return r.refuse(t, allowed)
	}
	t := r.Next()
	if t.Is("}") {
		return nil
	}
	for seen := map[string]bool{}; ; t = r.Next() {
		if t.Kind != jsontext.String {
			return r.expected(t, "a key in quotes")
		}
		if seen[t.Text] {
			return r.fail(r.where(t.Text) + " is given twice")
		}
		seen[t.Text] = true
		read, err := member(t.Text)
		if err == nil {
			err = r.value(t.Text, read)
		}
		if err != nil {
			return err
		}
		if t = r.Next(); t.Is("}") {
			return nil
		}
		if !t.Is(",") {
			return r.expected(t, `"," or "}"`)
		}
	}
}

// value reads what follows the name of a member.
func (r *reader) value(name string, read func() error) error {
	if t := r.Next(); !t.Is(":") {
		return r.expected(t, `":"`)
	}
	r.path = withText(r.path, name)
	err := read()
	r.path = r.path[:len(r.path)-1]
	return err
}

// later is a value that is read only when all else is known.
type later struct {
	_     [0]func() // none of these is compared
	given bool
	at    jsontext.Lexer
}

// postpone skips a value. Of what stands in it only the brackets are looked at.
func (r *reader) postpone(l *later) error {
	l.given, l.at = true, r.Lexer
	for open := ""; ; {
		switch t := r.Next(); {
		case t.Is("{"):
			open += "}"
		case t.Is("["):
			open += "]"
		case open != "" && t.Is(open[len(open)-1:]):
			open = open[:len(open)-1]
		case t.Kind == jsontext.Fault, t.Kind == jsontext.EOF, t.Is("}"), t.Is("]"), open == "" && t.Kind == jsontext.Punctuation:
			return r.expected(t, "a value")
		}
		if open == "" {
			return nil
		}
	}
}

// resume reads a value that was postponed, if it was given.
func (r *reader) resume(l later, name string, read func() error) error {
	if !l.given {
		return nil
	}
	r.Lexer, r.path = l.at, withText(r.path[:0], name)
	err := read()
	r.path = r.path[:0]
	return err
}

// list reads an array of at least so many elements, 0 or 1.
func (r *reader) list(allowed string, least int, element func(jsontext.Token) error) error {
	t := r.Next()
	start := r.Start
	if !t.Is("[") {
		return r.refuse(t, allowed)
	}
	t = r.Next()
	if t.Is("]") {
		if least == 0 {
			return nil
		}
		r.Start = start
		return r.refuse(jsontext.Token{Kind: jsontext.Punctuation, Text: "[]"}, allowed)
	}
	for n := 0; ; n, t = n+1, r.Next() {
		r.path = withText(r.path, "["+ascii.Int(n)+"]")
		if err := element(t); err != nil {
			return err
		}
		r.path = r.path[:len(r.path)-1]
		if t = r.Next(); t.Is("]") {
			return nil
		}
		if !t.Is(",") {
			return r.expected(t, `"," or "]"`)
		}
	}
}

// oneOf reads a string that must be one of the allowed ones, and gives its index.
func (r *reader) oneOf(allowed []string) (int, error) {
	t := r.Next()
	i := slices.Index(allowed, t.Text)
	if t.Kind == jsontext.String && i >= 0 {
		return i, nil
	}
	hint := ""
	if t.Kind == jsontext.String {
		hint = didYouMean(t.Text, allowed)
	}
	return 0, r.refuse(t, `"`+ascii.Join(allowed, `", "`)+`"`+hint)
}

func (r *reader) boolean(value *bool) error {
	t := r.Next()
	if t.Kind != jsontext.Literal || t.Text == "null" {
		return r.refuse(t, "true or false")
	}
	*value = t.Text == "true"
	return nil
}

// integer reads a whole number from 0 to highest.
func (r *reader) integer(highest int) (int, error) {
	t := r.Next()
	n := 0
	if t.Kind == jsontext.Number && jsontext.Digits(t.Text) == len(t.Text) {
		for i := 0; i < len(t.Text) && n <= highest; i++ {
			n = n*10 + int(t.Text[i]-'0')
		}
		if n <= highest {
			return n, nil
		}
	}
	return 0, r.refuse(t, "a whole number from 0 to "+ascii.Int(highest))
}

// found is how an error message names a token that was read where a value should be.
func found(t jsontext.Token) string {
	switch {
	case t.Kind == jsontext.EOF:
		return "the end"
	case t.Kind == jsontext.String:
		return "the string " + jsontext.Quote(t.Text)
	case t.Kind == jsontext.Number:
		return "the number " + jsontext.Shorten(t.Text)
	case t.Is("{"):
		return "an object"
	case t.Is("["):
		return "a list"
	case t.Is("[]"):
		return "an empty list"
	}
	return t.Text
}

// refuse is the error for a value that is not allowed here.
func (r *reader) refuse(t jsontext.Token, allowed string) error {
	if t.Kind == jsontext.Fault || t.Kind == jsontext.EOF || t.Is("}") || t.Is("]") || t.Is(":") || t.Is(",") {
		return r.expected(t, "a value")
	}
	return r.fail(r.where() + ": found " + found(t) + "; allowed: " + allowed)
}

// expected is the error for what is not JSON.
func (r *reader) expected(t jsontext.Token, what string) error {
	switch t.Kind {
	case jsontext.Fault:
		return r.fail("not valid JSON: " + t.Text)
	case jsontext.Punctuation:
		t.Text = jsontext.Quote(t.Text)
		t.Kind = jsontext.Literal
	}
	return r.fail("not valid JSON: found " + found(t) + " where " + what + " should be")
}

// ConfigurationError says what is wrong with a configuration, and where. Line and Column count from 1, the column in characters.
type ConfigurationError struct {
	_            [0]func() // none of these is compared
	Line, Column int
	// Message has the path, what was found and what is allowed, on one line.
	Message string
}

func (e *ConfigurationError) Error() string {
	return "line " + ascii.Int(e.Line) + ", column " + ascii.Int(e.Column) + ": " + e.Message
}

// fail is an error at the last token.
func (r *reader) fail(message string) error {
	before, line := r.Source[:r.Start], 1
	for i := range len(before) {
		if before[i] == '\n' {
			line++
		}
	}
	return &ConfigurationError{
		Line:    line,
		Column:  utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1,
		Message: message,
	}
}

// where names the value being read, or one below it.
func (r *reader) where(below ...string) string {
	var path []byte
	for _, name := range append(r.path[:len(r.path):len(r.path)], below...) {
		if len(path) > 0 && name[:min(1, len(name))] != "[" {
			path = append(path, '.')
		}
		path = append(path, name...)
	}
	if len(path) == 0 && len(below) == 0 {
		return "the configuration"
	}
	return jsontext.Shorten(string(jsontext.AppendEscaped(nil, path)))
}

func list(keys []string) string { return ascii.Join(keys, ", ") }

// didYouMean gives the word that a typo meant, as the end of a message.
//
// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func didYouMean(found string, allowed []string) string {
	if word := nearest.Word(found, allowed); word != "" {
		return ` (did you mean "` + word + `"?)`
	}
	return ""
}

// withText is a list with one more text.
//
// Inlined where it is called it would make the module 3 KB larger.
//
//go:noinline
func withText(list []string, text string) []string { return append(list, text) }
