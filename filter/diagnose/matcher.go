package diagnose

import "strings"

// matcher finds the words of a table in a text, all in one pass, whatever their case; "\\" is the same as "/". A word begins where a word of
// the text does: behind anything that is no letter or digit, or at a hump ("Pointer" in "NullPointerException"). It may go on in the text, and
// a "*" in it stands for anything up to wildcardReach bytes. What a redactor put in the place of a secret is passed over.
type matcher struct {
	words []word
	// first is, by the hash of a word's first three bytes, 1 + the index of the first word with that hash, in the order of their bytes.
	first [hashes]uint16
}

type word struct {
	_ [0]func() // none of these is compared
	// text and, where not empty, rest behind it are what is looked for, in lower case.
	text, rest string
	row, where uint8
	// next is 1 + the index of the next word with the same hash, and shared how many bytes both begin with.
	next   uint16
	shared uint8
}

// These say in which texts a word counts.
const (
	inType uint8 = 1 << iota
	inMessage
	// The rest is for the names of functions, and only at their beginning.
	inAt // of Java, JavaScript and .NET
	inGo
	inRust
	inElixir
	// isForeign is for what tells that a text came from another service.
	isForeign
	// isStore is for names of databases, which a text of a connection's failure may have as a scheme or in a host.
	isStore
	anywhere = inType | inMessage
)

const (
	wildcardReach = 160
	hashes        = 4096
)

// add takes the words of a row, which are separated by "|".
func (m *matcher) add(row int, where uint8, words string) {
	for words != "" {
		text, after, _ := strings.Cut(words, "|")
		words = after
		text, rest, _ := strings.Cut(text, "*")
		w := word{text: text, rest: rest, row: uint8(row), where: where}
		key := 0
		if where&(inAt|inGo) != 0 {
			key = keyAt([]byte(text))
		}
		before, link := -1, &m.first[hash3(text[key], text[key+1], text[key+2])]
		for *link != 0 && m.words[*link-1].text < text {
			before = int(*link) - 1
			link = &m.words[before].next
		}
		if w.next = *link; w.next != 0 {
			w.shared = sharedPrefix(text, m.words[w.next-1].text)
		}
		*link = uint16(len(m.words) + 1)
		if before >= 0 {
			m.words[before].shared = sharedPrefix(m.words[before].text, text)
		}
		m.words = append(m.words, w)
	}
}

func sharedPrefix(a, b string) uint8 {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return uint8(n)
}

// hash3 is what find has computed when it has seen three bytes.
func hash3(a, b, c byte) uint32 { return (uint32(a)<<8 ^ uint32(b)<<4 ^ uint32(c)) % hashes }

// find gives the lowest row below best that has a word in the text, or best. It ends as soon as the row is below enough.
func (m *matcher) find(text []byte, where uint8, best, enough int) int {
	// hash is that of the last three bytes, shape the kinds of them, and bit n of starts says that a word begins n bytes before.
	hash, shape, starts := uint32(0), uint8(0), uint8(0)
	for i := 0; i < len(text); i++ {
		c := text[i]
		hash = (hash<<4 ^ uint32(fold[c])) % hashes
		shape = (shape<<2 | kinds[c]) % uint8(len(begins))
		starts = starts<<1 | begins[shape]
		if starts&4 != 0 && m.first[hash] != 0 {
			if best = m.among(m.first[hash], text[i-2:], where, best); best < enough {
				return best
			}
		}
		if c == '[' {
			i += max(markLength(text[i:])-1, 0)
		}
	}
	return best
}

// begins tells by the kinds of three bytes, the last one in the lowest bits, where words begin: 1 at the last byte, 2 at the one before.
var begins = func() (begins [64]uint8) {
	for i := range uint8(len(begins)) {
		first, second, third := i>>4, i>>2&3, i&3
		switch {
		case third == upper && second != upper, third == lower && (second == other || second == digit), third == digit && second == other:
			begins[i] = 1
		case third == lower && second == upper && first == upper:
			begins[i] = 2
		}
	}
	return begins
}()

// keyAt gives which three bytes of a function's name are hashed: those behind "org." or "com.", which many begin with.
func keyAt(name []byte) int {
	if len(name) > 6 && (hasPrefix(name, "org.") || hasPrefix(name, "com.")) {
		return len("org.")
	}
	return 0
}

// at looks for words at the beginning of text, and gives the lowest row below best.
func (m *matcher) at(text []byte, where uint8, best int) int {
	if len(text) < 3 {
		return best
	}
	key := keyAt(text)
	return m.among(m.first[hash3(fold[text[key]], fold[text[key+1]], fold[text[key+2]])], text, where, best)
}

// among looks through the words with the same hash. They are in order, so it stops at the first one
// behind which none can fit, and compares no byte twice.
func (m *matcher) among(link uint16, text []byte, where uint8, best int) int {
	equal := 0
	for link != 0 {
		w := &m.words[link-1]
		for equal < len(w.text) && equal < len(text) && fold[text[equal]] == w.text[equal] {
			equal++
		}
		switch {
		case equal < len(w.text):
			if equal == len(text) || fold[text[equal]] < w.text[equal] {
				return best
			}
		case int(w.row) < best && w.where&where != 0 && (w.rest == "" || containsFold(text[equal:], w.rest)):
			best = int(w.row)
		}
		for link = w.next; link != 0 && equal < int(w.shared); link = w.next {
			w = &m.words[link-1]
		}
		if equal > int(w.shared) {
			return best
		}
	}
	return best
}

// hasFold reports whether text begins with a prefix in lower case.
func hasFold(text []byte, prefix string) bool {
	if len(text) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if fold[text[i]] != prefix[i] {
			return false
		}
	}
	return true
}

// containsFold reports whether the beginning of text has a part in lower case.
func containsFold(text []byte, part string) bool {
	left := wildcardReach
	for i := 0; i+len(part) <= len(text) && left >= 0; i++ {
		switch c := fold[text[i]]; {
		case c == part[0] && hasFold(text[i:], part):
			return true
		case c == '[':
			i += max(markLength(text[i:])-1, 0)
		}
		left--
	}
	return false
}

const (
	other uint8 = iota
	lower
	upper
	digit
)

var kinds, fold = func() (kinds [256]uint8, fold [256]byte) {
	for i := range 256 {
		c := byte(i)
		fold[i] = c
		switch {
		case c == '\\':
			fold[i] = '/'
		case c >= 'a' && c <= 'z':
			kinds[i] = lower
		case c >= 'A' && c <= 'Z':
			kinds[i], fold[i] = upper, c|0x20
		case c >= '0' && c <= '9':
			kinds[i] = digit
		}
	}
	return kinds, fold
}()
