package filter

import (
	"encoding/json"
	"testing"
)

func mustNew(t testing.TB, configuration string) *Filter {
	t.Helper()
	f, err := New([]byte(configuration))
	if err != nil {
		t.Fatalf("configuration %s: %v", configuration, err)
	}
	return f
}

func want[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %#v, want %#v", what, got, want)
	}
}

// members takes a record apart.
func members(t testing.TB, line string) map[string]any {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal([]byte(line), &all); err != nil {
		t.Fatalf("a record is not valid JSON: %v\n%s", err, line)
	}
	return all
}

func member(t testing.TB, line, name string) any {
	t.Helper()
	return members(t, line)[name]
}
