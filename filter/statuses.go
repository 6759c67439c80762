package filter

import (
	"strings"

	"errormask/filter/jsontext"
)

// The status codes that can be masked: client and server errors (RFC 9110, sections 15.5 and 15.6).
const (
	lowestStatus  = 400
	highestStatus = 599
)

// statusSet is a set of status codes from lowestStatus to highestStatus.
type statusSet [(highestStatus-lowestStatus)/64 + 1]uint64

func (s *statusSet) add(status int) {
	bit := status - lowestStatus
	s[bit/64] |= 1 << (bit % 64)
}

func (s *statusSet) addAll(other *statusSet) {
	for i := range s {
		s[i] |= other[i]
	}
}

// has takes any status, also one that cannot be in the set.
func (s *statusSet) has(status int) bool {
	bit := status - lowestStatus
	return bit >= 0 && status <= highestStatus && s[bit/64]&(1<<(bit%64)) != 0
}

// addToken adds what an element of the configuration stands for: 500, "5xx" or "500-504". It reports whether it stands for anything.
func (s *statusSet) addToken(t jsontext.Token) bool {
	first, last := parseStatus(t.Text), parseStatus(t.Text)
	if t.Kind == jsontext.String {
		first, last = parseClassOrRange(t.Text)
	}
	if first < lowestStatus || last > highestStatus || first > last {
		return false
	}
	for status := first; status <= last; status++ {
		s.add(status)
	}
	return true
}

// parseClassOrRange gives the first and the last status of "5xx" or "500-504", and 0, 0 for anything else.
func parseClassOrRange(text string) (first, last int) {
	if class, ok := strings.CutSuffix(text, "xx"); ok {
		first = parseStatus(class + "00")
		return first, first + 99
	}
	from, to, _ := strings.Cut(text, "-")
	return parseStatus(from), parseStatus(to)
}

// parseStatus gives the number that three digits stand for, and 0 for anything else (RFC 9110, section 15).
//
// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func parseStatus(text string) int {
	if len(text) != 3 || jsontext.Digits(text) != 3 {
		return 0
	}
	return int(text[0]-'0')*100 + int(text[1]-'0')*10 + int(text[2]-'0')
}
