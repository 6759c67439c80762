package redact

import (
	"errormask/filter/words"
)

// harmless reports whether what the pair's separator joins is no key and value, though it looks like them.
func (s *scan) harmless(p *pair, next, from int) bool {
	if p.word.flags&(names|valued) != 0 {
		return false
	}
	first := s.byteAt(p.start)
	switch {
	case !p.equals && !p.spaced && !p.quoted && (first == '.' || p.before == '#'): // a style sheet's .token:hover
		return true
	case p.word.kind == "token" && s.after(p.start, "unexpected "), s.after(p.start, "illegal "): // a parser's token
		return true
	}
	return !p.equals && p.spaced && !p.quoted && (!p.lineStart || p.word.kind == "token") && opensMessage(s.text[from:]) // no token has blanks
}

// after reports whether the key that begins at start follows the words.
//
// Inlined where it is called it would make the module 3 KB larger.
//
//go:noinline
func (s *scan) after(start int, words string) bool {
	from := start - len(words)
	return from >= s.floor && equalFold(s.text[from:start], words)
}

// longestMessage bounds how much of a message is read.
const longestMessage = 160

// innocent reports whether a value is none that needs hiding: it says that there is no value, hides one already, stands for one that is
// elsewhere (a placeholder, an expression, a type), or is a message about one.
func innocent(value []byte) bool {
	if literals.Has(value) || masked(value) || placeholder(value) || expression(value) {
		return true
	}
	return opensMessage(value) && saysWhy(value)
}

// literals are values that are none, or types.
var literals = words.Set{Name: "literals"}

// cutWord gives the first word of a list, and the words after it.
//
//go:noinline
func cutWord(list string) (word, rest string) {
	n := 0
	for n < len(list) && list[n] != ' ' {
		n++
	}
	return list[:n], list[min(n+1, len(list)):]
}

// masked reports whether a value is one sign again and again: ****, xxxx, ...., or shows only its ends: sk_live_********Q7xd.
func masked(value []byte) bool {
	stars := 0
	for i := 0; i < len(value) && len(value) <= longestKey; i++ {
		if value[i] == '*' {
			stars++
		}
	}
	if 2*stars > len(value) && only(value, alnum|joint|oddSign) {
		return true
	}
	first := value[0]
	if class[first]&(digit|blank) != 0 || class[first]&alnum != 0 && (first|0x20 != 'x' || len(value) < 3) {
		return false
	}
	step := 1
	if first == "•"[0] {
		step = len("•")
	}
	for i := step; i < len(value); i++ {
		if value[i] != value[i-step] {
			return false
		}
	}
	return step == 1 || len(value)%step == 0
}

// isMixed reports whether a value looks like a secret and like no word or number: letters and digits, or base64 of a user and a password.
func isMixed(value []byte, least int) bool {
	letters, digits := false, false
	for _, c := range value {
		letters, digits = letters || class[c]&(lower|upper) != 0, digits || class[c]&digit != 0
		if class[c]&(blank|newline) != 0 {
			return false
		}
	}
	return len(value) >= least && (letters && digits || isBasic(value))
}

// placeholder reports whether a value is a place for one, of a shell, a template, a format or an SQL statement.
func placeholder(value []byte) bool {
	last := value[len(value)-1]
	switch c := value[0]; {
	case len(value) < 2:
		return c == '?'
	case c == '$' && value[1] == '{', c == '#' && value[1] == '{', c == '%' && value[1] == '{', c == '{' && value[1] == '{':
		return last == '}'
	case c == '$':
		return len(value) < 4 && only(value[1:], digit) || only(value[1:], upper|underscore|digit)
	case c == '%':
		return len(value) == 2 && class[value[1]]&lower != 0 || value[1] == '(' && last == 's'
	case c == ':' || c == '@':
		return only(value[1:], lower|underscore)
	case c == '<':
		return last == '>'
	}
	return false
}

// expression reports whether a value is source code that reads one from elsewhere: os.environ['X'], req.body.password.
func expression(value []byte) bool {
	n := run(value, alnum|underscore, 16)
	if n == len(value) || value[n] != '.' && value[n] != '(' && value[n] != '[' {
		return false
	}
	return roots.Has(value[:n]) && (value[n] != '(' || n > 0 && value[n-1] >= 'a')
}

var roots = words.Set{Name: "roots"}

// openers are words that begin a message about a value.
var openers = words.Set{Name: "openers"}

// opensMessage reports whether text begins with a word that begins messages, and goes on as they do.
func opensMessage(text []byte) bool {
	n := run(text, lower|upper|digit, 14)
	if n+1 < len(text) && text[n] == '\'' {
		n += 1 + run(text[n+1:], lower, 2)
	}
	if n == 0 || n+1 >= len(text) || text[n] != ' ' && text[n] != ':' {
		return false
	}
	return openers.Has(text[:n])
}

// verdicts are words of which a message about a value has one.
var verdicts = words.Set{Name: "verdicts"}

// saysWhy reports whether a text is a message: one of its words is a verdict, and none mixes letters with digits or signs, as secrets do.
func saysWhy(text []byte) bool {
	verdict, read := false, 0
	for len(text) > 0 {
		if n := mark(text); n > 0 { // what the message says remains the same when a secret in it was replaced
			text = text[n:]
			continue
		}
		n := 0
		for n < len(text) && class[text[n]]&blank == 0 {
			n++
		}
		bare := trimmed(text[:n])
		letters := run(bare, lower|upper, 20)
		if letters < len(bare) && !only(bare, digit|dot) && !isContraction(bare[letters:]) {
			return false
		}
		verdict = verdict || isVerdict(bare)
		if read += n + 1; read > longestMessage {
			return false
		}
		text = text[min(n+1, len(text)):]
	}
	return verdict
}

// trimmed is a word without the punctuation around it.
func trimmed(word []byte) []byte {
	for len(word) > 0 && (word[0] == '(' || class[word[0]]&quoteMark != 0) {
		word = word[1:]
	}
	for len(word) > 0 && class[word[len(word)-1]]&closing != 0 {
		word = word[:len(word)-1]
	}
	return word
}

// isContraction: 't and 's and the like.
func isContraction(rest []byte) bool {
	return len(rest) > 1 && len(rest) <= 3 && rest[0] == '\'' && only(rest[1:], lower)
}

func isVerdict(word []byte) bool { return verdicts.Has(word) }
