package pattern

import (
	"strings"
	"testing"
)

// hostile are expressions and texts that make a search go back again and again, if it is one that goes back.
var hostile = []struct{ expression, text string }{
	{"a", "a"},
	{"a+b", "a"},
	{"(a+)+b", "a"},
	{"(a|a)*b", "a"},
	{"(a?){50}a{50}b", "a"},
	{".*.*.*=.*", "x"},
	{".*.*.*x", "x"},
	{"[^x]*y", "a\n"},
	{"[^x]*y", "\xff"},
	{"(x*)*(x*)*y", "x"},
	{`\b\w+\b\s*\b\w+@`, "ab "},
	{`(\w+\.)+\w+@(\w+\.)+com`, "a.b@"},
	{`^(\w|\W)*$z`, "a\n"},
	{`(^|$|\b|\B)+a{1000}b`, "a "},
	{"a{1000}b{900}c", "a"},
	{"(a{0,30}){20}b", "aab"},
	{"(.{1,400}){2}x", "é"},
	{"[a-zé-ü€]{500}[^a-zé-ü€]", "aü€"},
	{`(?i)(a|A|[aA])+b`, "aA"},
}

// TestTimeIsLinear counts steps: no more than a few for each character and each instruction, whatever the text, and not a tenth
// more for each character of a text than for each of its half.
func TestTimeIsLinear(t *testing.T) {
	worst := 0.0
	for _, h := range hostile {
		p := compiled(t, h.expression)
		each := func(size int, edge Edge) float64 {
			text := []byte(strings.Repeat(h.text, size/len(h.text)))
			p.steps = 0
			p.AppendPiece(nil, Piece{text, 0, len(text), edge, edge})
			return float64(p.steps) / float64(len(text))
		}
		size := 1 << 20
		if len(p.code) > 300 {
			size = 1 << 14
		}
		for _, edge := range []Edge{Open, Cut} {
			half, whole := each(size/2, edge), each(size, edge)
			// Each thread takes a character, each instruction is followed once, and reached from two others at most.
			bound := 4 * float64(len(p.code)+1)
			worst = max(worst, whole/float64(len(p.code)+1))
			if whole > bound || whole > 1.1*half+1 {
				t.Errorf("%s of %q: %.2f steps for each byte, %.2f in its half, %.0f are allowed", h.expression, h.text, whole, half, bound)
			}
		}
	}
	t.Logf("%.2f steps for a byte and an instruction at the most", worst)
}

// TestNothingToDo: where no match begins, nothing is done.
func TestNothingToDo(t *testing.T) {
	p := compiled(t, `(?i)\bemp-\d{6}|\$[a-z]{3}\$`)
	p.steps = 0
	if got := p.AppendSpans(nil, []byte(strings.Repeat("a quick brown fox jumps ov r th lazy dog, ", 1000))); len(got) != 0 || p.steps != 0 {
		t.Errorf("got %v in %d steps", got, p.steps)
	}
}

func TestSearchAllocatesNothing(t *testing.T) {
	spans := make([]Span, 0, 1<<12)
	for _, h := range hostile {
		p, text := compiled(t, h.expression), []byte(strings.Repeat(h.text, 100))
		if n := testing.AllocsPerRun(10, func() { spans = p.AppendSpans(spans[:0], text) }); n != 0 {
			t.Errorf("%s of %q: %v allocations", h.expression, h.text, n)
		}
	}
}

const trace = `java.lang.IllegalStateException: Could not open the session for user 42
	at com.example.shop.checkout.CheckoutService.pay(CheckoutService.java:123)
	at java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)
`

func BenchmarkAppendSpans(b *testing.B) {
	text := []byte(strings.Repeat(trace, 40))[:8192]
	for name, expression := range map[string]string{
		"literal": "EMP-[0-9]{6}", "number": `\b\d{3}-\d{2}-\d{4}\b`, "address": `[\w.+-]+@[\w-]+\.[\w.-]+`, "words": `(?i)(internal|secret) project \w+`,
		"line": `^.*Controller.*$`,
	} {
		b.Run(name, func(b *testing.B) {
			p, spans := compiled(b, expression), []Span(nil)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				spans = p.AppendSpans(spans[:0], text)
			}
		})
	}
}
