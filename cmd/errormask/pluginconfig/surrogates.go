package pluginconfig

import (
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf16"

	"go.yaml.in/yaml/v4"
)

// JSON writes a character beyond U+FFFF as two escapes, a pair of surrogates, which YAML does not know. While JSON is read as YAML, two
// characters for private use stand for them, so that everything keeps its place.

const (
	// hidden is the character for private use that stands for the first surrogate; there are 2048 surrogates and more such characters.
	hidden         = '\ue000'
	firstSurrogate = 0xd800
	// pairLength is the length of two escapes, such as \ud83c\udf75.
	pairLength = 12
)

var pairs = regexp.MustCompile(`\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}`)

func hideSurrogates(text string) string {
	return pairs.ReplaceAllStringFunc(text, func(pair string) string {
		high, low := surrogates(pair)
		return fmt.Sprintf(`\u%04x\u%04x`, high-firstSurrogate+hidden, low-firstSurrogate+hidden)
	})
}

// surrogates reads the two escapes of a pair.
func surrogates(pair string) (high, low rune) {
	n, _ := strconv.ParseUint(pair[2:6]+pair[8:12], 16, 32)
	return rune(n >> 16), rune(n & 0xffff)
}

var hiddenPairs = regexp.MustCompile(`[\x{e000}-\x{e3ff}][\x{e400}-\x{e7ff}]`)

// showSurrogates puts the characters in their place again.
func showSurrogates(n *yaml.Node) {
	n.Value = hiddenPairs.ReplaceAllStringFunc(n.Value, func(pair string) string {
		two := []rune(pair)
		return string(utf16.DecodeRune(two[0]-hidden+firstSurrogate, two[1]-hidden+firstSurrogate))
	})
	for _, child := range n.Content {
		showSurrogates(child)
	}
}
