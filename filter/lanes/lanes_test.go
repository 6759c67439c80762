package lanes

import "testing"

// Each byte at each place is found exactly where it is the first one, whatever stands around it.
func TestFirst(t *testing.T) {
	for c := range 256 {
		for _, around := range []byte{' ', 'a', '~', '!', '#', '%'} {
			for at := range 8 {
				text := []byte{around, around, around, around, around, around, around, around}
				text[at] = byte(c)
				x := Load(text)
				want := 8
				if byte(c) < ' ' || byte(c) >= 0x7f {
					want = at
				}
				if got := First(Unprintable(x)); got != want {
					t.Fatalf("%q: the first unprintable byte is said to be %d, want %d", text, got, want)
				}
				for _, other := range []byte{'"', '\\', '&', 0, 0xff} {
					want := 8
					if byte(c) == other {
						want = at
					}
					if got := First(Equal(x, other)); got != want {
						t.Fatalf("%q: the first %q is said to be %d, want %d", text, other, got, want)
					}
				}
			}
		}
	}
}

// What stands behind the first one changes nothing.
func TestBehindTheFirst(t *testing.T) {
	for a := range 256 {
		for b := range 256 {
			text := []byte{'x', byte(a), byte(b), byte(a), 'x', byte(b), 'x', 'x'}
			want := 8
			for i, c := range text {
				if c == '\\' {
					want = i
					break
				}
			}
			if got := First(Equal(Load(text), '\\')); got != want {
				t.Fatalf("%q: %d, want %d", text, got, want)
			}
			want = 8
			for i, c := range text {
				if c < ' ' || c >= 0x7f {
					want = i
					break
				}
			}
			if got := First(Unprintable(Load(text))); got != want {
				t.Fatalf("%q: %d, want %d", text, got, want)
			}
		}
	}
}
