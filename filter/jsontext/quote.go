package jsontext

import "unicode/utf8"

// Quote shows a text in a message: in quotes, on one line, harmless and not too long.
func Quote(text string) string {
	return string(append(AppendEscaped([]byte{'"'}, []byte(Shorten(text))), '"'))
}

// Shorten cuts a text that is too long for a message, and says so by an ellipsis.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func Shorten(text string) string {
	const most = 60
	if len(text) <= most {
		return text
	}
	end := most
	for end > most-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}
