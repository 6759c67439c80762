package jsontext

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzMembers: what is taken for one object is one to the standard library, with the same names and values, and the other way round unless it is nested
// too deep or no Unicode.
func FuzzMembers(f *testing.F) {
	f.Add(`{"a": 1, "b": [true, {"c": null}], "d": {"e": "\u00e9"}}`)
	f.Add(`{"a":}`)
	f.Add(`{} `)
	f.Add(strings.Repeat(`{"a":`, 70) + "1" + strings.Repeat("}", 70))
	f.Fuzz(func(t *testing.T, text string) {
		all, ok := Members(text)
		var want map[string]json.RawMessage
		valid := json.Unmarshal([]byte(text), &want) == nil && want != nil
		if ok && !valid {
			t.Fatalf("%q is taken for an object", text)
		}
		if !ok {
			strict := utf8.ValidString(text) && !strings.Contains(strings.ToLower(text), `\ud`)
			if deep := strings.Count(text, "{")+strings.Count(text, "[") >= maxDepth; valid && strict && !deep {
				t.Fatalf("%q is not taken for an object", text)
			}
			return
		}
		for _, m := range all {
			if _, found := want[m.Name]; !found || !json.Valid([]byte(m.Source)) {
				t.Fatalf("%q has no %q with %s", text, m.Name, m.Source)
			}
			if m.IsScalar == (m.Source[0] == '{' || m.Source[0] == '[') {
				t.Fatalf("%s is a scalar: %v", m.Source, m.IsScalar)
			}
		}
	})
}
