package diagnose

import "bytes"

// marking is how a mark begins that a redactor puts in the place of a secret: "[redacted KIND LENGTH #DIGEST]". The digest is another one in each
// process, and kind and length tell of the secret, not of the error: nothing that a mark says may be taken for something that failed.
const marking = "[redacted "

// longestMark bounds a mark, in bytes.
const longestMark = 100

// markLength gives the length of the mark that text begins with, 0 if there is none.
func markLength(text []byte) int {
	if !hasPrefix(text, marking) {
		return 0
	}
	const digest = " #a1b2c3"
	n := bytes.IndexByte(text[:min(len(text), longestMark)], ']')
	if n < len(marking)+len(digest) || text[n-7] != '#' || text[n-8] != ' ' || kinds[text[n-9]] != digit {
		return 0
	}
	return n + 1
}
