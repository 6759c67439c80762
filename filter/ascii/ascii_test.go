package ascii

import "testing"

func TestLower(t *testing.T) {
	for text, want := range map[string]string{"": "", "X-Request-ID": "x-request-id", "@AZ[`az{": "@az[`az{", "ÄÖ\xff": "ÄÖ\xff"} {
		if got := Lower(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
