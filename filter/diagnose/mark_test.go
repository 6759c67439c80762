package diagnose

import (
	"strings"
	"testing"
)

// marks are what a redactor writes for the same secret in different processes, and for others.
var marks = []string{"[redacted password 12 #a1b2c3]", "[redacted openai-key 51 #00ffee]", "[redacted upstream-timeout 4 #123456]", "[redacted sqlite 1048576 #abcdef]"}

// TestMarksTellNothing: wherever a mark stands, its kind, length and digest change neither what is found nor the fingerprint.
func TestMarksTellNothing(t *testing.T) {
	for _, test := range []struct {
		body string
		w    want
	}{
		{"Error: MARK", want{typ: "Error", message: "MARK"}},
		{"Error: card MARK of MARK was declined", want{typ: "Error", message: "card MARK of MARK was declined"}},
		{"Error: cannot open 'MARK'", want{typ: "Error", message: "cannot open 'MARK'"}},
		{`{"message":"no lease for MARK"}`, want{message: "no lease for MARK"}},
		{`{"message":"Something went wrong, reference MARK"}`, want{}},
		{`{"error":"Internal Server Error","requestId":"MARK"}`, want{}},
		{"<h1>500 Internal Server Error</h1><p>Reference MARK</p>", want{}},
		{"Cannot read properties of MARK (reading 'a'), undefined\n", want{message: "Cannot read properties of MARK (reading 'a'), undefined", class: NullReference}},
		{"a.b.C: x\n\tat a.D.e(D.java:1)\nCaused by: a.F: password MARK is wrong\n\tat a.G.h(G.java:2)\n",
			want{"a.F", "password MARK is wrong", "at a.D.e(D.java:1)", "at a.G.h(G.java:2)", "at a.G.h(G.java:2)", Unknown}},
		{"TypeError: x\n    at f (/srv/MARK/a.js:1:2)\n", want{"TypeError", "x", "at f (/srv/MARK/a.js:1:2)", "at f (/srv/MARK/a.js:1:2)", "", TypeError}},
		{"Traceback (most recent call last):\n  File \"/srv/MARK/b.py\", line 3, in f\n    login('MARK')\nValueError: bad key MARK\n",
			want{"ValueError", "bad key MARK", `File "/srv/MARK/b.py", line 3, in f`, `File "/srv/MARK/b.py", line 3, in f`, "", TypeError}},
		{"MARK\n\nError: boom\n    at MARK (/srv/a.js:1:2)\n", want{"Error", "boom", "at MARK (/srv/a.js:1:2)", "at MARK (/srv/a.js:1:2)", "", Unknown}},
	} {
		var prints []uint64
		for _, mark := range marks {
			set := func(text string) string { return strings.ReplaceAll(text, "MARK", mark) }
			w := test.w
			check(t, "", set(test.body), want{set(w.typ), set(w.message), set(w.top), set(w.own), set(w.cause), w.class})
			prints = append(prints, fingerprintOf(set(test.body)))
		}
		for _, print := range prints[1:] {
			if print != prints[0] {
				t.Errorf("the fingerprint depends on a mark: %x of\n%s", prints, test.body)
			}
		}
	}
}

// TestMarkIsAQuotedValue: a value that was redacted counts as one that was quoted.
func TestMarkIsAQuotedValue(t *testing.T) {
	if redacted, quoted := fingerprintOf("Error: token [redacted api-key 20 #0a1b2c] is gone"), fingerprintOf("Error: token 'abc' is gone"); redacted != quoted {
		t.Errorf("%x of a mark, %x of a quoted value", redacted, quoted)
	}
}

func TestMarkLength(t *testing.T) {
	for text, want := range map[string]int{
		"[redacted a 1 #012345]":      22,
		"[redacted a-b 12 #abcdef] b": 25,
		"[redacted a 1 #01234]":       0,
		"[redacted a x #012345]":      0,
		"[redacted]":                  0,
		"[redacted ":                  0,
		"[Redacted a 1 #012345]":      0,
		"[redacted " + strings.Repeat("a", 100) + " 1 #012345]": 0,
	} {
		if got := markLength([]byte(text)); got != want {
			t.Errorf("%d of %q, want %d", got, text, want)
		}
	}
}

// TestLongMessages: the fingerprint is of a number of words, so that the length of those that change makes no difference.
func TestLongMessages(t *testing.T) {
	message := func(number, end string) string {
		return "Error: " + strings.Repeat("row "+number+" of 'x' is late, ", 40) + end
	}
	if fingerprintOf(message("7", "a")) != fingerprintOf(message("1234567890", "b")) {
		t.Error("the length of numbers changes the fingerprint")
	}
	words := strings.Fields(strings.Repeat("alpha beta gamma ", 10)) // 30 words
	if fingerprintOf("Error: "+strings.Join(words, " ")+" x") != fingerprintOf("Error: "+strings.Join(words, " ")+" y") {
		t.Error("the 31st word counts")
	}
	words[29] = "delta"
	if fingerprintOf("Error: "+strings.Join(words, " ")) == fingerprintOf("Error: "+strings.Repeat("alpha beta gamma ", 10)) {
		t.Error("the 30th word does not count")
	}
}
