package words

import "testing"

func TestHas(t *testing.T) {
	set := Set{List: "one twenty-one zażółć not_set"}
	for word, want := range map[string]bool{
		"Not set": true, "not_set": true, "set": false, "not  set": false,
		"one": true, "ONE": true, "Twenty-One": true, "zażółć": true,
		"": false, "on": false, "ones": false, "twenty": false, "one twenty-one": false, "a word that is longer than any of a set": false,
	} {
		if got := set.Has([]byte(word)); got != want {
			t.Errorf("%q: %v", word, got)
		}
	}
}

func TestAskingAllocatesNothing(t *testing.T) {
	set, word := Set{List: "one two"}, []byte("Two")
	set.Has(word)
	if n := testing.AllocsPerRun(100, func() { set.Has(word) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
