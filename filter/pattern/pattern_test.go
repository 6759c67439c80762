package pattern

import (
	"strings"
	"testing"
)

// compiled is the pattern of an expression that must be right.
func compiled(t testing.TB, expression string) *Pattern {
	t.Helper()
	p, err := Compile(expression)
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return p
}

// shown is the text with what spans cover between ⟦ and ⟧.
func shown(text string, spans []Span) string {
	var b strings.Builder
	done := 0
	for _, s := range spans {
		b.WriteString(text[done:s.Start] + "⟦" + text[s.Start:s.End] + "⟧")
		done = s.End
	}
	return b.String() + text[done:]
}

// plain is a text without the signs that show where matches are.
func plain(shown string) string { return strings.NewReplacer("⟦", "", "⟧", "").Replace(shown) }

// TestMatches has expressions, and texts that show what each matches.
func TestMatches(t *testing.T) {
	for expression, texts := range map[string][]string{
		// characters and escapes
		`abc`:               {"⟦abc⟧", "xx⟦abc⟧xx", "ab", "aab⟦abc⟧", "ABC", ""},
		`a.c`:               {"⟦abc⟧", "a\nc", "⟦a.c⟧", "⟦aüc⟧", "⟦a\xffc⟧", "⟦a\rc⟧"},
		`\.\\\/\-\[\]\{\}`:  {`x⟦.\/-[]{}⟧x`},
		`\*\+\?\(\)\|\^\$`:  {`x⟦*+?()|^$⟧x`},
		`\"\'\_\ \,`:        {`x⟦"'_ ,⟧x`},
		`a\tb\nc\rd`:        {"⟦a\tb\nc\rd⟧", `a\tb\nc\rd`},
		`\x41\x62\x00\xe4`:  {"⟦Ab\x00ä⟧", "Ab\x00\xe4"},
		`]}`:                {"a⟦]}⟧"},
		`-,:"'<>=!@#%&;~/_`: {"⟦-,:\"'<>=!@#%&;~/_⟧"},
		"a\x00b":            {"⟦a\x00b⟧", "ab"},
		// sets
		`\d\D`:            {"⟦1a⟧1", "x⟦1\n⟧", "12⟦3ü⟧", "٣a"},
		`\w\W`:            {"⟦_ ⟧", "ab⟦c-⟧d", "⟦Z\n⟧", "⟦9ü⟧", "a"},
		`\s\S`:            {"a⟦ b⟧", "⟦\tx⟧", "⟦\n.⟧", "⟦\ra⟧", "⟦\fa⟧", "\va", "\u00a0a"},
		`[abc]+`:          {"x⟦abccba⟧x⟦a⟧", "xyz"},
		`[a-cx-z5]+`:      {"⟦abcxyz5⟧d4⟦5⟧6w"},
		`[^a-c]+`:         {"abc⟦def\n⟧abc⟦ü⟧", "abc"},
		`[a-z_\d.-]+`:     {"A⟦x_1.y-2⟧B⟦-⟧"},
		`[-a]+`:           {"b⟦a-a⟧b"},
		`[a\-z]+`:         {"⟦a-z⟧b"},
		`[]a]+`:           {"⟦]a⟧b"},
		`[^]a]+`:          {"]a⟦b⟧]"},
		`[\]\[\\^]+`:      {`a⟦]\[^⟧b`},
		`[\w-.]+`:         {"⟦a-b.c⟧,"},
		`[\D]+`:           {"1⟦aü⟧2"},
		`[^\d\s]+`:        {"1 ⟦aü⟧ 2"},
		`[^\W_]+`:         {"_⟦aB9⟧_-"},
		`[\t\n\r\x20]+`:   {"a⟦\t\n\r ⟧b"},
		`[\x41-\x43]+`:    {"⟦ABC⟧D@"},
		`[*+?(){}|.$]+`:   {"a⟦*+?(){}|.$⟧b"},
		`[[]+`:            {"a⟦[[⟧b"},
		`[a-a]`:           {"⟦a⟧b"},
		`[\s\S]`:          {"⟦a\nü\x00⟧"},
		`[äöü]+`:          {"M⟦ü⟧ller, ⟦äö⟧", "\xc3"},
		`[а-я]+`:          {"П⟦ривет⟧!"},
		`[^ä]+`:           {"⟦a⟧ä⟦ö\xff⟧"},
		`[z-ä]+`:          {"y⟦zä|~⟧å"},
		`[à-åa-cá-ã]+`:    {"⟦aàãå⟧æ"},
		"[\ufffd]":        {"a⟦\xff⟧b", "⟦\ufffd⟧"},
		`[^\x00-\x7f]+`:   {"a⟦ü\xff€😀⟧b"},
		`😀`:               {"x⟦😀⟧x", "\xf0\x9f\x98"},
		`straße|été`:      {"⟦straße⟧ ⟦été⟧", "strasse"},
		`(?i)abC-[x-z]\d`: {"⟦ABc-Y1⟧", "⟦abc-x1⟧", "abd-x1"},
		`(?i)[^a]`:        {"aA⟦b⟧A⟦B⟧"},
		`(?i)[ü]k`:        {"⟦üK⟧ Ük"},
		// repeats
		`ab*c`:        {"⟦ac⟧", "⟦abc⟧", "⟦abbbbc⟧", "a⟦ac⟧c"},
		`ab+c`:        {"ac", "⟦abc⟧", "⟦abbc⟧"},
		`ab?c`:        {"⟦ac⟧", "⟦abc⟧", "abbc"},
		`a{3}`:        {"aa", "⟦aaa⟧", "⟦aaaa⟧", "⟦aaaaaa⟧b"},
		`xa{3}`:       {"⟦xaaa⟧a", "xaa"},
		`xa{2,}`:      {"xa", "⟦xaa⟧b", "⟦xaaaaa⟧"},
		`xa{1,3}`:     {"⟦xa⟧b", "⟦xaaa⟧a"},
		`xa{0,2}y`:    {"⟦xy⟧", "⟦xay⟧", "⟦xaay⟧", "xaaay"},
		`xa{0}y`:      {"⟦xy⟧", "xay"},
		`xa{0,}y`:     {"⟦xaaay⟧", "⟦xy⟧"},
		`xa{0,0}`:     {"⟦x⟧a"},
		`x(ab){2}y`:   {"⟦xababy⟧", "xaby"},
		`x(a{2}){2}y`: {"⟦xaaaay⟧", "xaaay"},
		`x(a?){3}y`:   {"⟦xy⟧", "⟦xaay⟧", "xaaaay"},
		`x(a*)*y`:     {"⟦xy⟧", "⟦xaay⟧"},
		`x(a*b?)+y`:   {"⟦xy⟧", "⟦xaababy⟧", "xacy"},
		`x(){1000}y`:  {"⟦xy⟧"},
		`(a|b)*c`:     {"⟦abbac⟧", "d⟦c⟧"},
		`a*?b+?c??d`:  {"⟦aabbcd⟧", "⟦bd⟧"},
		`".*?"`:       {`a ⟦"b" c "d"⟧ e`},
		`"[^"]*"`:     {`a ⟦"b" c "d"⟧ e`, "⟦\"a\nb\"⟧"},
		`a{2,3}?b`:    {"⟦aab⟧", "a⟦aaab⟧"},
		`\d{3}-\d{4}`: {"tel ⟦555-1234⟧5", "55-1234", "9⟦555-1234⟧"},
		// alternatives and groups
		`a|b|cd`:               {"x⟦ab⟧x⟦cd⟧c"},
		`(?:ab|c)(d|)`:         {"⟦abd⟧ ⟦ab⟧ ⟦cd⟧ ⟦c⟧ d"},
		`(|x)y`:                {"⟦y⟧ ⟦xy⟧"},
		`((a)((?:b)))`:         {"⟦ab⟧"},
		`abc|b`:                {"⟦abc⟧ a⟦b⟧"},
		`cat|category`:         {"⟦category⟧ ⟦cat⟧egorie"},
		`Bearer|[a-z]+@[a-z]+`: {"⟦Bearer⟧ ⟦bob@host⟧."},
		// assertions
		`^ab`:          {"⟦ab⟧ab", "x\n⟦ab⟧", "xab"},
		`ab$`:          {"ab⟦ab⟧", "⟦ab⟧\nx", "abx", "⟦ab⟧\r\nx", "ab\rx", "ab\r"},
		`^a$`:          {"⟦a⟧", "x\n⟦a⟧\nx", "xa", "ax", "b\n\n⟦a⟧"},
		`^\w+$`:        {"a b\n⟦cd⟧\ne f"},
		`a$\nb`:        {"⟦a\nb⟧"},
		`a\n^b`:        {"⟦a\nb⟧"},
		`(^|,)a`:       {"⟦a⟧a⟦,a⟧"},
		`a(,|$)`:       {"⟦a,⟧b⟦a⟧"},
		`\bab\b`:       {"⟦ab⟧ ⟦ab⟧.x", "xab", "ab_", "⟦ab⟧ü", "ü⟦ab⟧"},
		`\Bab\B`:       {"x⟦ab⟧x", "ab", "xab"},
		`\b\d{4}\b`:    {"⟦1234⟧ 12345 ⟦9999⟧"},
		`\b.`:          {"⟦a⟧b⟦ c⟧d"},
		`\b[^a]`:       {"ü-⟦b⟧c"},
		`x\b*y`:        {"⟦xy⟧"},
		`(\b|-)+a`:     {"⟦a⟧ ⟦--a⟧ xa"},
		`a$b|$a|a^|ab`: {"⟦ab⟧a"},
	} {
		p := compiled(t, expression)
		for _, text := range texts {
			in := plain(text)
			if got := shown(in, p.AppendSpans(nil, []byte(in))); got != text {
				t.Errorf("%s\n got  %q\n want %q", expression, got, text)
			}
		}
	}
}

