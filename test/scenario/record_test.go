package scenario

import (
	"strings"
	"testing"
)

const line = `{"timestamp":"2025-03-01T12:00:00.123Z","event.name":"errormask.masked","error.id":"9b2f6c1e-3d4a-4f5b-8c7d-0e1f2a3b4c5d",` +
	`"error.fingerprint":"00ff12ab34cd56ef","http.request.id":"5f","http.response.status_code":500,` +
	`"policy":"default","mode":"mask","origin":"upstream","envoy.upstream":"127.0.0.1:4000","duration_ms":1.5,"http.response.body.content":"head [9 bytes cut] tail","flag":true}`

func recorded() Exchange {
	return Exchange{RecordLimit: 1000, Records: []Record{{Level: "error", JSON: `{"event.name": "errormask.masked", "http.request.id": "*",
		"http.response.status_code": 500, "http.response.body.content": "head*cut*tail", "flag": "*"}`}}}
}

func TestDiffRecords(t *testing.T) {
	x := recorded()
	if d := x.DiffRecords([]string{line}); d != "" {
		t.Fatalf("the right record differs:\n%s", d)
	}
	changes := []struct{ name, old, new string }{
		{"not JSON", `}`, ``},
		{"two values", `true}`, `true}{}`},
		{"an array", line, `[1]`},
		{"a line end", `{"timestamp`, "{\n\"timestamp"},
		{"an escape character", `head`, "head\x1b[0m"},
		{"DEL", `head`, "head\x7f"},
		{"C1 control", `head`, "head\u0085"},
		{"U+2028", `head`, "head\u2028"},
		{"a turn of direction", `head`, "head\u202e"},
		{"U+2029", `head`, "head\u2029"},
		{"invalid UTF-8", `head`, "head\xff"},
		{"a key twice", `"flag":true`, `"flag":true,"flag":true`},
		{"an unknown key", `"flag":true`, `"flag":true,"more":""`},
		{"a missing key", `,"flag":true`, ``},
		{"another value", `masked`, `masked2`},
		{"another type", `:500`, `:"500"`},
		{"a null for any", `"flag":true`, `"flag":null`},
		{"an object for any", `"flag":true`, `"flag":{}`},
		{"another head", `"head`, `"ahead`},
		{"another tail", `tail"`, `tails"`},
		{"another middle", `cut]`, `left]`},
		{"no fraction", `00.123Z`, `00Z`},
		{"not UTC", `00.123Z`, `00.123+00:00`},
		{"no timestamp", `"timestamp":"2025-03-01T12:00:00.123Z",`, ``},
		{"a negative duration", `:1.5`, `:-1.5`},
		{"duration as text", `:1.5`, `:"1.5"`},
		{"no duration", `"duration_ms":1.5,`, ``},
		{"no id", `"error.id":"9b2f6c1e-3d4a-4f5b-8c7d-0e1f2a3b4c5d",`, ``},
		{"an id of another version", `-4f5b-`, `-1f5b-`},
		{"an id of another variant", `-8c7d-`, `-cc7d-`},
		{"an id in upper case", `9b2f`, `9B2F`},
		{"an id that is cut", `4c5d"`, `4c5"`},
		{"a fingerprint that is cut", `56ef"`, `56e"`},
		{"a fingerprint in upper case", `00ff`, `00FF`},
		{"a fingerprint as number", `"00ff12ab34cd56ef"`, `17`},
		{"another policy", `:"default"`, `:"strict"`},
		{"another mode", `:"mask"`, `:"monitor"`},
		{"another origin", `:"upstream"`, `:"envoy"`},
		{"no policy", `"policy":"default",`, ``},
		{"no upstream", `"envoy.upstream":"127.0.0.1:4000",`, ``},
		{"upstream without port", `127.0.0.1:4000`, `127.0.0.1`},
		{"upstream with a name for a port", `127.0.0.1:4000`, `127.0.0.1:http`},
		{"too long", `head`, `head` + strings.Repeat("x", 1000)},
	}
	for _, c := range changes {
		changed := strings.Replace(line, c.old, c.new, 1)
		if changed == line {
			t.Errorf("%s: nothing changed", c.name)
		}
		if x.DiffRecords([]string{changed}) == "" {
			t.Errorf("%s: not found wrong", c.name)
		}
	}
}

