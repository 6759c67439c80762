package jsontext

// Member is a member of a JSON object.
type Member struct {
	_    [0]func() // none of these is compared
	Name string
	// Value is the token that the value begins with: all of it, unless it is an object or a list.
	Value    Token
	IsScalar bool
	// Source is the value as written.
	Source string
}

// maxDepth bounds the nesting of values.
const maxDepth = 64

// Members gives the members of a text that is one JSON object (RFC 8259), and false for any other text.
func Members(text string) ([]Member, bool) {
	l := &Lexer{Source: text}
	if !l.Next().Is("{") {
		return nil, false
	}
	var all []Member
	ok := object(l, 1, func(m Member) { all = append(all, m) })
	return all, ok && l.Next().Kind == EOF
}

// Valid reports whether a text is one JSON value.
func Valid(text string) bool {
	l := &Lexer{Source: text}
	return value(l, l.Next(), 0) && l.Next().Kind == EOF
}

// object reads what follows an opening brace.
func object(l *Lexer, depth int, found func(Member)) bool {
	t := l.Next()
	if t.Is("}") {
		return true
	}
	for ; ; t = l.Next() {
		if t.Kind != String || !l.Next().Is(":") {
			return false
		}
		m := Member{Name: t.Text, Value: l.Next()}
		start := l.Start
		if !value(l, m.Value, depth) {
			return false
		}
		m.IsScalar = m.Value.Kind != Punctuation
		m.Source = l.Source[start:l.End]
		found(m)
		if t = l.Next(); t.Is("}") {
			return true
		}
		if !t.Is(",") {
			return false
		}
	}
}

// value reads the rest of the value that a token begins.
func value(l *Lexer, t Token, depth int) bool {
	switch {
	case depth >= maxDepth:
		return false
	case t.Is("{"):
		return object(l, depth+1, func(Member) {})
	case t.Is("["):
		return list(l, depth+1)
	}
	return t.Kind == String || t.Kind == Number || t.Kind == Literal
}

// list reads what follows an opening bracket.
func list(l *Lexer, depth int) bool {
	t := l.Next()
	if t.Is("]") {
		return true
	}
	for ; ; t = l.Next() {
		if !value(l, t, depth) {
			return false
		}
		if t = l.Next(); t.Is("]") {
			return true
		}
		if !t.Is(",") {
			return false
		}
	}
}
