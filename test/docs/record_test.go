package docs

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"errormask/filter/diagnose"
	"errormask/test/scenario"
)

var code = regexp.MustCompile("`([^`]+)`")

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

// inMarks are the words of docs/record.md that stand for what differs, with what a scenario may expect in their place.
var inMarks = strings.NewReplacer("BYTES", `[0-9*]+`, "KIND", `[a-z-]+`, "LENGTH", `[0-9*]+`, "DIGEST", `[0-9a-f*]+`)

// TestMarks: the marks that docs/record.md tells of are in records that the scenarios expect.
func TestMarks(t *testing.T) {
	scenarios, err := scenario.Load(root + "test/scenarios")
	if err != nil {
		t.Fatal(err)
	}
	var records strings.Builder
	for _, s := range scenarios {
		for _, x := range s.Exchanges {
			for _, record := range x.Records {
				records.WriteString(record.JSON)
			}
		}
	}
	marks := 0
	for _, span := range code.FindAllStringSubmatch(fence.ReplaceAllString(read(t, "docs/record.md"), ""), -1) {
		if !strings.HasPrefix(span[1], "…[") && !strings.HasPrefix(span[1], "[redacted ") {
			continue
		}
		marks++
		if !regexp.MustCompile(inMarks.Replace(regexp.QuoteMeta(span[1]))).MatchString(records.String()) {
			t.Errorf("no record of the scenarios has %s", span[1])
		}
	}
	if marks != 3 {
		t.Errorf("docs/record.md tells of %d marks, want 3: a secret's, a cut's, a cut secret's", marks)
	}
}
