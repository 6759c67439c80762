package redact

import "errormask/filter/words"

// One-time codes in sentences: Your code is 118203, 118 203 is your login code, code 118203 is wrong.

const (
	// aroundCode is how many bytes before and behind a number are looked at for what it is.
	aroundCode = 64
	// usualCode is how many digits most codes have.
	usualCode = 6
)

// What a sentence may say: that there is a code, what it is for, what became of it, and that it is another one.
var (
	codes  = words.Set{Name: "codes"}
	uses   = words.Set{Name: "uses"}
	fates  = words.Set{Name: "fates"}
	others = words.Set{Name: "others"}
)

// oneTimeCode gives where the one-time code ends that begins at i, 0 if there is none: four to eight digits, perhaps in two groups, in a sentence that says
// that they are one.
func (s *scan) oneTimeCode(i int) int {
	if before := s.byteAt(i - 1); before != 0 && class[before]&(blank|newline|quoteMark) == 0 && before != '>' && before != '(' {
		return 0
	}
	n := s.run(i, digit, 9)
	if between := s.byteAt(i + n); n < 5 && (between == ' ' || between == '-') && s.run(i+n+1, digit, 9) == n && s.endsNumber(i+2*n+1) {
		n += n + 1
	}
	if n < 4 || n > 9 || !s.endsNumber(i+n) {
		return 0
	}
	from, to := i, i+n
	for from > s.floor && i-from < aroundCode && !s.endsSentence(from-1) {
		from--
	}
	for to < len(s.text) && to-i < aroundCode && !s.endsSentence(to) && s.text[to] != ':' { // a value may be replaced later
		to++
	}
	s.saw(to - from)
	sentence := s.text[from:to]
	if says(sentence, &codes) && !says(sentence, &others) && (says(sentence, &uses) || n/2 == usualCode/2 && says(sentence, &fates)) {
		return i + n
	}
	return 0
}

// endsSentence reports whether a sentence ends with the byte at i.
func (s *scan) endsSentence(i int) bool {
	c := s.text[i]
	return class[c]&(newline|quoteMark) != 0 || c == '.' && class[s.byteAt(i+1)]&(blank|newline) != 0 || c == '[' || c == ']' || c == '<' || c == '='
}

// says reports whether one of a sentence's words is in the set; Bestätigungscode is two.
func says(sentence []byte, set *words.Set) bool {
	for len(sentence) > 0 {
		n := run(sentence, alnum|foreign|hyphen, longestKey)
		word := sentence[:n]
		if set.Has(word) {
			return true
		}
		if n -= len("code"); n > 0 && equalFold(word[n:], "code") && (set.Has(word[n:]) || set.Has(word[:n])) {
			return true
		}
		sentence = sentence[min(len(word)+1, len(sentence)):]
	}
	return false
}
