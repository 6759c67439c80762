package diagnose

import (
	"strings"
	"testing"
)

// workFor is how many bytes may be looked at for a body: a multiple of what is read of it.
func workFor(size int) int { return 40*min(size, 2*window+1) + 4000 }

// hostile are pieces of bodies that are made to cost time when they are repeated.
var hostile = []string{
	"a", "\n", " ", "<", "<a", "<!--", "&", "&#", `"`, `{"a":`, "[", `{"stack":["`, `\u`, "Error: ", "E: \n", "at a.b(", "\nat a.b(c:1)", "\n\tat a.b(C.java:1)", "\nCaused by: a.b.C: d", " at a.b(C.java:1) at", "\n ---> a.B: c", "a: b: ",
	"column", "cannot read propert", "node_modules/", "<script>", "</", "\x1b[", "\nA.B.CError: d", "\nAError", "\n#0 a", "\n** (", "Traceback (most recent call last)\n File \"a\", line 1\n", "\n File \"a\", line 1", "\npanic: a", "\ngoroutine 1 [a]:\na.b()\n\tc:1",
	"PHP Fatal error:  ", "\n| ", "\n+-+-- 1 --", "\n[errors]: [", ` in /a:1`, "'", "`", "$$", "x.rb:1:in `", " (A)", "[cause]: ",
	" exception is a.b.C: d", "\n[previous exception] [object] (A(code: 0): b\\\\ at /c:1)", "\n{{badmatch,{", "\nA with reason", "\n⨯ a.b.C: d", "\nAbCd - e", "\n#0  a.dart:1", "\n[A.B.C]\nd", "\na.ERROR: ", "\nin a (line 1)", "\nCalled from A, characters ", `,"cause":"a.b.C: d"`,
	"\n╭─ Traceback (most recent call last) ─╮", "\n│ /a.py:1 in f │", "\n[1:2:3] [a] ", "\na.dart 1:2", "\nA->b() (Line: 3)", "\nf, called at a", "\nException #1 (A): b", "<?xml <", "\nA – a\\BError", "\nX: Traceback (most recent call last):",
	"\nat a()", "A_B ", "\n  Exception data:\n    A: b", "'", "BError (line 3 of a).", "\nConfig Error\n",
}

func TestWorkIsLinear(t *testing.T) {
	const size = 1 << 20
	var p Parser
	for _, piece := range hostile {
		for _, start := range []string{"", "<p>", `{"message":"`, `{"stack":"`, "<?xml?><a>"} {
			body := []byte(start + strings.Repeat(piece, size/len(piece)))
			p.Parse("text/html", body)
			if most := workFor(size); p.looked > most {
				t.Errorf("%q, then %q again and again: looked at %d bytes, %d are allowed", start, piece, p.looked, most)
			}
			short := p.Parse("text/html", body[:4*window])
			if short.Cause > Syntax {
				t.Error("no such class")
			}
		}
	}
}

func TestParseAllocatesNothing(t *testing.T) {
	var p Parser
	for _, c := range bodies {
		body := []byte(c.body)
		if n := testing.AllocsPerRun(100, func() { Fingerprint(p.Parse(c.contentType, body)) }); n > 0 {
			t.Errorf("%s: %v allocations", c.name, n)
		}
	}
}
