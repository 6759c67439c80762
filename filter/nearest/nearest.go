// Package nearest finds the word that a typo meant.
package nearest

import "strings"

// Word gives the one of the words that a typo most likely meant, and "" when none is close: at most a third of its letters differ,
// counted by insertions, deletions, replacements and swaps of neighbours, or one of the two begins with the other.
func Word(typo string, words []string) string {
	best, bestDistance := "", len(typo)+1
	for _, word := range words {
		d := distance(typo, word)
		if len(typo) > 2 && (strings.HasPrefix(word, typo) || strings.HasPrefix(typo, word) && len(typo) <= 2*len(word)) {
			d = 1 // an abbreviation, or one written out
		}
		if d < bestDistance && d <= max(1, len(word)/3) {
			best, bestDistance = word, d
		}
	}
	return best
}

// longest is the length in bytes from which on a text is no typo, and not worth the time to compare it.
const longest = 64

// distance is the optimal string alignment distance.
func distance(a, b string) int {
	if len(a) > longest {
		return len(a)
	}
	// Three rows of the table are enough: the one being filled and the two before it.
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			replaced := last[j-1]
			if a[i-1] != b[j-1] {
				replaced++
			}
			row[j] = min(last[j]+1, row[j-1]+1, replaced)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
