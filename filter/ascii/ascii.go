// Package ascii has what the filter needs of package strings, for ASCII alone: Unicode's tables would add to the module.
package ascii

// Lower gives a text with its ASCII letters in lower case.
//
// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func Lower(text string) string {
	b := []byte(text)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
