package jsontext

import "testing"

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
		if got := string(AppendEscaped([]byte("<"), []byte(text))); got != "<"+escaped {
			t.Errorf("%q is escaped as %s, want <%s", text, got, escaped)
		}
	}
}
