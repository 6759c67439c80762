package pluginconfig

import (
	"fmt"
	"strings"
	"testing"
)

// In each way to write a configuration the mistake is found where it stands in the file: at its first character, or the quote before it.
func TestPositions(t *testing.T) {
	const head = "# é\nname: errormask\nvm_config: {}\nconfiguration:\n  \"@type\": type.googleapis.com/google.protobuf.StringValue\n"
	for name, c := range map[string]struct{ text, at string }{
		"bare":                   {"{\n  \"mode\": \"mask\",\n  \"stauses\": 1}", `"stauses`},
		"bare in one line":       {`{"response": {"body": "é🍵"}, "stauses": 1}`, `"stauses`},
		"byte order mark":        {"\ufeff{\"stauses\": 1}", `"stauses`},
		"literal":                {head + "  value: |\n\n\n    {\n      \"mode\": \"mask\",\n      \"stauses\": 1\n    }\n", `"stauses`},
		"literal, own indent":    {head + "  value: |2-\n       {\"stauses\": 1}\n", `"stauses`},
		"literal, anchor":        {head + "  value: &x !!str | # \"comment\"\n    {\"stauses\": 1}\n", `"stauses`},
		"literal, CRLF":          {strings.ReplaceAll(head+"  value: |\n    {\"mode\": \"mask\",\n    \"stauses\": 1}\n", "\n", "\r\n"), `"stauses`},
		"folded":                 {head + "  value: >-\n    {\"mode\":\n\n    \"mask\",\n      \"stauses\": 1}\n", `"stauses`},
		"single quotes":          {head + `  value: '{"response": {"body": "it''s ''"}, "stauses": 1}'`, `"stauses`},
		"single quotes, folded":  {head + "  value: '{\"response\": {\"body\": \"it''s\"},\n\n    \"stauses\": 1}'", `"stauses`},
		"double quotes":          {head + `  value: "{\"response\": {\"body\": \"\\u00e9\u00e9\xe9\\\"\"},\n\t\"stauses\": 1}"`, `\"stauses`},
		"double quotes, folded":  {head + "  value: \"{\\\"mode\\\":\n\n    \\\"mask\\\",\\\n      \\ \\\"stauses\\\": 1}\"", `\"stauses`},
		"JSON with more in it":   {`{"items": [{"name": "errormask", "vm_config": {}, "configuration": {"@type": "x/google.protobuf.StringValue", "value": "{\"stauses\": 1}"}}]}`, `\"stauses`},
		"JSON, two escapes":      {`{"vm_config": {}, "name": "errormask \ud83c\udf75", "configuration": {"@type": "x/google.protobuf.StringValue", "value": "{\"response\": {\"body\": \"\uD83C\uDF75\ue000\"}, \"stauses\": 1}"}}`, `\"stauses`},
		"text in JSON":           {`{"data": {"a": "# \ud83c\udf75\nname: errormask\npluginConfig:\n  mode: mask\n  stauses: 1"}}`, `stauses: 1`},
		"text in a text":         {"data:\n  # stauses\n  a: |\n    # é\n    data:\n      b: |-\n        name: errormask\n        pluginConfig:\n\n          stauses: 1\n", "stauses: 1"},
		"JSON with tabs":         {"{\t\"items\":\t[\n\t{\t\"name\"\t:\t\"errormask\"\t,\n\n\t\t\"pluginConfig\":\n\t{\t\"statuses\":\t[\t500\t,\t501\t]\t,\t\"stauses\"\t:\t1\t}\t}\t]\t}\t\n\t", `"stauses`},
		"mapping":                {"name: errormask\npluginConfig:\n  # stauses\n  mode: mask\n  stauses: 1\n", "stauses: 1"},
		"mapping, quoted":        {"name: errormask\npluginConfig: {\"mode\": mask, 'stauses': 1}\n", "'stauses"},
		"mapping, behind escape": {"name: errormask\npluginConfig: {response: {body: \"\\u2028\\n é\"}, stauses: 1}\n", "stauses"},
	} {
		t.Run(name, func(t *testing.T) {
			found, err := Find(c.text, "errormask")
			if err != nil || len(found.Configurations) != 1 {
				t.Fatalf("%d configurations and the error %v, want one", len(found.Configurations), err)
			}
			fault := found.Configurations[0].Check()
			if fault == nil || !strings.HasPrefix(fault.Message, "stauses is not a key") {
				t.Fatalf("got %v, want that stauses is not a key", fault)
			}
			c.text = strings.TrimPrefix(c.text, "\ufeff")
			s := newSource(c.text)
			if got := c.text[s.offset(fault.Position):]; !strings.HasPrefix(got, c.at) {
				t.Errorf("%d:%d is at %.20q, want %q", fault.Line, fault.Column, got, c.at)
			}
			lines := strings.Split(c.text, "\n")
			if line := lines[fault.Line-1]; !strings.HasPrefix(string([]rune(line)[fault.Column-1:]), c.at) {
				t.Errorf("line %d, column %d is at %q, want %q", fault.Line, fault.Column, line, c.at)
			}
		})
	}
}

