package redact

import "bytes"

// A secret that a text names in one place may stand in another where nothing tells what it is: the code in a message that was sent, the
// password among a call's arguments. So what was found is looked for in the rest of the text.

// finds are secrets of a text that are looked for in all of it: the first few of those that are no words. Long ones stand where they are seen.
type finds struct {
	at [8]finding
	n  int
}

const (
	leastAgain = 6
	leastWord  = 10
	mostAgain  = 128
)

// add remembers text[from:to]. A short secret without a digit, or one with blanks, may be words that the text has
// anyway, and quotes and brackets may belong to what is around it.
func (f *finds) add(text []byte, from, to int, kind string) {
	if f.n == len(f.at) || to-from < leastAgain || to-from > mostAgain || kind == "cut" {
		return
	}
	for i := range f.n {
		if bytes.Equal(text[f.at[i].from:f.at[i].to], text[from:to]) {
			return
		}
	}
	digits := false
	for _, c := range text[from:to] {
		if class[c]&(blank|newline|control|quoteMark|notInWord) != 0 {
			return
		}
		digits = digits || class[c]&digit != 0
	}
	if digits || to-from >= leastWord {
		f.at[f.n] = finding{from: from, to: to, kind: kind}
		f.n++
	}
}

// again replaces what is left of the finds of text in dst[base:], which is text redacted.
func (r *Redactor) again(dst []byte, base int, text []byte, f *finds) []byte {
	var next [len(f.at)]int // where each is next, from done on
	done, end := base, len(dst)
	for {
		first := -1
		for k := range f.n {
			secret := text[f.at[k].from:f.at[k].to]
			if next[k] < max(done, 1) {
				next[k] = standing(dst[:end], done, secret)
			}
			if next[k] < end && (first < 0 || next[k] < next[first]) {
				first = k
			}
		}
		if first < 0 {
			break
		}
		secret := text[f.at[first].from:f.at[first].to]
		dst = put(dst, dst[done:next[first]])
		dst = r.appendMark(dst, f.at[first].kind, secret)
		done = next[first] + len(secret)
	}
	if done == base {
		return dst
	}
	dst = put(dst, dst[done:end])
	return dst[:base+copy(dst[base:], dst[end:])]
}

// standing gives where a secret stands by itself from i on, outside of marks, and the length of text if nowhere.
func standing(text []byte, i int, secret []byte) int {
	for last := len(secret) - 1; i+last < len(text); i++ {
		n := bytes.IndexByte(text[i+last:], secret[last])
		if n < 0 {
			break
		}
		if i += n; text[i] == secret[0] && bytes.HasPrefix(text[i:], secret) && isWhole(text, i, i+len(secret)) && !inMark(text, i) {
			return i
		}
	}
	return len(text)
}

// isWhole reports whether text[from:to] is no part of a longer word. What follows an escape in a string is none.
func isWhole(text []byte, from, to int) bool {
	if from > 0 && class[text[from]]&class[text[from-1]]&alnum != 0 && !(from > 1 && text[from-2] == '\\' && isEscape(text[from-1])) {
		return false
	}
	return to == len(text) || class[text[to-1]]&alnum == 0 || class[text[to]]&alnum == 0
}

// inMark reports whether i is in a mark, or in the marker of a cut.
func inMark(text []byte, i int) bool {
	const longest = len(opening) + longestKey + 32
	for from := i; from >= 0 && i-from < longest; from-- {
		if text[from] == '[' && from+max(mark(text[from:]), cutMarker(text[max(0, from-len("…")):])-len("…")) > i {
			return true
		}
	}
	return false
}
