package corpus

import (
	"html"
	"regexp"
	"strings"

	"errormask/test/casefile"
)

var (
	terminalEscape = regexp.MustCompile("\x1b\\[[0-9;]*m")
	unicodeEscape  = regexp.MustCompile(`\\u[0-9a-fA-F]{4}`)
	comment        = regexp.MustCompile(`<!--|-->`)
	tag            = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)
	blanks         = regexp.MustCompile(`[\s\x{a0}]+`)
)

// readings gives the body as different readers see it: as it is, without JSON's escapes (once and twice), each of them without tags and
// entities too. White space counts as one blank.
func readings(body []byte) []string {
	text := terminalEscape.ReplaceAllString(strings.ToValidUTF8(string(body), "\ufffd"), "")
	var seen []string
	for range 3 {
		plain := html.UnescapeString(tag.ReplaceAllString(comment.ReplaceAllString(text, ""), ""))
		for _, reading := range []string{text, html.UnescapeString(text), plain} {
			seen = append(seen, blanks.ReplaceAllString(reading, " "))
		}
		text = withoutEscapes(text)
	}
	return seen
}

func withoutEscapes(text string) string {
	text = unicodeEscape.ReplaceAllStringFunc(text, func(escape string) string {
		r, err := casefile.Unescape(escape)
		if err != nil {
			return escape
		}
		return string(r)
	})
	return strings.NewReplacer(`\n`, "\n", `\r`, "\r", `\t`, "\t", `\"`, `"`, `\/`, "/", `\\`, `\`).Replace(text)
}

func occurs(seen []string, expected string) bool {
	expected = blanks.ReplaceAllString(expected, " ")
	for _, reading := range seen {
		if strings.Contains(reading, expected) {
			return true
		}
	}
	return false
}

// occursApart finds FILE:LINE where both stand apart, as in the members of an object or the cells of a table, the line not far behind
// the file.
func occursApart(seen []string, frame string) bool {
	colon := strings.LastIndexByte(frame, ':')
	if colon < 0 {
		return false
	}
	apart := regexp.MustCompile(regexp.QuoteMeta(frame[:colon]) + `[^0-9].{0,240}?\b` + regexp.QuoteMeta(frame[colon+1:]) + `\b`)
	for _, reading := range seen {
		if apart.MatchString(reading) {
			return true
		}
	}
	return false
}
