package pattern

import (
	"strings"
	"testing"
)

func TestRefusals(t *testing.T) {
	const (
		groups    = "; allowed: (...), (?:...), and (?i) at the beginning"
		empty     = "the expression matches the empty text, and so would hide nothing or everything; allowed: expressions that take at least one character"
		escapes   = `; allowed: \d \D \w \W \s \S \b \B \t \n \r \xHH, and \ before a punctuation character`
		counts    = `; allowed: {n}, {n,}, {n,m}, or \{ for the character itself`
		repeated  = "a repeat is repeated; allowed: (?:...) around the first one"
		closed    = `; allowed: ] at its end, or \[ for the character itself`
		twoDigits = `: \x has not two hexadecimal digits; allowed: \xHH, and a character beyond \xFF as it is`
		tooLong   = ": the program gets too long with this, as repeats are written out; allowed: at most 2000 instructions"
	)
	for expression, want := range map[string]string{
		"":                        "the expression has 0 bytes; allowed: 1 to 1000",
		strings.Repeat("a", 1001): "the expression has 1001 bytes; allowed: 1 to 1000",
		"ü\xffa":                  "character 2: what stands here is not valid UTF-8; allowed: UTF-8",
		// what matches the empty text
		"a*":      empty,
		"(a|)":    empty,
		"^":       empty,
		`\b`:      empty,
		"^$":      empty,
		"(?i)":    empty,
		"a{0}":    empty,
		"(a*b?)+": empty,
		"a|b*":    empty,
		// groups
		"a(?=b)":        "character 2: lookahead is not supported" + groups,
		"ü(?!b)":        "character 2: lookahead is not supported" + groups,
		"(?<=a)b":       "character 1: lookbehind is not supported" + groups,
		"(?<!a)b":       "character 1: lookbehind is not supported" + groups,
		"(?P<n>a)":      "character 1: a named group is not supported" + groups,
		"(?<n>a)":       "character 1: a named group is not supported" + groups,
		"(?'n'a)":       "character 1: a named group is not supported" + groups,
		"(a)(?P=n)":     "character 4: a back reference is not supported" + groups,
		"(?>a)":         "character 1: an atomic group is not supported" + groups,
		"a(?#b)":        "character 2: a comment is not supported" + groups,
		"a(?i)b":        "character 2: a flag here is not supported" + groups,
		"(?i:a)b":       "character 1: a flag here is not supported" + groups,
		"(?s)a":         "character 1: a flag here is not supported" + groups,
		"(?":            "character 1: a flag here is not supported" + groups,
		"a(b(c)":        `character 2: the group is not closed; allowed: ) at its end, or \( for the character itself`,
		"(?:":           `character 1: the group is not closed; allowed: ) at its end, or \( for the character itself`,
		"ab)c":          `character 3: ) closes no group; allowed: \) for the character itself`,
		nested(51, "a"): "character 51: groups are nested too deep; allowed: at most 50",
		// repeats
		"*a":                           `character 1: * repeats nothing; allowed: \* for the character itself`,
		"a|+":                          `character 3: + repeats nothing; allowed: \+ for the character itself`,
		"(?:?a)":                       `character 4: ? repeats nothing; allowed: \? for the character itself`,
		"{2}":                          `character 1: { repeats nothing; allowed: \{ for the character itself`,
		"a{":                           "character 2: { begins no count" + counts,
		"a{,2}":                        "character 2: { begins no count" + counts,
		"a{01}":                        "character 2: { begins no count" + counts,
		"a{2,00}":                      "character 2: { begins no count" + counts,
		"a{1":                          "character 2: { begins no count" + counts,
		"a{1,2":                        "character 2: { begins no count" + counts,
		"a{1,x}":                       "character 2: { begins no count" + counts,
		"ab{3,2}":                      "character 3: the count runs backwards; allowed: {n,m} with n not above m",
		"a{1001}":                      "character 2: the count is too high; allowed: at most 1000",
		"a{1,99999999999999999999999}": "character 2: the count is too high; allowed: at most 1000",
		"a++":                          "character 3: a possessive repeat is not supported; allowed: a repeat without the second +",
		"a*+b":                         "character 3: a possessive repeat is not supported; allowed: a repeat without the second +",
		"a{2}+":                        "character 5: a possessive repeat is not supported; allowed: a repeat without the second +",
		"a**":                          "character 3: " + repeated,
		"a???":                         "character 4: " + repeated,
		"a{2}{3}":                      "character 5: " + repeated,
		"(a{1000}){3}":                 "character 10" + tooLong,
		"a{1000}b{1000}c":              "character 15" + tooLong,
		"a(b|c{999}d{999})":            "character 4" + tooLong,
		// classes
		"a[b":       "character 2: the class is not closed" + closed,
		"[]":        "character 1: the class is not closed" + closed,
		"[^]":       "character 1: the class is not closed" + closed,
		`[a\]`:      "character 1: the class is not closed" + closed,
		"[a-":       "character 1: the class is not closed" + closed,
		"[äz-a]":    `character 3: the range runs backwards; allowed: a-z with a not above z, or \- for the character itself`,
		`[a-\d]`:    `character 4: a range ends with one character; allowed: \- for the character itself`,
		`[a\b]`:     `character 3: \b is not supported in a class; allowed: \b and \B outside of one`,
		`[^\s\S]`:   "character 1: the class has no character; allowed: classes with one or more",
		"[[:a:]]":   `character 2: [: :] is not supported; allowed: ranges such as a-z, and \d \w \s`,
		`[\q]`:      `character 2: \q is not supported` + escapes,
		`[a-\x1]`:   "character 4" + twoDigits,
		"(?i)[b-]ü": "character 9: (?i) knows the letters a to z only; allowed: both forms of another letter in a class",
		// escapes
		`(a)\1`:  "character 4: a back reference is not supported; allowed: the expression once more",
		`a\p{L}`: `character 2: \p is not supported; allowed: classes such as [a-zäöü]`,
		`\PL`:    `character 1: \P is not supported; allowed: classes such as [a-zäöü]`,
		`ä\A`:    `character 2: \A is not supported` + escapes,
		`\z`:     `character 1: \z is not supported` + escapes,
		`\Qa\E`:  `character 1: \Q is not supported` + escapes,
		`\0`:     `character 1: \0 is not supported` + escapes,
		`\ü`:     `character 1: \ü is not supported` + escapes,
		`a\`:     `character 2: \ is the last character; allowed: \\ for the character itself`,
		`[\`:     `character 2: \ is the last character; allowed: \\ for the character itself`,
		`a\x4`:   "character 2" + twoDigits,
		`a\xg1`:  "character 2" + twoDigits,
		`\x{41}`: "character 1" + twoDigits,
	} {
		p, err := Compile(expression)
		if err == nil || p != nil {
			t.Errorf("%s: is not refused", expression)
		} else if err.Error() != want {
			t.Errorf("%s:\n got  %v\n want %s", expression, err, want)
		}
	}
}

// nested is an expression in as many groups.
func nested(depth int, expression string) string {
	return strings.Repeat("(", depth) + expression + strings.Repeat(")", depth)
}

// TestBounds: what is just within the bounds is allowed.
func TestBounds(t *testing.T) {
	for _, expression := range []string{
		strings.Repeat("a", 1000), nested(50, "a"), "a{1000}b{1000}", "((((a{0}){1000}){1000}){1000}){1000}b", "[" + strings.Repeat("a-c", 300) + "]",
		strings.Repeat("(a|", 50) + "a" + strings.Repeat(")", 50), strings.Repeat("a|", 499) + "a",
	} {
		compiled(t, expression)
	}
	p := compiled(t, "(a{1000}){2}")
	if got := len(p.code); got != 2000 {
		t.Errorf("a program of %d instructions, 2000 were wanted", got)
	}
	text := []byte(strings.Repeat("a", 1999))
	if got := p.AppendSpans(nil, text); len(got) != 0 {
		t.Errorf("1999 letters: got %v", got)
	}
	if got := p.AppendSpans(nil, append(text, "ab"...)); len(got) != 1 || got[0] != (Span{0, 2000}) {
		t.Errorf("2000 letters: got %v", got)
	}
}