// TestUnion has texts in which several matches overlap: what any of them covers counts, not only what the leftmost do.
func TestUnion(t *testing.T) {
	for _, c := range []struct{ expression, want string }{
		{`aba`, "⟦ababa⟧b"},
		{`ab|bc`, "⟦abc⟧"},
		{`abcd|c.*z`, "⟦abcdxz⟧"},
		{`bc|abcde|cdefg`, "⟦abcdefg⟧"},
		{`a.{2}`, "⟦aaxx⟧x"},
		{`\w+`, "⟦ab⟧ ⟦c⟧"},
		{`<[^>]*>`, "a⟦<b<c>⟧d>"},
		{`.a`, "⟦aaa⟧b"},
		{`a`, "⟦aaa⟧b⟦a⟧"},
		{`ab|cd`, "⟦abcd⟧"},
		{`x.*y|z.*y`, "a⟦x z y y⟧ z"},
	} {
		in := plain(c.want)
		if got := shown(in, compiled(t, c.expression).AppendSpans(nil, []byte(in))); got != c.want {
			t.Errorf("%s: got %q, want %q", c.expression, got, c.want)
		}
	}
}

// TestAppendSpansAppends: what dst had before stays as it is, though a match would touch it.
func TestAppendSpansAppends(t *testing.T) {
	p := compiled(t, `a`)
	got := p.AppendSpans([]Span{{7, 9}, {0, 1}}, []byte("aab"))
	if len(got) != 3 || got[0] != (Span{7, 9}) || got[1] != (Span{0, 1}) || got[2] != (Span{0, 2}) {
		t.Errorf("got %v", got)
	}
}

// TestAgain: a search leaves nothing behind for the next.
func TestAgain(t *testing.T) {
	p := compiled(t, `a[^x]*b|\bc`)
	for range 3 {
		for _, text := range []string{"a1", "2b", "", "⟦c⟧", "xc", "⟦a12b⟧"} {
			in := plain(text)
			if got := shown(in, p.AppendSpans(nil, []byte(in))); got != text {
				t.Errorf("got %q, want %q", got, text)
			}
		}
	}
}

// TestTurnsBeginAgain: after as many positions as a turn has numbers, those of long ago are no longer taken for this one's.
func TestTurnsBeginAgain(t *testing.T) {
	p := compiled(t, `(ab|ac)+`)
	for turn := range uint32(40) {
		p.turn = ^uint32(0) - turn
		for i := range p.seen {
			p.seen[i] = uint32(i % 20)
		}
		if got := shown("xabacxab", p.AppendSpans(nil, []byte("xabacxab"))); got != "x⟦abac⟧x⟦ab⟧" {
			t.Errorf("%d turns before the last: got %q", turn, got)
		}
	}
}
