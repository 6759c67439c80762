package find

import (
	"bytes"
	"testing"
)

// Texts of few letters have a part, and what looks like it, in every place.
func TestLikePackageBytes(t *testing.T) {
	for n := range 3 * 3 * 3 * 3 * 3 * 3 * 3 * 3 {
		text := make([]byte, 8)
		for i, rest := 0, n; i < len(text); i, rest = i+1, rest/3 {
			text[i] = "ab!"[rest%3] // "!" and "a" have the same six bits, so that only the comparison tells them apart
		}
		for _, part := range []string{"a", "ab", "aa", "aba", "abb", "bab", "a!b", "aabb", "abab", "bbbbb", "abababa", "abababab", "ababababa"} {
			if got, want := Index(text, part), bytes.Index(text, []byte(part)); got != want {
				t.Fatalf("Index(%q, %q) = %d, want %d", text, part, got, want)
			}
			if got, want := LastIndex(text, part), bytes.LastIndex(text, []byte(part)); got != want {
				t.Fatalf("LastIndex(%q, %q) = %d, want %d", text, part, got, want)
			}
		}
	}
}

func TestEveryByte(t *testing.T) {
	for a := range 256 {
		for b := range 256 {
			text := []byte{byte(b), byte(a), byte(a), byte(b), 'x', byte(a), byte(b)}
			part := string(text[2:4])
			if got, want := Index(text, part), bytes.Index(text, []byte(part)); got != want {
				t.Fatalf("Index(%q, %q) = %d, want %d", text, part, got, want)
			}
			if got, want := LastIndex(text, part), bytes.LastIndex(text, []byte(part)); got != want {
				t.Fatalf("LastIndex(%q, %q) = %d, want %d", text, part, got, want)
			}
		}
	}
}
