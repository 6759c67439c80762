package redact

import (
	"bytes"
	"strings"
	"testing"

	"errormask/filter/pattern"
)

// patterns compiles expressions.
func patterns(t testing.TB, expressions ...string) []*pattern.Pattern {
	t.Helper()
	var all []*pattern.Pattern
	for _, expression := range expressions {
		p, err := pattern.Compile(expression)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all
}

var forms = map[string]func(r *Redactor, dst, text []byte) []byte{
	"text": (*Redactor).Append, "head": (*Redactor).AppendHead, "tail": (*Redactor).AppendTail, "query": (*Redactor).AppendQuery,
}

// TestPatterns has expressions, one after the other with a space between them, and what is wanted of a text with planted secrets.
func TestPatterns(t *testing.T) {
	for _, c := range []struct{ form, expressions, text string }{
		{"text", `EMP-\d+`, "of ⟦pattern:EMP-12⟧ and ⟦pattern:EMP-345⟧."},
		{"text", `EMP-\d+ \d{4}`, "⟦pattern:EMP-12⟧ ⟦pattern:5678⟧EMP-"},
		{"text", `ab bc`, "x⟦pattern:abc⟧x⟦pattern:ab⟧"},
		{"text", `ab cd ef`, "x⟦pattern:efcdab⟧x"},
		{"text", `b c`, "a ⟦pattern:b⟧ ⟦pattern:c⟧ ⟦pattern:bc⟧"},
		{"text", `nothing`, `{"password":"⟦password:hunter2⟧"}`},
		// a match in, around and across a secret
		{"text", `EMP-\d+`, `{"password":"⟦password:my EMP-12 and so on⟧","id":"⟦pattern:EMP-3⟧"}`},
		{"text", `EMP-\d+`, `{"password":"⟦pattern:EMP-12⟧"}`},
		{"text", `EMP-\d+`, `password=⟦password:EMP-12rest⟧ x`},
		{"text", `EMP-\d+`, `password=⟦password:aEMP-12⟧ x`},
		{"text", `EMP-\d+`, `postgres://u:⟦password:EMP-12x⟧@h/d`},
		{"text", `EMP-\d+`, `<password>⟦password:a EMP-12 b⟧</password>`},
		{"text", `EMP-\d+`, "Cookie: ⟦cookie:a=EMP-12; b=c⟧\nX: ⟦pattern:EMP-1⟧"},
		{"text", `"[^"]*"`, `{⟦pattern:"password":"hunter2"⟧}`},
		{"text", `er2"}`, `{"password":"⟦password:hunter2"}⟧`},
		{"text", `":"hunt`, `{"password⟦password:":"hunter2⟧"}`},
		{"text", `hunt.* x[^x]*er2"`, `⟦pattern:x:{"password":"hunter2"}⟧`},
		{"text", `hunter2"} x[^x]*"h`, `⟦pattern:x:{"password":"hunter2"}⟧`},
		{"text", `password`, `⟦pattern:password⟧=⟦password:hunter2⟧`},
		{"text", `x`, `⟦pattern:x⟧token=⟦token:abc⟧`},
		{"text", `4111`, `card ⟦card:4111111111111111⟧ or ⟦pattern:4111⟧`},
		{"text", `required`, `{"password":"is ⟦pattern:required⟧"}`},
		// marks and the markers of cuts stay whole
		{"text", `\w+`, "[redacted token 3 #abcdef] ⟦pattern:of⟧ [redacted x 1 #abcdef]"},
		{"text", `[^x]+`, "⟦pattern:a ⟧[redacted token 3 #abcdef]⟦pattern: b⟧"},
		{"text", `\w+`, "⟦pattern:ab⟧ …[12 bytes cut]… ⟦pattern:cd⟧ ⟦pattern:ef⟧"},
		{"text", `.+`, "⟦pattern:ab cd⟧ …[12 bytes cut]… ⟦pattern:cd ef⟧"},
		{"text", `cut`, "a …[12 bytes cut]… ⟦cut:b⟧ ⟦pattern:cut⟧"},
		{"text", `\w+`, "[⟦pattern:redacted⟧ ⟦pattern:token⟧ #⟦pattern:12⟧]"},
		// what may be a part of a match beside a cut
		{"text", `EMP-\d{8}`, "id ⟦pattern:EMP-12⟧ …[12 bytes cut]… ⟦pattern:5678⟧, EMP-"},
		{"text", `EMP-\d{8}`, "id EMP-12, …[12 bytes cut]… , EMP-12"},
		{"text", `\d{4}(\x20\d{4})+`, "no ⟦pattern:1234 5678⟧ …[12 bytes cut]… ⟦pattern:9012 3456⟧ x"},
		{"head", `EMP-\d{8}`, "EMP-1 and ⟦pattern:EMP-12⟧"},
		{"tail", `EMP-\d{8}`, "⟦pattern:5678⟧ and EMP-"},
		{"tail", `\d{4}(\x20\d{4})+`, "⟦pattern:9012 3456⟧ 7 and"},
		{"text", `EMP-\d{8}`, "5678 and EMP-12"},
		// queries
		{"query", `EMP-\d+`, "a=⟦pattern:EMP-12⟧&b=1&token=⟦token:xEMP-12⟧&⟦pattern:EMP-3⟧"},
		{"query", `b=1&c`, "a=1&⟦pattern:b=1&c⟧=2"},
		{"query", `&`, "a=1⟦pattern:&⟧token=⟦token:x⟧"},
		{"query", `nothing`, "a=1&token=⟦token:x⟧&"},
	} {
		in, want, _ := plant(c.text)
		r := New(Options{Key: testKey, Patterns: patterns(t, strings.Split(c.expressions, " ")...)})
		got := forms[c.form](r, []byte("before "), []byte(in))
		if withoutDigests(got) != "before "+withoutDigests([]byte(want)) {
			t.Errorf("%s, %s of %s\n got  %s\n want before %s", c.expressions, c.form, in, withoutDigests(got), want)
		}
		got = got[len("before "):]
		if again := forms[c.form](r, nil, got); !bytes.Equal(again, got) {
			t.Errorf("%s, %s of %s\n redacted       %s\n redacted again %s", c.expressions, c.form, in, got, again)
		}
	}
}

// TestPatternsKeepDigests: a value has the same digest whether a pattern matches in it or not.
func TestPatternsKeepDigests(t *testing.T) {
	const text = `{"password":"hunter2 of EMP-12"}`
	without := New(Options{Key: testKey}).Append(nil, []byte(text))
	with := New(Options{Key: testKey, Patterns: patterns(t, `EMP-\d+`)}).Append(nil, []byte(text))
	if !bytes.Equal(with, without) {
		t.Errorf("got %s, and without the pattern %s", with, without)
	}
}

// TestMarkFarBehindAKey: a value that is too long to be judged is replaced with the mark in it, not up to the middle of that.
func TestMarkFarBehindAKey(t *testing.T) {
	r := New(Options{Key: testKey})
	for opening, want := range map[string]string{
		"token=":    "token=[redacted token 198 #]] x)",
		"token=[a ": "token=[[redacted token 200 #]] x)",
		"token=(":   "token=([redacted token 201 #])",
	} {
		text := opening + strings.Repeat("*", 170) + "[redacted pattern 1 #abcdef]] x)"
		if got := withoutDigests(r.Append(nil, []byte(text))); got != want {
			t.Errorf("%s\n got  %s\n want %s", text, got, want)
		}
	}
}

// TestPatternsAllocateNothing once there was room made for what texts of the same length need.
func TestPatternsAllocateNothing(t *testing.T) {
	r := New(Options{Key: testKey, Patterns: patterns(t, `\b\d{3}\b`, `(?i)quick \w+`, `"[a-z]+":`)})
	dst := make([]byte, 0, 1<<16)
	for name, text := range benchmarks {
		body := []byte(text)
		if n := testing.AllocsPerRun(100, func() {
			for _, redact := range forms {
				dst = redact(r, dst[:0], body)
			}
		}); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

// TestPatternsLetGoOfMemory: one long text does not keep its memory for ever.
func TestPatternsLetGoOfMemory(t *testing.T) {
	r := New(Options{Key: testKey, Patterns: patterns(t, `a`, `b`)})
	r.Append(nil, []byte(strings.Repeat("a b ", 1<<16)))
	o := r.own
	if n := cap(o.text); n > 1<<16 {
		t.Errorf("%d bytes are kept", n)
	}
	if n := max(cap(o.spans), cap(o.more), cap(o.spare), cap(o.found)); n > 1<<10 {
		t.Errorf("%d spans are kept", n)
	}
}

// FuzzPatterns: with patterns, too, redaction ends, changes nothing when done again, and leaves no match, whatever the bytes.
func FuzzPatterns(f *testing.F) {
	for _, text := range corpus(f, "secrets.txt") {
		in, _, _ := plant(text)
		f.Add([]byte(in), uint8(len(in)))
	}
	for i, piece := range hostile {
		f.Add([]byte(strings.Repeat(piece, 3)), uint8(i))
	}
	f.Add([]byte("ab …[12 bytes cut]… cd [redacted x 1 #abcdef]ef"), uint8(0xff))
	all := []string{`\w+`, `[^x]y`, `\bab\b`, `(?i)pass`, `"[^"]*"`, `^\s*\S`, `\B.$`, `[\]…:=]`}
	var redactors [256]*Redactor
	for chosen := range redactors {
		var some []*pattern.Pattern
		for i, p := range patterns(f, all...) {
			if chosen>>i&1 != 0 {
				some = append(some, p)
			}
		}
		redactors[chosen] = New(Options{Key: testKey, Email: chosen&1 != 0, Patterns: some})
	}
	f.Fuzz(func(t *testing.T, text []byte, chosen uint8) {
		r, in := redactors[chosen], bytes.Clone(text)
		for name, redact := range forms {
			once := redact(r, nil, text)
			if !bytes.Equal(in, text) {
				t.Fatal("the text was changed")
			}
			if twice := redact(r, nil, once); !bytes.Equal(twice, once) {
				t.Fatalf("%s %q, patterns %x\nredacted       %q\nredacted again %q", name, text, chosen, once, twice)
			}
		}
	})
}
