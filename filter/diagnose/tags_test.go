package diagnose

import (
	"strings"
	"testing"
)

func TestTags(t *testing.T) {
	many := strings.Repeat("[7] ", 100)
	for _, c := range []struct{ text, tags string }{
		{"[a-1] boom\n[a-1] ", "[a-1] "},
		{"[a-1] [web] boom\n[a-1] [web] at f (/a.js:1:2)", "[a-1] [web] "},
		{"[a-1] boom\n[a-2] boom", ""},
		{"[a-1] boom\nat f (/a.js:1:2)", ""},
		{"[a-1] boom", ""},
		{"[web] boom\n[web] at f (/a.js:1:2)", ""},
		{"[a-1\n[a-1", ""},
		{many + "boom\n" + many, many[:maxPlace]},
	} {
		line, _, _ := strings.Cut(c.text, "\n")
		s := scan{text: []byte(c.text), end: len(line)}
		if got := line[:s.tagsLength([]byte(line))]; got != c.tags {
			t.Errorf("%q before %.40q, want %q", got, c.text, c.tags)
		}
	}
}
