package redact

import "testing"

func TestCharacter(t *testing.T) {
	for text, want := range map[string]struct {
		c byte
		n int
	}{
		"a": {'a', 1}, `\`: {'\\', 1}, `\\\\`: {'\\', 1}, `\d`: {'\\', 1},
		`\"x`: {'"', 2}, `\\\"x`: {'"', 4}, `\/x`: {'/', 2}, `\n`: {'\n', 2}, `\\tx`: {'\t', 3},
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
