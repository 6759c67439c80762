package nearest

import (
	"strings"
	"testing"
)

func TestWord(t *testing.T) {
	words := []string{"mode", "statuses", "response", "record", "max_body_bytes"}
	for typo, want := range map[string]string{
		"mode": "mode", "mod": "mode", "mdoe": "mode", "modes": "mode", "nods": "", "stauses": "statuses", "sttauses": "statuses",
		"max_bodybytes": "max_body_bytes", "maxBodyBytes": "max_body_bytes", "max": "max_body_bytes", "recording": "record", "mo": "", "xyz": "", "": "", strings.Repeat("mode", 100): "",
	} {
		if got := Word(typo, words); got != want {
			t.Errorf("%q: got %q, want %q", typo, got, want)
		}
	}
	if got := Word("a", nil); got != "" {
		t.Errorf("of no words: got %q", got)
	}
}
