package filter

// nearest gives the one of the allowed words that a typo most likely meant, and "" when none is close: at most a third of its
// letters differ, counted by insertions, deletions, replacements and swaps of neighbours.
func nearest(found string, allowed []string) string {
	best, bestDistance := "", 1<<30
	for _, word := range allowed {
		if d := editDistance(found, word); d < bestDistance && d <= max(1, len(word)/3) {
			best, bestDistance = word, d
		}
	}
	return best
}

// editDistance is the optimal string alignment distance. Words over 64 bytes are no typos: they are as far away as they are long.
func editDistance(a, b string) int {
	if len(a) > 64 {
		return len(a)
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
