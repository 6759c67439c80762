package filter

import (
	"strings"
	"testing"

	"errormask/filter/jsontext"
)

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
		want(t, "excerpt of "+jsontext.Shorten(c.text), string(got), c.want)
		want(t, "bytes cut of "+jsontext.Shorten(c.text), cut, c.cut)
	}
}
