package redact

import (
	_ "embed"
	"strings"

	"errormask/filter/decode"
	"errormask/filter/words"
)

// word is the end of a key that tells what its value is.
type word struct {
	_ [0]func() // none of these is compared
	// name is in lower case; "-" stands where one of - _ . or a space may be.
	name  string
	kind  string
	flags uint16
	// least is how many bytes a key has that ends with the word: its letters and digits.
	least uint8
}

const (
	// inside: also where no word begins in the key, as in dbpassword.
	inside = 1 << iota
	// equals: only before "=", as in a URL's query; in prose the word is an everyday one.
	equals
	// tail: may follow a word that tells more, as in password_hash.
	tail
	// names: the value is itself a key, whose value comes in a member of its own: name="password" value="x".
	names
	// valued: what has the value in such a case.
	valued
	// wholeLine: a header whose value goes to the end of the line, whatever it is made of.
	wholeLine
	// directory: a path is no secret, as in PWD=/srv.
	directory
	// mixed: the name is one of other things, too, so that the value must look like a secret: letters and digits, or signs.
	mixed
	// random: as mixed, but of so many things that the value must be as random as what a generator makes.
	random
)

// flagNames is what the flags are called in vocabulary.txt, in the order of their constants.
const flagNames = "inside equals tail names valued wholeLine directory mixed random"

// packedVocabulary is vocabulary.txt without its comments as raw deflate, half its size: make tables writes it.
//
//go:embed vocabulary.deflate
var packedVocabulary string

// keyAlone is the word for a key that is "key" and no more: its value is a name.
var keyAlone = word{name: "key", flags: names}

// randomKey is the word for "key" where the value is no name, randomSign that for "signature" in prose and JSON, where it may be a method's, and randomCode that
// for "code", which mostly is an error's: what is random is none of those.
var (
	randomKey  = word{name: "key", kind: "api-key", flags: mixed | random}
	randomSign = word{name: "signature", kind: "signature", flags: mixed | random}
	randomCode = word{name: "code", kind: "token", flags: mixed | random}
)

// randomID is the word for the "id" of an object that is named like a secret: a session's is the secret itself.
var randomID = word{name: "id", kind: "session", flags: mixed | random}

// keyOfHeader is the word for headers such as x-device-key, and for variables of the environment such as GEO_KEY.
var keyOfHeader = word{name: "key", kind: "api-key", flags: mixed}

// harmlessKeys are what stands before "key" where what it opens is no lock.
var harmlessKeys = words.Set{Name: "harmlessKeys"}

// bucket is where those words stand that end with the same two bytes.
type bucket struct {
	_        [0]func() // no code to compare it is needed
	from, to uint16
	// third and fourth have a bit for the low five of each byte that may stand there from the end, in a word or its plural; 0 if no key ends with these two.
	third, fourth uint32
}

// longestKey is how many bytes of a key are looked at.
const longestKey = 64

// learn sorts the words by their last bytes.
func (r *Redactor) learn(keys []string) {
	var all []word
	for _, key := range keys {
		if name := normalized(key); name != "" {
			all = append(all, word{name: name, kind: name})
		}
	}
	var row word
	for line, text := "", string(decode.Inflate(packedVocabulary)); text != ""; {
		line, text, _ = strings.Cut(text, "\n")
		if line[0] != '\t' {
			row = readRow(line)
			continue
		}
		for list := line[1:]; list != ""; {
			row.name, list = cutWord(list)
			all = append(all, row)
		}
	}
	for i := range all {
		for _, c := range []byte(all[i].name) {
			if c != '-' {
				all[i].least++
			}
		}
		from, to := all[i].buckets()
		for b := from; b < to; b++ {
			r.byEnd[b].to++
		}
	}
	end := uint16(0)
	for i := range r.byEnd {
		b := &r.byEnd[i]
		b.from, b.to, end = end, end, end+b.to
	}
	r.words = make([]word, end)
	for i := range all {
		w := &all[i]
		from, to := w.buckets()
		for b := from; b < to; b++ {
			r.words[r.byEnd[b].to] = *w
			r.byEnd[b].to++
			r.byEnd[b].mayEnd(w.name, "")
		}
		r.byEnd[lastTwo(w.name[len(w.name)-1], 's')].mayEnd(w.name, "s")
	}
}

// mayEnd says that a key may end with a name and its plural's ending. What stands before a "-", which may be left out, may be any byte.
//
//go:noinline
func (b *bucket) mayEnd(name, plural string) {
	bits := [2]uint32{^uint32(0), ^uint32(0)}
	n := len(plural)
	for at := len(name) - 1; at >= 0 && n < 4 && name[at] != '-'; at-- {
		if n > 1 {
			bits[n-2] = 1 << (name[at] & 31)
		}
		n++
	}
	b.third |= bits[0]
	b.fourth |= bits[1]
}

// has reports whether the key that ends at i may be one of these, seen by the third and fourth byte from its end.
func (b *bucket) has(text []byte, i int) bool {
	return (i < 3 || b.third>>(text[i-3]&31)&1 != 0) && (i < 4 || b.fourth>>(text[i-4]&31)&1 != 0)
}

// readRow reads what stands above a row's words.
func readRow(line string) (w word) {
	for name := ""; line != ""; {
		name, line = cutWord(line)
		if n := words.Nth(flagNames, name); n >= 0 {
			w.flags |= 1 << n
		} else {
			w.kind = name
		}
	}
	return w
}

// buckets gives those that a word stands in: the one of its last two bytes, or all of its last one if any byte may stand before that.
func (w *word) buckets() (from, to int) {
	last := len(w.name) - 1
	from = int(w.name[last]&31) << 5
	if last == 0 || w.name[last-1] == '-' {
		return from, from + 32
	}
	from |= int(w.name[last-1] & 31)
	return from, from + 1
}

// normalized writes a key as a word's name, without what no key has.
func normalized(key string) string {
	var name []byte
	for i := range len(key) {
		c := key[i]
		switch {
		case class[c]&(alnum|foreign) == 0:
			c = '-'
		case i > 0 && class[c]&upper != 0 && class[key[i-1]]&(lower|digit) != 0:
			name = append(name, '-')
		}
		if c != '-' || len(name) > 0 && name[len(name)-1] != '-' {
			name = append(name, toLower(c))
		}
	}
	if len(name) > 0 && name[len(name)-1] == '-' {
		name = name[:len(name)-1]
	}
	return string(name[:min(len(name), longestKey)])
}
