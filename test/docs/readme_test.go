// Package docs holds what is written for people against what it speaks of.
package docs

import (
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"errormask/filter"
	"errormask/filter/diagnose"
	"errormask/test/scenario"
)

const root = "../../"

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(root + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestCommandsExist(t *testing.T) {
	makefile := read(t, "Makefile")
	named := regexp.MustCompile("[`\n]make ([a-z-]+)").FindAllStringSubmatch(read(t, "README.md")+read(t, "docs/image.md"), -1)
	if len(named) < 5 {
		t.Fatalf("only %d commands are named", len(named))
	}
	for _, match := range named {
		if !strings.Contains(makefile, "\n"+match[1]+":") {
			t.Errorf("a page names make %s, which the Makefile does not have", match[1])
		}
	}
}

var (
	tableRow = regexp.MustCompile("(?m)^\\| (`.*?) \\| (.*?) \\|(?: (.*?) \\|)?$")
	code     = regexp.MustCompile("`([^`]+)`")
	allowed  = regexp.MustCompile(`allowed: (?:an object with the keys )?(.*)$`)
)

// TestConfigurationTable compares the table's keys with those that the filter says it allows, and each default with what is in force without it.
func TestConfigurationTable(t *testing.T) {
	var documented []string
	defaults, err := filter.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range tableRow.FindAllStringSubmatch(read(t, "docs/configuration.md"), -1) {
		key, value := strings.Trim(row[1], "`"), strings.Trim(row[2], "`")
		documented = append(documented, key)
		configuration := value
		for _, name := range reversed(strings.Split(key, ".")) {
			configuration = `{"` + name + `": ` + configuration + `}`
		}
		got, err := filter.New([]byte(configuration))
		if err != nil {
			t.Errorf("the default of %s is refused: %v", key, err)
		} else if !reflect.DeepEqual(got, defaults) {
			t.Errorf("%s is not the default of %s", value, key)
		}
	}
	existing := leaves(t, "")
	slices.Sort(documented)
	slices.Sort(existing)
	if !slices.Equal(documented, existing) {
		t.Errorf("documented: %q\nallowed:    %q", documented, existing)
	}
}

// leaves gives the keys below an object, those of objects in it with their paths.
func leaves(t *testing.T, object string) []string {
	t.Helper()
	var all []string
	for _, name := range keys(t, object) {
		path := strings.TrimPrefix(object+"."+name, ".")
		if below := leaves(t, path); below != nil {
			all = append(all, below...)
		} else {
			all = append(all, path)
		}
	}
	return all
}

// keys asks the filter for the keys of an object, nil if there is no object of this name.
func keys(t *testing.T, object string) []string {
	t.Helper()
	configuration := `{"?": 0}`
	if object != "" {
		for _, name := range reversed(strings.Split(object, ".")) {
			configuration = `{"` + name + `": ` + configuration + `}`
		}
	}
	_, err := filter.New([]byte(configuration))
	if err == nil {
		t.Fatalf("%s is accepted", configuration)
	}
	if !strings.Contains(err.Error(), "? is not a key") {
		return nil
	}
	return strings.Split(allowed.FindStringSubmatch(err.Error())[1], ", ")
}

func reversed(names []string) []string {
	slices.Reverse(names)
	return names
}

// classTable begins the table of classes.
const classTable = "| `error.type` | what went wrong |"

func TestClassTable(t *testing.T) {
	_, table, ok := strings.Cut(read(t, "docs/record.md"), classTable)
	if !ok {
		t.Fatal("no table of classes")
	}
	table, _, _ = strings.Cut(table, "\n\n")
	var documented, existing []string
	for _, row := range tableRow.FindAllStringSubmatch(table, -1) {
		documented = append(documented, strings.Trim(row[1], "`"))
	}
	for class := diagnose.Unknown; class <= diagnose.Syntax; class++ {
		existing = append(existing, class.String())
	}
	slices.Sort(documented)
	slices.Sort(existing)
	if !slices.Equal(documented, existing) {
		t.Errorf("documented: %q\nexisting:   %q", documented, existing)
	}
}

// nameOf gives a member's name as the table has it: those that are named after the application's own headers and trailers stand there once.
func nameOf(member string) string {
	for _, prefix := range []string{"http.response.header.", "http.response.trailer."} {
		if strings.HasPrefix(member, prefix) && member != prefix+"content_type" && member != prefix+"content_encoding" {
			return prefix + "NAME"
		}
	}
	return member
}

// TestRecordTable compares the table with what the scenarios expect of records, which is compared with the records themselves elsewhere.
func TestRecordTable(t *testing.T) {
	documented := map[string]bool{}
	members, _, _ := strings.Cut(read(t, "docs/record.md"), classTable)
	for _, row := range tableRow.FindAllStringSubmatch(members, -1) {
		for _, name := range code.FindAllStringSubmatch(row[1], -1) {
			documented[name[1]] = true
		}
	}
	// These are expected without being named, differ in each run, take a while, or show only what must not happen.
	existing := map[string]bool{"policy": true, "mode": true, "origin": true, "timestamp": true, "duration_ms": true, "envoy.upstream": true, "errormask.fault": true, "error.id": true, "error.repeats": true}
	scenarios, err := scenario.Load(root + "test/scenarios")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scenarios {
		for _, x := range s.Exchanges {
			for _, record := range x.Records {
				if strings.HasPrefix(record.JSON, "errormask: ") {
					continue // another line of the log
				}
				var members map[string]any
				if err := json.Unmarshal([]byte(record.JSON), &members); err != nil {
					t.Fatalf("%s: %v", s.Name, err)
				}
				for name := range members {
					existing[nameOf(name)] = true
				}
			}
		}
	}
	for name := range existing {
		if !documented[name] {
			t.Errorf("docs/record.md does not document %s", name)
		}
	}
	for name := range documented {
		if !existing[name] {
			t.Errorf("docs/record.md documents %s, which no record has", name)
		}
	}
	for page, text := range map[string]string{"README.md": read(t, "README.md"), "docs/record.md": members} {
		shown := regexp.MustCompile(`(?m)^  "([a-z_.]+)": `).FindAllStringSubmatch(text, -1)
		if len(shown) < 10 {
			t.Errorf("%s shows no record", page)
		}
		for _, name := range shown {
			if !documented[name[1]] {
				t.Errorf("%s shows %s, which docs/record.md does not document", page, name[1])
			}
		}
	}
}

// TestCounterTable compares the table with the filter's counters.
func TestCounterTable(t *testing.T) {
	var documented, existing []string
	for _, row := range tableRow.FindAllStringSubmatch(read(t, "docs/metrics.md"), -1) {
		documented = append(documented, strings.Trim(row[1], "`"))
	}
	for _, match := range regexp.MustCompile(`= "(errormask_[a-z_]+)"`).FindAllStringSubmatch(read(t, "filter/counters.go"), -1) {
		existing = append(existing, match[1])
	}
	if len(existing) == 0 || !slices.Equal(documented, existing) {
		t.Errorf("documented: %q\nexisting:   %q", documented, existing)
	}
}

// TestEnvoyBlocks: what docs/metrics.md shows of Envoy's configuration for metrics and the access log stands in the examples, which are run.
func TestEnvoyBlocks(t *testing.T) {
	blocks := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(read(t, "docs/metrics.md"), -1)
	if len(blocks) != 2 {
		t.Fatalf("%d blocks, want 2", len(blocks))
	}
	for i, name := range []string{"metrics.yaml", "access-log.yaml"} {
		if !strings.Contains(withoutIndent(read(t, "examples/envoy/"+name)), withoutIndent(blocks[i][1])) {
			t.Errorf("examples/envoy/%s does not have\n%s", name, blocks[i][1])
		}
	}
}

func withoutIndent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimLeft(line, " "))
	}
	return b.String()
}
