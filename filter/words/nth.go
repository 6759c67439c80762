package words

import "strings"

// Nth gives which word of a list a word is, counted from 0, and -1 if it is none. Between two words of the list stands a blank.
func Nth(list, word string) int {
	for n := 0; list != ""; n++ {
		first, rest, _ := strings.Cut(list, " ")
		if first == word {
			return n
		}
		list = rest
	}
	return -1
}
