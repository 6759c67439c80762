package docs

import (
	"regexp"
	"strings"
	"testing"
)

// bounds are those that pages tell of, and what sets them in the sources.
var bounds = []struct{ page, says, source, sets string }{
	{"docs/how-it-works.md", "may hold 16 MiB of bodies together", "filter/budget.go", "captureBudget = 16 << 20"},
	{"docs/how-it-works.md", "the first 32 KiB are read, and at most 64 KiB", "filter/decode/decode.go", "minInput, maxInput = 32 << 10, 256 << 10 minOutput, maxOutput = 64 << 10, 512 << 10"},
	{"docs/how-it-works.md", "up to 256 KiB and 512 KiB", "filter/decode/decode.go", "minInput, maxInput = 32 << 10, 256 << 10 minOutput, maxOutput = 64 << 10, 512 << 10"},
	{"docs/how-it-works.md", "four and eight times as much", "filter/decode/decode.go", "func InputLimit(limit int) int { return max(limit, min(max(minInput, 4*limit), maxInput)) }"},
	{"docs/how-it-works.md", "four and eight times as much", "filter/decode/decode.go", "func outputLimit(limit int) int { return max(limit, min(max(minOutput, 8*limit), maxOutput)) }"},
	{"docs/record.md", "longer than 15 KiB", "filter/record.go", "lineBudget = 15 << 10"},
	{"docs/record.md", "a path to 2 KiB", "filter/record.go", "pathBudget = 2 << 10"},
	{"docs/record.md", "a message to 1 KiB", "filter/record.go", "messageBudget = 1 << 10"},
	{"docs/record.md", "most others to 512 bytes", "filter/record.go", "valueBudget = 512"},
	{"docs/record.md", "asks for; some 2 KB in all", "filter/details.go", "detailsBudget = 2 << 10"},
	{"docs/record.md", "for the 1024 fingerprints that it saw last", "filter/repeats.go", "maxSlots = 1024"},
	{"docs/configuration.md", "strings of up to 256 bytes", "filter/response/keep.go", "maxKept = 256"},
	{"docs/configuration.md", "Its name has up to 64 letters", "filter/config.go", "maxPolicyName = 64"},
	{"docs/security.md", "has 24 bits", "filter/redact/digest.go", "digestDigits = 6"},
}

var space = regexp.MustCompile(`\s+`)

// TestBounds: neither a page nor the sources can change a bound alone.
func TestBounds(t *testing.T) {
	for _, b := range bounds {
		if !strings.Contains(space.ReplaceAllString(read(t, b.page), " "), b.says) {
			t.Errorf("%s does not say %q", b.page, b.says)
		}
		if !strings.Contains(space.ReplaceAllString(read(t, b.source), " "), b.sets) {
			t.Errorf("%s does not set %s, but %s says %q", b.source, b.sets, b.page, b.says)
		}
	}
}
