package decode

import (
	_ "embed"
	"unicode/utf8"
)

// brotliWords is the static dictionary of RFC 7932, appendix A, as raw deflate: see testdata/make_dictionary.py.
//
//go:embed dictionary.deflate
var brotliWords string

const (
	wordsSize           = 122784
	shortWord, longWord = 4, 24
)

// wordBits is the binary logarithm of how many words there are of each length (appendix A, NDBITS).
var wordBits = [longWord + 1]uint8{4: 10, 10, 11, 11, 10, 10, 10, 10, 10, 9, 9, 8, 7, 7, 8, 7, 7, 6, 6, 5, 5}

// appendWord appends what a copy of the given length stands for whose distance leaves the output by id (section 8).
func (b *brotliReader) appendWord(dst []byte, length, id int) ([]byte, error) {
	if length < shortWord || length > longWord {
		return dst, errCorrupt
	}
	offset := 0
	for n := shortWord; n < length; n++ {
		offset += n << wordBits[n]
	}
	index, transform := id&(1<<wordBits[length]-1), id>>wordBits[length]
	if transform >= len(transforms) {
		return dst, errCorrupt
	}
	at := offset + index*length
	return transforms[transform].append(dst, b.words[at:at+length]), nil
}

// transform changes a word of the dictionary: a prefix, something done to the word, a suffix.
type transform struct {
	prefix string
	change uint8
	suffix string
}

// What is done to a word; omitFirst and omitLast have the number of bytes, up to 9, added.
const (
	upperFirst = 1
	upperAll   = 2
	omitFirst  = 10
	omitLast   = 20
)

func (t *transform) append(dst, word []byte) []byte {
	dst = append(dst, t.prefix...)
	switch n := len(word); {
	case t.change > omitLast:
		word = word[:max(0, n-int(t.change-omitLast))]
	case t.change > omitFirst:
		word = word[min(n, int(t.change-omitFirst)):]
	}
	from := len(dst)
	dst = append(dst, word...)
	switch t.change {
	case upperFirst:
		upper(dst[from:])
	case upperAll:
		for rest := dst[from:]; len(rest) > 0; {
			rest = rest[upper(rest):]
		}
	}
	return append(dst, t.suffix...)
}

// upper turns the first character of a word into a capital, by rules of its own (section 8), and gives how many bytes it takes.
func upper(word []byte) int {
	switch c := word[0]; {
	case c < 0xc0:
		if 'a' <= c && c <= 'z' {
			word[0] ^= 0x20
		}
		return 1
	case c < 0xe0:
		if len(word) > 1 {
			word[1] ^= 0x20
		}
		return min(2, len(word))
	}
	if len(word) > 2 {
		word[2] ^= 0x05
	}
	return min(utf8.UTFMax-1, len(word))
}

// transforms are those of appendix B.
var transforms = [...]transform{
	{"", 0, ""}, {"", 0, " "}, {" ", 0, " "}, {"", omitFirst + 1, ""}, {"", upperFirst, " "}, {"", 0, " the "}, {" ", 0, ""},
	{"s ", 0, " "}, {"", 0, " of "}, {"", upperFirst, ""}, {"", 0, " and "}, {"", omitFirst + 2, ""}, {"", omitLast + 1, ""},
	{", ", 0, " "}, {"", 0, ", "}, {" ", upperFirst, " "}, {"", 0, " in "}, {"", 0, " to "}, {"e ", 0, " "}, {"", 0, "\""},
	{"", 0, "."}, {"", 0, "\">"}, {"", 0, "\n"}, {"", omitLast + 3, ""}, {"", 0, "]"}, {"", 0, " for "}, {"", omitFirst + 3, ""},
	{"", omitLast + 2, ""}, {"", 0, " a "}, {"", 0, " that "}, {" ", upperFirst, ""}, {"", 0, ". "}, {".", 0, ""}, {" ", 0, ", "},
	{"", omitFirst + 4, ""}, {"", 0, " with "}, {"", 0, "'"}, {"", 0, " from "}, {"", 0, " by "}, {"", omitFirst + 5, ""},
	{"", omitFirst + 6, ""}, {" the ", 0, ""}, {"", omitLast + 4, ""}, {"", 0, ". The "}, {"", upperAll, ""}, {"", 0, " on "},
	{"", 0, " as "}, {"", 0, " is "}, {"", omitLast + 7, ""}, {"", omitLast + 1, "ing "}, {"", 0, "\n\t"}, {"", 0, ":"},
	{" ", 0, ". "}, {"", 0, "ed "}, {"", omitFirst + 9, ""}, {"", omitFirst + 7, ""}, {"", omitLast + 6, ""}, {"", 0, "("},
	{"", upperFirst, ", "}, {"", omitLast + 8, ""}, {"", 0, " at "}, {"", 0, "ly "}, {" the ", 0, " of "}, {"", omitLast + 5, ""},
	{"", omitLast + 9, ""}, {" ", upperFirst, ", "}, {"", upperFirst, "\""}, {".", 0, "("}, {"", upperAll, " "},
	{"", upperFirst, "\">"}, {"", 0, "=\""}, {" ", 0, "."}, {".com/", 0, ""}, {" the ", 0, " of the "}, {"", upperFirst, "'"},
	{"", 0, ". This "}, {"", 0, ","}, {".", 0, " "}, {"", upperFirst, "("}, {"", upperFirst, "."}, {"", 0, " not "},
	{" ", 0, "=\""}, {"", 0, "er "}, {" ", upperAll, " "}, {"", 0, "al "}, {" ", upperAll, ""}, {"", 0, "='"}, {"", upperAll, "\""},
	{"", upperFirst, ". "}, {" ", 0, "("}, {"", 0, "ful "}, {" ", upperFirst, ". "}, {"", 0, "ive "}, {"", 0, "less "},
	{"", upperAll, "'"}, {"", 0, "est "}, {" ", upperFirst, "."}, {"", upperAll, "\">"}, {" ", 0, "='"}, {"", upperFirst, ","},
	{"", 0, "ize "}, {"", upperAll, "."}, {"\xc2\xa0", 0, ""}, {" ", 0, ","}, {"", upperFirst, "=\""}, {"", upperAll, "=\""},
	{"", 0, "ous "}, {"", upperAll, ", "}, {"", upperFirst, "='"}, {" ", upperFirst, ","}, {" ", upperAll, "=\""},
	{" ", upperAll, ", "}, {"", upperAll, ","}, {"", upperAll, "("}, {"", upperAll, ". "}, {" ", upperAll, "."},
	{"", upperAll, "='"}, {" ", upperAll, ". "}, {" ", upperFirst, "=\""}, {" ", upperAll, "='"}, {" ", upperFirst, "='"},
}
