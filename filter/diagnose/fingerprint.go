package diagnose

import "bytes"

// Fingerprint gives the same number for the same bug, over changed ids, numbers, addresses, hosts, quoted values, line numbers and generated
// names: of the exception's type, its own frames' functions and the codes and names in its message; without such frames of its whole
// message, without that of the text. Of a text its first 30 words count, in which numbers and the like in a row are one. It must not change from release to release: operators keep it in alerts and
// queries. So nothing goes into it that the tables of causes decide.
func Fingerprint(d Diagnosis) uint64 {
	h := hash(offset64)
	h.words(d.ExceptionType, aFunctionName)
	h.add('\n')
	switch {
	case d.calls[0] != nil:
		for _, call := range d.calls {
			h.words(call, aFunctionName)
			h.add('\n')
		}
		h.words(d.ExceptionMessage, onlyNames)
	case d.ExceptionMessage != nil:
		h.words(d.ExceptionMessage, allWords)
	case d.ExceptionType == nil:
		h.words(d.text, allWords)
	}
	return uint64(h)
}

// detail is what of a text goes into a fingerprint.
type detail uint8

const (
	allWords detail = iota
	// onlyNames is codes, as ENOSPC, and what is quoted behind a word of named.
	onlyNames
	aFunctionName
)

// named are words before the quoted name of something that a program or a schema has, where other quotes hold values.
const named = " column field table relation constraint index key view schema method attribute property function reading setting variable class module package named type bean "

// maxWords is how many words of a text make its fingerprint. Bytes are no such bound: then it would depend on the length of what changes.
const maxWords = 30

// hash is FNV-1a.
type hash uint64

const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

func (h *hash) add(c byte) { *h = (*h ^ hash(c)) * prime64 }

// words adds the words of a text, without what changes from one time to the next.
func (h *hash) words(text []byte, what detail) {
	var before []byte
	changing := false // whether the last word was one of those that change; several of them count once
	for i, left := 0, maxWords; i < len(text) && left > 0; {
		switch c := text[i]; {
		case parts[c]&inWord != 0:
			end, seen := wordEnd(text, i)
			before = text[i:end]
			i = end
			switch {
			case what == aFunctionName:
				h.add(' ')
				h.name(before)
			case changes(before, seen):
				if changing {
					continue
				}
				changing = true
				if what == allWords {
					h.add('#')
				}
			default:
				changing = false
				if what == allWords || isErrorCode(before, seen) {
					h.add(' ')
					h.letters(before)
				}
			}
			left--
		case c == '[':
			n := markLength(text[i:])
			if n > 0 {
				h.add('?')
				left--
			}
			i += max(n, 1)
		case parts[c]&aQuote != 0 && what != aFunctionName && (i == 0 || kinds[text[i-1]] == other):
			n := bytes.IndexByte(text[i+1:], closingQuote(text[i+1:], c))
			if n < 0 {
				n = len(text) - i - 1
			}
			if content := text[i+1 : i+1+n]; isNamed(before) && len(content) > 0 && typeLength(content) == len(content) {
				h.name(content)
			} else {
				h.add('?')
			}
			i = min(i+n+2, len(text))
			left--
		default:
			i++
		}
	}
}

func isNamed(before []byte) bool {
	if len(before) > 12 || len(before) < 3 {
		return false
	}
	for i := 0; i+len(before) < len(named); i++ {
		if named[i] == ' ' && hasFold(before, named[i+1:i+1+len(before)]) && named[i+1+len(before)] == ' ' {
			return true
		}
	}
	return false
}

// isErrorCode reports whether a word is one in capitals: ENOSPC, ER_NO_SUCH_TABLE.
func isErrorCode(word []byte, seen uint8) bool { return seen == inWord|aCapital && len(word) >= 4 }

// closingQuote is the end of a quoted value: "`name'" is quoted by two different characters.
func closingQuote(rest []byte, c byte) byte {
	if c == '`' && bytes.IndexByte(rest, '`') < 0 {
		return '\''
	}
	return c
}

// These say what a byte is in a word.
const (
	inWord uint8 = 1 << iota
	// aJoint stands inside of numbers, addresses, times, paths and hosts.
	aJoint
	aCapital
	aDigit
	aSlash
	aDot
	aSmall // a letter that is not capital, or a dollar sign
	aQuote
)

var parts = func() (parts [256]uint8) {
	for i := range parts {
		switch c := byte(i); {
		case kinds[c] == upper:
			parts[i] = inWord | aCapital
		case kinds[c] == digit:
			parts[i] = inWord | aDigit
		case kinds[c] == lower || c == '$' || c >= 0x80:
			parts[i] = inWord | aSmall
		case c == '_':
			parts[i] = inWord
		case c == '/':
			parts[i] = aJoint | aSlash
		case c == '.':
			parts[i] = aJoint | aDot
		case c == ':' || c == '-' || c == '\\' || c == '@':
			parts[i] = aJoint
		case c == '"' || c == '\'' || c == '`':
			parts[i] = aQuote
		}
	}
	return parts
}()

// wordEnd gives where the word ends that begins at i, and what its bytes are. Joints belong to it, but not at its end.
func wordEnd(text []byte, i int) (end int, seen uint8) {
	joints := uint8(0)
	for end = i; i < len(text); i++ {
		part := parts[text[i]]
		if part&inWord != 0 {
			end, seen, joints = i+1, seen|part|joints, 0
		} else if part&aJoint == 0 || joints != 0 {
			break
		} else {
			joints = part
		}
	}
	return end, seen
}

// changes reports whether a word is a number, an address, a time, a path or a host.
func changes(word []byte, seen uint8) bool {
	return seen&(aDigit|aSlash) != 0 || seen&(aDot|aCapital) == aDot || len(word) >= 8 && isHex(word)
}

// name adds a function's or a type's name: without generated parts, numbers, hexadecimal addresses, and the place in a file.
func (h *hash) name(word []byte) {
	for i := 0; i < len(word); {
		if n := generated(word[i:]); n > 0 {
			h.add('~')
			return
		}
		n := 0
		for i+n < len(word) && kinds[word[i+n]] != other {
			n++
		}
		switch part := word[i : i+n]; {
		case n == 0:
			if word[i] != '_' || i == 0 || word[i-1] != '_' {
				h.add(word[i])
			}
			n = 1
		case n >= 6 && isHex(part) && hasDigit(part):
			h.add('#')
		default:
			h.letters(part)
		}
		i += n
	}
}

func (h *hash) letters(part []byte) {
	for i, c := range part {
		if kinds[c] != digit {
			h.add(c)
		} else if i == 0 || kinds[part[i-1]] != digit {
			h.add('#')
		}
	}
}

var generatedMarks = []string{"$$", "$Proxy", "lambda$", "$anonfun", "<lambda"}

// generated gives whether a part that a runtime made up begins here: lambdas, proxies.
func generated(name []byte) int {
	for _, mark := range generatedMarks {
		if hasPrefix(name, mark) {
			return len(mark)
		}
	}
	return 0
}

func isHex(word []byte) bool {
	for _, c := range word {
		if kinds[c] != digit && (fold[c] < 'a' || fold[c] > 'f') && c != '-' {
			return false
		}
	}
	return true
}

func hasDigit(word []byte) bool {
	for _, c := range word {
		if kinds[c] == digit {
			return true
		}
	}
	return false
}
