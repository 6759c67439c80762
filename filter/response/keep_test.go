package response

import (
	"encoding/json"
	"strings"
	"testing"
)

func never(string) bool { return false }

// FuzzKeep: whatever an error is, the body is one JSON object, in which there is nothing but the generic members and short scalars of the members that
// may pass, as a JSON library reads them.
func FuzzKeep(f *testing.F) {
	f.Add(`{"code": "E1", "stack": "at a.b"}`)
	f.Add(`{"code": {"code": 1}, "retry": [1], "error": "x"}`)
	f.Add(`{"code": 1, "c\u006fde": 2}`)
	f.Add(`[{"code": 1}]`)
	f.Add("\ufeff{\"code\": 1}")
	f.Add(`{"code": 1} {"code": 2}`)
	f.Add(`{"code": "` + strings.Repeat("x", 300) + `", "retry": -1.5e+3}`)
	r := mustCompile(f, Options{Body: `{"error": "Internal Server Error"}`, ContentType: "application/json", Keep: []string{"code", "retry", "error"}})
	generic := r.For("").Body(nil, Facts{})
	f.Fuzz(func(t *testing.T, original string) {
		body := r.Keep(nil, generic, original, never)
		var got map[string]any
		if err := json.Unmarshal(body, &got); err != nil {
			t.Fatalf("%q gives %s: %v", original, body, err)
		}
		var source map[string]any
		isObject := json.Unmarshal([]byte(original), &source) == nil
		for name, value := range got {
			switch v := value.(type) {
			case map[string]any, []any:
				t.Fatalf("%q lets a nested value pass: %s", original, body)
			case string:
				if len(v) > maxKept || strings.ContainsAny(v, "\n\r\x00") {
					t.Fatalf("%q lets a long or broken text pass: %s", original, body)
				}
			}
			if name == "error" && value == "Internal Server Error" {
				continue
			}
			if name != "code" && name != "retry" && name != "error" || !isObject {
				t.Fatalf("%q lets %s pass: %s", original, name, body)
			}
			if value != source[name] {
				t.Fatalf("%q has %v as %s, not %v", original, source[name], name, value)
			}
		}
		if strings.Count(string(body), `"error": `) != 1 && !strings.Contains(original, "error") {
			t.Fatalf("%q gives a member twice: %s", original, body)
		}
	})
}

// TestKeepAsksOfTexts: what holds a secret does not pass; only texts can.
func TestKeepAsksOfTexts(t *testing.T) {
	r := mustCompile(t, Options{Body: `{}`, ContentType: "application/json", Keep: []string{"a", "b", "c"}})
	var asked []string
	body := r.Keep([]byte("<"), []byte(`{}`), `{"c": null, "b": "secret", "a": "fine", "d": "secret"}`, func(text string) bool {
		asked = append(asked, text)
		return text == "secret"
	})
	if want := `<{"a": "fine", "c": null}`; string(body) != want {
		t.Errorf("got %s, want %s", body, want)
	}
	if strings.Join(asked, " ") != "fine secret" {
		t.Errorf("asked of %q", asked)
	}
}
