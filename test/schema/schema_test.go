package schema

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"errormask/filter"
	"errormask/test/scenario"
)

const root = "../../"

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(root + "configuration.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// beyond are what the filter says of configurations that no schema can tell from right ones: what two values say of each other, and keys that stand
// twice.
var beyond = regexp.MustCompile(`given twice|error_id in the body needs|keep_members needs|unknown placeholder|names? of one of the policies|` +
	`the string "50[0-9]-50[0-9]"; allowed: a status|cannot be set: |RE2|pattern|each name once|not UTF-8`)

// TestSchemaAgreesWithTheFilter: what the filter takes the schema takes, and what it refuses the schema refuses too, unless that is beyond it.
func TestSchemaAgreesWithTheFilter(t *testing.T) {
	schema := compile(t)
	taken, refused := 0, 0
	for _, c := range configurations(t) {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(c))
		if err != nil {
			continue // no JSON, so no editor gets as far as the schema
		}
		problem := schema.Validate(value)
		_, refusal := filter.New([]byte(c))
		switch {
		case refusal == nil && problem != nil:
			t.Errorf("the filter takes %s\nbut the schema does not: %v", c, problem)
		case refusal != nil && problem == nil && !beyond.MatchString(refusal.Error()):
			t.Errorf("the schema takes %s\nbut the filter does not: %v", c, refusal)
		case refusal != nil && problem != nil:
			refused++
		case refusal == nil:
			taken++
		}
	}
	if taken < 50 || refused < 100 {
		t.Errorf("only %d configurations taken and %d refused by both", taken, refused)
	}
}

// configurations are those of the scenarios, of docs/configuration.md and of the filter's own tests of refusals, and each value of the schema's keys in the wrong
// place.
func configurations(t *testing.T) []string {
	t.Helper()
	scenarios, err := scenario.Load(root + "test/scenarios")
	if err != nil {
		t.Fatal(err)
	}
	all := wrongValues(t)
	for _, s := range scenarios {
		if len(bytes.TrimSpace(s.Config)) > 0 {
			all = append(all, string(s.Config))
		}
	}
	for _, block := range regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(configurationPage(t), -1) {
		all = append(all, block[1])
	}
	return all
}

// wrongValues has, for each key, values of every kind.
func wrongValues(t *testing.T) []string {
	var all []string
	for key := range documented(t) {
		for _, value := range []string{`null`, `true`, `-1`, `1.5`, `7`, `500`, `604801`, `""`, `"x"`, `"a b"`, `[]`, `[""]`, `[1, 1]`, `["cookie"]`, `{}`, `{"a": 1}`, `{"a": "default"}`, `{"?": {}}`} {
			c := value
			names := strings.Split(key, ".")
			for i := len(names) - 1; i >= 0; i-- {
				c = `{"` + names[i] + `": ` + c + `}`
			}
			all = append(all, c, `{"policies": {"p": `+c+`}}`)
		}
	}
	return all
}

func configurationPage(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile(root + "docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// row is a line of docs/configuration.md's table of keys.
var row = regexp.MustCompile("(?m)^\\| `([a-z_.]+)` \\| `(.*?)` \\| (.*) \\|$")

type key struct{ value, meaning string }

func documented(t *testing.T) map[string]key {
	t.Helper()
	keys := map[string]key{}
	for _, match := range row.FindAllStringSubmatch(configurationPage(t), -1) {
		keys[match[1]] = key{match[2], match[3]}
	}
	if len(keys) < 20 {
		t.Fatalf("docs/configuration.md documents only %d keys", len(keys))
	}
	return keys
}

// TestSchemaSaysWhatTheDocsSay compares each key's default and meaning.
func TestSchemaSaysWhatTheDocsSay(t *testing.T) {
	file, err := os.ReadFile(root + "configuration.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema node
	if err := json.Unmarshal(file, &schema); err != nil {
		t.Fatal(err)
	}
	found := map[string]key{}
	schema.leaves(schema.Defs, "", found)
	want := documented(t)
	for name, k := range want {
		if found[name] != k {
			t.Errorf("%s: docs/configuration.md has %q, the schema %q", name, k, found[name])
		}
	}
	for name := range found {
		if _, ok := want[name]; !ok {
			t.Errorf("docs/configuration.md does not document %s", name)
		}
	}
}

// node is what matters of a schema.
type node struct {
	Ref         string `json:"$ref"`
	Description string
	Default     json.RawMessage
	Properties  map[string]node
	Defs        map[string]node `json:"$defs"`
}

// leaves collects the keys that have a default.
func (n node) leaves(defs map[string]node, path string, found map[string]key) {
	if name, ok := strings.CutPrefix(n.Ref, "#/$defs/"); ok {
		n = defs[name]
	}
	if n.Default != nil {
		var compact bytes.Buffer
		_ = json.Compact(&compact, n.Default)
		found[path] = key{compact.String(), n.Description}
	}
	for name, below := range n.Properties {
		below.leaves(defs, strings.TrimPrefix(path+"."+name, "."), found)
	}
}
