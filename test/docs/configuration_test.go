package docs

import (
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"errormask/filter"
)

var allowed = regexp.MustCompile(`allowed: (?:an object with the keys )?(.*)$`)

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

// TestConfigurationsInDocs: each block of JSON in docs, but a record, is a configuration that the filter takes.
func TestConfigurationsInDocs(t *testing.T) {
	blocks := 0
	for _, page := range docs(t) {
		for _, block := range regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(read(t, page), -1) {
			if strings.Contains(block[1], `"event.name"`) {
				continue
			}
			blocks++
			if _, err := filter.New([]byte(block[1])); err != nil {
				t.Errorf("%s: %s: %v", page, block[1], err)
			}
		}
	}
	if blocks < 4 {
		t.Errorf("only %d configurations", blocks)
	}
}

// TestReadmeAnswer: what README.md says that a client gets is the default of response.body.
func TestReadmeAnswer(t *testing.T) {
	shown := regexp.MustCompile("(?s)\n```json\n(.*?)\n```").FindStringSubmatch(read(t, "README.md"))[1]
	quoted, _ := json.Marshal(shown)
	f, err := filter.New([]byte(`{"response": {"body": ` + string(quoted) + `}}`))
	if err != nil {
		t.Fatal(err)
	}
	if defaults, err := filter.New(nil); err != nil || !reflect.DeepEqual(f, defaults) {
		t.Errorf("README.md shows %s, which is not the default, %v", shown, err)
	}
}
