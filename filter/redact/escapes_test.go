package redact

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
)

// inJSON gives what a text is inside of a JSON string.
func inJSON(text string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		panic(err)
	}
	quoted := strings.TrimSuffix(b.String(), "\n")
	return quoted[1 : len(quoted)-1]
}

// inHTMLSafeJSON also escapes <, > and &, as Go does.
func inHTMLSafeJSON(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(quoted[1 : len(quoted)-1])
}

// inAllCodes writes each sign that a notation could need as \u and its number.
func inAllCodes(text string) string {
	var b strings.Builder
	for _, c := range text {
		switch {
		case strings.ContainsRune(`"'<>&=`, c):
			fmt.Fprintf(&b, `\u%04x`, c)
		case c == '\\':
			b.WriteString(`\\`)
		case c == '\n':
			b.WriteString(`\n`)
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

var escapings = []struct {
	name  string
	write func(string) string
}{
	{"JSON", inJSON},
	{"JSON in JSON", func(text string) string { return inJSON(inJSON(text)) }},
	{"three times JSON", func(text string) string { return inJSON(inJSON(inJSON(text))) }},
	{"JSON of Go", inHTMLSafeJSON},
	{"codes", inAllCodes},
	{"HTML", html.EscapeString},
	{"HTML twice", func(text string) string { return html.EscapeString(html.EscapeString(text)) }},
	{"JSON in HTML", func(text string) string { return html.EscapeString(inJSON(text)) }},
	{"HTML in JSON", func(text string) string { return inJSON(html.EscapeString(text)) }},
}

// asItStands are texts whose secret is known by where it stands, at the end of all or of a line, or by what another one hides behind its escapes.
var asItStands = []string{"postgres://bob:⟦", "cut at the end ⟦", "password: ⟦password:secret⟧", `<password token="`, "password: str = ", "QueryError ", "password=⟦password:-%20"}

var marks = regexp.MustCompile(`\[redacted [^]]*\]`)

// TestSecretsBehindEscapes writes each secret's text in each escaping, alone and in what stands around such a text.
func TestSecretsBehindEscapes(t *testing.T) {
	r := New(Options{Key: testKey})
	looks := 0
	for _, text := range append(corpus(t, "secrets.txt"), corpus(t, "secrets.txtar")...) {
		text = strings.ReplaceAll(text, "¦", "")
		in, _, _ := plant(text)
		for _, e := range escapings {
			for _, around := range [][2]string{{"", ""}, {`{"error":"`, `"}`}, {"<pre>", "</pre>"}, {"failed: ", " (x)"}, {`{"error":"x\n`, `\n"}`}, {`{"error":"x\r\n\t`, `\r\ny"}`}} {
				whole := around[0] + e.write(in) + around[1]
				got := marks.ReplaceAllString(string(r.Append(nil, []byte(whole))), "[]")
				for _, secret := range planted.FindAllStringSubmatch(text, -1) {
					shown := e.write(secret[2])
					if len(secret[2]) < 5 || strings.Count(whole, shown) > strings.Count(text, secret[0]) {
						continue
					}
					looks++
					if strings.Contains(got, shown) && !beginsWithAny(text, asItStands) {
						t.Errorf("%s: %s shows %q in\n%s", e.name, whole, shown, got)
					}
				}
			}
		}
	}
	t.Logf("%d looks", looks)
	if looks < 20000 {
		t.Errorf("%d secrets were looked for, 20000 were", looks)
	}
}

func beginsWithAny(text string, prefixes []string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(text, prefix) {
			return true
		}
	}
	return false
}

func TestCharacter(t *testing.T) {
	for text, want := range map[string]struct {
		c byte
		n int
	}{
		"a": {'a', 1}, `\`: {'\\', 1}, `\\\\`: {'\\', 1}, `\d`: {'\\', 1},
		`\"x`: {'"', 2}, `\\\"x`: {'"', 4}, `\/x`: {'/', 2}, `\n`: {'\n', 2}, `\r\n`: {'\r', 2}, `\&#34;x`: {'"', 6}, `\&amp;`: {'\\', 1}, `\\tx`: {'\t', 3},
		`\u0022x`: {'"', 6}, `\\u003Ex`: {'>', 7}, `\x27x`: {'\'', 4}, `\u00`: {'\\', 1}, `\u00zz`: {'\\', 1},
		`\u2022x`: {0xff, 6}, `\u0126x`: {0xff, 6}, `\uzz22x`: {'\\', 1}, `\u002`: {'\\', 1},
		"&": {'&', 1}, "&x;": {'&', 1}, "&quot;x": {'"', 6}, "&#39;x": {'\'', 5}, "&amp;x": {'&', 5}, "&amp;amp;#x27;": {'\'', 14},
		`\u0026quot;x`: {'"', 11}, "%3dx": {'=', 3}, "%3": {'%', 1}, "%zz": {'%', 1},
	} {
		if c, n := character([]byte(text)); c != want.c || n != want.n {
			t.Errorf("%s: %q of %d bytes, want %q of %d", text, c, n, want.c, want.n)
		}
	}
}
