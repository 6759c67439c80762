package filter

import (
	"strings"
	"testing"
)

func TestCuts(t *testing.T) {
	long := strings.Repeat("x", 400)
	for _, c := range []struct{ name, end, wantEnd, start, wantStart string }{
		{"between lines",
			long + "\n\tat a.b.C\n\tat d.e", long + "\n\tat a.b.C",
			"rt.F\n\tat a.b.C\n" + long, "\n\tat a.b.C\n" + long},
		{"between lines that end with CR LF", long + "\r\nline", long, "e\r\nline" + long, "\nline" + long},
		{"between lines of a text in JSON",
			`{"stack": "Error` + long + `\n    at a.js:1\n    at b`, `{"stack": "Error` + long + `\n    at a.js:1`,
			`js:3\n    at c.js:1` + long + `"}`, `\n    at c.js:1` + long + `"}`},
		{"between members", `{"a": "` + long + `","b":17,"c":1`, `{"a": "` + long + `","b":17,`, `23,"d":"` + long, `,"d":"` + long},
		{"between words", long + " word anoth", long + " word ", "her word " + long, " word " + long},
		{"in a word that has no end close by", long, long, long, long},
		{"not within a character", long + "ü"[:1], long, "ü"[1:] + long, long},
		{"not within an escape", long + `\`, long, long, long},
		{"not within a long escape", long + `\u00e`, long, long, long},
		{"not a word's end far away", "a " + long, "a " + long, long + " a", long + " a"},
		{"an escaped backslash", long + `\\`, long + `\\`, long, long},
		{"nothing", "", "", "", ""},
	} {
		want(t, "end "+c.name, string(cutEnd([]byte(c.end))), c.wantEnd)
		want(t, "start "+c.name, string(cutStart([]byte(c.start))), c.wantStart)
	}
}
