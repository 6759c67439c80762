package diagnose

import "strings"

// matcher finds the words of a table in a text, all in one pass, whatever their case; "\\" is the same as "/". A word begins where a word of the text does: behind
// anything that is no letter or digit, or at a hump ("Pointer" in "NullPointerException"). It may go on in the text, and a "*" in it stands
// for anything up to wildcardReach bytes.
type matcher struct {
	words []word
	// first is, by hash of the first bytes of a word, 1 + the index of the first such word; next the same for the one behind each word. Words
	// of six bytes and more are hashed by six, the others by three.
	first [2048]uint16
	next  []uint16
}

type word struct {
	// text and, where not empty, rest behind it are what is looked for, in lower case.
	text, rest string
	row        int
	where      place
}

// place says in which texts a word counts.
type place uint8

const (
	inType place = 1 << iota
	inMessage
	// The rest is for the names of functions, and only at their beginning.
	inAt // of Java, JavaScript and .NET
	inGo
	inRust
	inElixir
	atStart  = inAt | inGo | inRust | inElixir
	anywhere = inType | inMessage
)

const wildcardReach = 160

// add takes the words of a row, which are separated by "|". Rows come in ascending order.
func (m *matcher) add(row int, where place, words string) {
	for text := range strings.SplitSeq(words, "|") {
		text, rest, _ := strings.Cut(text, "*")
		m.words = append(m.words, word{text, rest, row, where})
		m.next = append(m.next, 0)
		link := &m.first[hash3(text[0], text[1], text[2])]
		if len(text) >= 6 {
			link = &m.first[hash6(text)]
		}
		for *link != 0 {
			link = &m.next[*link-1]
		}
		*link = uint16(len(m.words))
	}
}

func hash3(a, b, c byte) uint32 { return (uint32(a)*33*33 + uint32(b)*33 + uint32(c)) & 2047 }

// hash6 is of the first six bytes of a text, whatever their case.
func hash6[T string | []byte](text T) uint32 {
	h := uint32(0)
	for i := range 6 {
		h = h*37 + uint32(fold[text[i]])
	}
	return (h ^ h>>11) & 2047
}

// find gives the lowest row below best that has a word in the text, or best.
func (m *matcher) find(text []byte, where place, best int) int {
	before := other
	for i := 0; i+3 <= len(text); i++ {
		kind := kinds[text[i]]
		if begins[before][kind] || kind == upper && before == upper && kinds[text[i+1]] == lower {
			best = m.at(text[i:], where, best, i == 0)
		}
		before = kind
	}
	return best
}

// begins tells by the kinds of two bytes whether a word begins at the second.
var begins = [4][4]bool{
	other: {lower: true, upper: true, digit: true},
	lower: {upper: true},
	digit: {lower: true, upper: true},
}

// at looks for words at the beginning of text, which has at least three bytes.
func (m *matcher) at(text []byte, where place, best int, start bool) int {
	best = m.among(m.first[hash3(fold[text[0]], fold[text[1]], fold[text[2]])], text, where, best, start)
	if len(text) >= 6 {
		best = m.among(m.first[hash6(text)], text, where, best, start)
	}
	return best
}

// among looks through the words with the same hash.
func (m *matcher) among(n uint16, text []byte, where place, best int, start bool) int {
	for ; n != 0; n = m.next[n-1] {
		w := &m.words[n-1]
		if w.row >= best {
			return best
		}
		if w.where&where != 0 && (start || w.where&atStart == 0) && hasFold(text, w.text) && containsFold(text[len(w.text):], w.rest) {
			return w.row
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
	text = text[:min(len(text), wildcardReach+len(part))]
	for i := 0; i+len(part) <= len(text); i++ {
		if hasFold(text[i:], part) {
			return true
		}
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
