package words

import "testing"

func TestNth(t *testing.T) {
	for word, want := range map[string]int{"one": 0, "two": 1, "three": 2, "tw": -1, "two three": -1, "": -1, "four": -1} {
		if got := Nth("one two three", word); got != want {
			t.Errorf("Nth(%q) = %d, want %d", word, got, want)
		}
	}
	if got := Nth("", ""); got != -1 {
		t.Errorf("Nth of no list = %d, want -1", got)
	}
}