// The end of a text is where it ends, not where the file goes on.
func TestPositionOfTheEnd(t *testing.T) {
	const text = "name: errormask\nvm_config: {}\nconfiguration:\n  \"@type\": a/google.protobuf.StringValue\n  value: |\n    {\"mode\": \"mask\"\nother: 1\n"
	found, err := Find(text, "errormask")
	if err != nil || len(found.Configurations) != 1 {
		t.Fatalf("%d configurations and the error %v, want one", len(found.Configurations), err)
	}
	if fault := found.Configurations[0].Check(); fault == nil || fault.Position != (Position{6, 20}) {
		t.Errorf("got %v, want 6:20", fault)
	}
}

// A file that is no text is said to be none, where it stops being one.
func TestNoText(t *testing.T) {
	for text, want := range map[string]string{
		"\xff\xfe{\x00}\x00":              "1:1: not a text in UTF-8",
		"a: é\nb: \ufffd\xff":             "2:5: not a text in UTF-8",
		"\ufeff":                          "1:1: the file is empty; a configuration with only defaults is {}",
		"\xef\xbb\xbfa: 1\nbé: caf\xe9\n": "2:8: not a text in UTF-8",
	} {
		if _, err := Find(text, "errormask"); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// What JSON writes as two escapes is one character for the filter.
func TestSurrogates(t *testing.T) {
	found, err := Find(`{"name": "errormask", "pluginConfig": {"response": {"body": "\ud83c\udf75 \uD83D\uDE00"}}}`, "errormask")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := found.Configurations[0].JSON, `{"response": {"body": "🍵 😀"}}`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// A file that refers to itself, or that is huge when written out, is refused soon.
func TestAliases(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("a: &a [1]\n")
	for c := 'b'; c <= 'z'; c++ {
		fmt.Fprintf(&bomb, "%c: &%c [%s]\n", c, c, strings.Repeat(fmt.Sprintf("*%c,", c-1), 9))
	}
	inText := "a: |\n  # pluginConfig\n  " + strings.ReplaceAll(bomb.String(), "\n", "\n  ") + "\n---\nname: errormask\npluginConfig: {}\n"
	for _, text := range []string{
		inText, "a: &a [*a]\n", strings.Replace(bomb.String(), "1", "'pluginConfig: {'", 1), "name: errormask\npluginConfig: &x {mode: *x}\n", bomb.String(), bomb.String() + "name: errormask\npluginConfig: {x: *z}\n",
	} {
		found, err := Find(text, "errormask")
		if err == nil && found.Configurations[0].Check() == nil {
			t.Errorf("%q is taken", text)
		}
	}
}

// A text that stands in several places is looked into once.
func TestSameTextTwice(t *testing.T) {
	found, err := Find("a: &a \"name: errormask\\npluginConfig: {}\"\nb: [*a, *a]\n", "errormask")
	if err != nil || len(found.Configurations) != 1 {
		t.Errorf("%d configurations and the error %v, want one", len(found.Configurations), err)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("name: errormask\nvm_config: {}\nconfiguration:\n  \"@type\": a/google.protobuf.StringValue\n  value: |\n    {\"mode\": 1}\n")
	f.Add("{\"mode\": \"\\ud83d\\ude00\"}")
	f.Add("kind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: |\n    name: errormask\n    pluginConfig: {mode: 1}\n  b: 'forward_reason_phrase: true'\n")
	f.Fuzz(func(t *testing.T, text string) {
		found, _ := Find(text, "errormask")
		for _, c := range found.Configurations {
			if fault := c.Check(); fault != nil && (fault.Line < 1 || fault.Column < 1 || fault.Line > strings.Count(text, "\n")+1) {
				t.Errorf("%v is not in the file", fault)
			}
		}
	})
}