func TestDiffRecordsOfAnExpectedFingerprint(t *testing.T) {
	expecting := func(print string) Exchange {
		x := recorded()
		x.Records[0].JSON = strings.Replace(x.Records[0].JSON, `{`, `{"error.fingerprint": "`+print+`", `, 1)
		return x
	}
	for _, print := range []string{"00ff12ab34cd56ef", "*"} {
		if d := expecting(print).DiffRecords([]string{line}); d != "" {
			t.Errorf("the right fingerprint differs from %s:\n%s", print, d)
		}
	}
	if expecting("00ff12ab34cd56e0").DiffRecords([]string{line}) == "" {
		t.Error("a wrong fingerprint is not found")
	}
	without := strings.Replace(line, `"error.fingerprint":"00ff12ab34cd56ef",`, "", 1)
	if expecting("*").DiffRecords([]string{without}) == "" {
		t.Error("a missing fingerprint is not found")
	}
	x := recorded()
	if d := x.DiffRecords([]string{without}); d != "" {
		t.Errorf("a record without a fingerprint differs where none is expected:\n%s", d)
	}
}

func TestDiffRecordsCounts(t *testing.T) {
	x := recorded()
	if x.DiffRecords(nil) == "" || x.DiffRecords([]string{line, line}) == "" {
		t.Error("a wrong number of records is not found")
	}
	if d := (Exchange{}).DiffRecords(nil); d != "" {
		t.Errorf("no record wanted, none there:\n%s", d)
	}
}

func TestDiffRecordsOfRefusedUpstream(t *testing.T) {
	x := recorded()
	x.Upstream.Refused = true
	generated := strings.Replace(line, `"upstream"`, `"envoy"`, 1)
	without := strings.Replace(generated, `"envoy.upstream":"127.0.0.1:4000",`, "", 1)
	for _, l := range []string{generated, without} {
		if d := x.DiffRecords([]string{l}); d != "" {
			t.Errorf("the right record differs:\n%s", d)
		}
	}
	if x.DiffRecords([]string{strings.Replace(generated, ":4000", "", 1)}) == "" {
		t.Error("a wrong address is not found")
	}
}

func TestDiffLevels(t *testing.T) {
	x := recorded()
	if d := x.DiffLevels([]string{"error"}); d != "" {
		t.Errorf("the right level differs:\n%s", d)
	}
	if x.DiffLevels([]string{"warn"}) == "" || x.DiffLevels(nil) == "" {
		t.Error("a wrong level is not found")
	}
	if d := (Exchange{}).DiffLevels(nil); d != "" {
		t.Errorf("no level wanted, none there:\n%s", d)
	}
}

func TestMatches(t *testing.T) {
	tests := []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true}, {"", "a", false}, {"a", "a", true}, {"a*", "abc", true}, {"*c", "abc", true}, {"*b*", "abc", true},
		{"a*c", "ac", true}, {"ab*bc", "abc", false}, {"a*b*c", "a-b-c", true}, {"a*b*c", "a-c-b-c", true}, {"a*b*b*c", "a-b-c", false},
		{"**", "", true}, {"*a*", "bcd", false},
	}
	for _, test := range tests {
		if matches(test.pattern, test.text) != test.want {
			t.Errorf("matches(%q, %q) is not %t", test.pattern, test.text, test.want)
		}
	}
}

func TestDiffRecordsOfOtherLines(t *testing.T) {
	x := Exchange{Records: []Record{{Level: "warn", JSON: "errormask: the policy * does not exist"}}}
	if d := x.DiffRecords([]string{`errormask: the policy "a" does not exist`}); d != "" {
		t.Errorf("the right line differs:\n%s", d)
	}
	for _, l := range []string{`errormask: the policy "a" does exist`, line} {
		if x.DiffRecords([]string{l}) == "" {
			t.Errorf("%s is taken for the line", l)
		}
	}
}
