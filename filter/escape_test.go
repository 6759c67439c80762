package filter

import (
	"strings"
	"testing"
)

func TestEscapes(t *testing.T) {
	for text, escaped := range map[string]string{
		"":                       "",
		"plain ü 😀 </script>":    "plain ü 😀 </script>",
		`a "b" c:\d`:             `a \"b\" c:\\d`,
		"1\n2\r\n3\t4":           `1\n2\r\n3\t4`,
		"\x00\x07\x1b[31m\x7f":   `\u0000\u0007\u001b[31m\u007f`,
		"\u0085\u009b31m\u00a0":  "\\u0085\\u009b31m\u00a0",
		"\u2028\u2029":           `\u2028\u2029`,
		"\u202eevil\u2066\u200f": `\u202eevil\u2066\u200f`,
		"a\xffb\xc3":             "a\ufffdb\ufffd",
		"\xe2\x80":               "\ufffd\ufffd",
		"\ufffd\ufeff":           "\ufffd\\ufeff",
		"\xed\xa0\x80":           "\ufffd\ufffd\ufffd",
	} {
		want(t, "escaped", string(appendEscaped([]byte("<"), []byte(text))), "<"+escaped)
	}
}

func TestExcerpts(t *testing.T) {
	for _, c := range []struct {
		text         string
		gap, missing int
		budget       int
		want         string
		cut          int
	}{
		{text: "all of it", budget: 9, want: "all of it"},
		{text: "äöü", budget: 6, want: "äöü"},
		{text: strings.Repeat("0123456789", 10), budget: markerSize + 21, want: "0123456789 …[80 bytes cut]… 0123456789", cut: 80},
		{text: strings.Repeat("\n", 40), budget: markerSize + 9, want: `\n\n …[36 bytes cut]… \n\n`, cut: 36},
		{text: "0123456789", gap: 5, missing: 90, budget: 1000, want: "01234 …[90 bytes cut]… 56789", cut: 90},
		{text: strings.Repeat("ü", 50), budget: markerSize + 7, want: "ü …[96 bytes cut]… ü", cut: 96},
		{text: "abc", budget: 0, want: " …[3 bytes cut]… ", cut: 3},
		{text: "", gap: 0, missing: 7, budget: 100, want: " …[7 bytes cut]… ", cut: 7},
	} {
		e := whole([]byte(c.text))
		if c.missing > 0 {
			e.gap, e.resume, e.missing = c.gap, c.gap, c.missing
		}
		got, cut := e.append(nil, c.budget)
		want(t, "excerpt of "+shorten(c.text), string(got), c.want)
		want(t, "bytes cut of "+shorten(c.text), cut, c.cut)
	}
}
