package main

import (
	"slices"
	"testing"
)

func TestPrintableLeavesNothingForTheTerminalToObey(t *testing.T) {
	for in, want := range map[string]string{
		"plain, é, 漢字, 🍵":             "plain, é, 漢字, 🍵",
		"\x1b[31mred\x1b]0;title\x07": `\x1b[31mred\x1b]0;title\x07`,
		"a\rb\nc\x7f":                 `a\x0db\x0ac\x7f`,
		"\u009b2J":                    `\u009b2J`,
		"a\u202eb\u2066c\u2028d":      `a\u202eb\u2066c\u2028d`,
		"\ufeffbom \u00a0nbsp":        `\ufeffbom \u00a0nbsp`,
		"\U000e0041tag":               `\U000e0041tag`,
		"bad \xff\xc3 utf-8 \ufffd":   `bad \xff\xc3 utf-8 ` + "\ufffd",
	} {
		if got := printable(in); got != want {
			t.Errorf("printable(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPrintableLines(t *testing.T) {
	got := printableLines("one\r\n\ttwo\n\nthree\rfour\n\n")
	if want := []string{"one", "    two", "", `three\x0dfour`}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		line string
		want []string
	}{
		{"", []string{""}},
		{"exactly 10", []string{"exactly 10"}},
		{"at the space, please", []string{"at the ", "space, ", "please"}},
		{"at a space, please", []string{"at a space", ", please"}},
		{"a bcdefghijklm", []string{"a bcdefghi", "jklm"}},
		{"  at a.bcdefghijk", []string{"  at a.bcd", "  efghijk"}},
		{"      deep in it", []string{"      deep", " in it"}},
		{"漢字漢字漢字", []string{"漢字漢字漢", "字"}},
		{"e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", []string{"e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"}},
	} {
		if got := wrap(c.line, 10); !slices.Equal(got, c.want) {
			t.Errorf("wrap(%q, 10) = %q, want %q", c.line, got, c.want)
		}
	}
}

func TestReadable(t *testing.T) {
	for _, c := range []struct{ contentType, body, want string }{
		{"text/html; charset=utf-8", "<pre>&quot;x&quot;<br> &nbsp; &nbsp;at y</pre>", "<pre>\"x\"<br>\n    at y</pre>"},
		{"application/problem+json", `{"trace":"a\r\n\tat b\nc","class":"App\\new\\table"}`, "{\"trace\":\"a\n\tat b\nc\",\"class\":\"App\\\\new\\\\table\"}"},
		{"text/plain", `a\nb<br>c`, `a\nb<br>c`},
		{"", `a\nb<br>c`, `a\nb<br>c`},
	} {
		if got := readable(c.contentType, c.body); got != c.want {
			t.Errorf("readable(%q, %q) = %q, want %q", c.contentType, c.body, got, c.want)
		}
	}
}

func TestLogLinesAreWholeLines(t *testing.T) {
	l := newLogLines()
	for _, piece := range []string{"on", "e\ntw", "o\nthr"} {
		l.Write([]byte(piece))
	}
	<-l.news
	if got, want := l.take(), []string{"one", "two"}; !slices.Equal(got, want) {
		t.Errorf("took %q, want %q", got, want)
	}
	l.Write([]byte("ee\n"))
	<-l.news
	if got, want := l.take(), []string{"three"}; !slices.Equal(got, want) {
		t.Errorf("took %q, want %q", got, want)
	}
	for range lastLines {
		l.Write([]byte("more\n"))
	}
	if got := l.last(); len(got) != lastLines || got[0] != "more" {
		t.Errorf("the last lines are %q, want %d times more", got, lastLines)
	}
}
