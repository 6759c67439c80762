package observability

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"
)

// fluentBit is fluent-bit.yaml. There is no Fluent Bit to be had from a package registry: so what it would do with a line is done here with its regular
// expressions, which have the same meaning in Go's syntax (but for ^ and $, which are at the ends of each line there), and its layout of the time.
type fluentBit struct {
	Service  map[string]any   `yaml:"service"`
	Parsers  []fluentParser   `yaml:"parsers"`
	Pipeline fluentBitProcess `yaml:"pipeline"`
}

type fluentParser struct {
	Name       string `yaml:"name"`
	Format     string `yaml:"format"`
	Regex      string `yaml:"regex"`
	TimeKey    string `yaml:"time_key"`
	TimeFormat string `yaml:"time_format"`
}

type fluentBitProcess struct {
	Inputs  []map[string]any `yaml:"inputs"`
	Filters []fluentFilter   `yaml:"filters"`
	Outputs []map[string]any `yaml:"outputs"`
}

type fluentFilter struct {
	Name        string `yaml:"name"`
	Match       string `yaml:"match"`
	KeyName     string `yaml:"key_name"`
	Parser      string `yaml:"parser"`
	ReserveData bool   `yaml:"reserve_data"`
	Regex       string `yaml:"regex"`
}

func parseFluentBit(text string) (file fluentBit, err error) {
	decoder := yaml.NewDecoder(strings.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil {
		return file, err
	}
	for _, f := range file.Pipeline.Filters {
		if f.Match != file.Pipeline.Inputs[0]["tag"] {
			return file, fmt.Errorf("filter %s: nothing has the tag %s", f.Name, f.Match)
		}
	}
	return file, nil
}

// layouts are the parts of a time format and Go's.
var layouts = strings.NewReplacer("%Y", "2006", "%m", "01", "%d", "02", "%H", "15", "%M", "04", "%S", "05", ".%L", ".000000")

// filter is what becomes of a line: nil if it is dropped.
func (f fluentBit) filter(line string) (map[string]any, error) {
	record := map[string]any{"log": line}
	for _, step := range f.Pipeline.Filters {
		switch step.Name {
		case "parser":
			text, ok := record[step.KeyName].(string)
			if !ok {
				continue
			}
			fields, err := f.parse(step.Parser, text)
			if err != nil {
				return nil, err
			}
			if fields == nil {
				continue // as it was
			}
			if step.ReserveData {
				delete(record, step.KeyName)
				for name, value := range record {
					fields[name] = value
				}
			}
			record = fields
		case "grep":
			key, expression, _ := strings.Cut(step.Regex, " ")
			text, ok := record[key].(string)
			if matches, err := regexp.MatchString(expression, text); err != nil || !ok || !matches {
				return nil, err
			}
		default:
			return nil, fmt.Errorf("unknown filter %s", step.Name)
		}
	}
	return record, nil
}

// parse gives the fields, nil if the text is not the parser's.
func (f fluentBit) parse(name, text string) (map[string]any, error) {
	for _, p := range f.Parsers {
		if p.Name != name {
			continue
		}
		fields := map[string]any{}
		if p.Format == "json" {
			if err := json.Unmarshal([]byte(text), &fields); err != nil {
				return nil, nil
			}
			if _, err := time.Parse(layouts.Replace(p.TimeFormat), fmt.Sprint(fields[p.TimeKey])); p.TimeKey != "" && err != nil {
				return nil, err
			}
			return fields, nil
		}
		expression, err := regexp.Compile(p.Regex)
		if err != nil {
			return nil, err
		}
		match := expression.FindStringSubmatch(text)
		if match == nil {
			return nil, nil
		}
		for i, name := range expression.SubexpNames() {
			if name != "" {
				fields[name] = match[i]
			}
		}
		return fields, nil
	}
	return nil, fmt.Errorf("there is no parser %s", name)
}

// checkFluentBit wants each record with all its members, and nothing of other lines.
func checkFluentBit(t *testing.T, configuration string, all []string) error {
	t.Helper()
	file, err := parseFluentBit(configuration)
	if err != nil {
		return err
	}
	for _, line := range others(all[0]) {
		if got, err := file.filter(line); err != nil || got != nil {
			return fmt.Errorf("no record: %v, %v, from %s", got, err, line)
		}
	}
	for i, record := range all {
		got, err := file.filter(forms[i%len(forms)](record))
		if err != nil {
			return err
		}
		_, want := members(t, record)
		for name, value := range want {
			if fmt.Sprint(got[name]) != fmt.Sprint(value) {
				return fmt.Errorf("%s is %v, want %v", name, got[name], value)
			}
		}
		if got["plugin"] == nil || got["record"] != nil || got["log"] != nil || got["message"] != nil || got["msg"] != nil {
			return fmt.Errorf("not the fields of a record: %v", got)
		}
	}
	return nil
}

func TestFluentBit(t *testing.T) {
	if err := checkFluentBit(t, read(t, example+"fluent-bit.yaml"), records(t)); err != nil {
		t.Error(err)
	}
}

func TestWrongFluentBits(t *testing.T) {
	configuration, all := read(t, example+"fluent-bit.yaml"), fewRecords(t)
	for _, c := range []struct{ old, wrong, want string }{
		{"key_name: log", "keyname: log", "keyname"},
		{"parser: errormask_line", "parser: line", "there is no parser line"},
		{"%S.%LZ", "%S.%L", "extra text"},
		{`'^(?:\[`, `'(?:\[`, "no record"},
		{`\Awasm`, `(?m)^wasm`, "no record"},
		{`"(?:logger":"wasm|scope":"envoy wasm)"`, ".", "no record"},
		{`logger":"wasm|`, "", "is <nil>"},
		{"key_name: msg", "key_name: text", "is <nil>"},
		{"regex: record ^", "regex: log ^", "no record"},
		{`(?:\tthread=\d+)?$`, "$", "is <nil>"},
		{"reserve_data: true", "reserve_data: false", "not the fields of a record"},
		{"match: envoy\n    regex", "match: proxy\n    regex", "nothing has the tag proxy"},
	} {
		if !strings.Contains(configuration, c.old) {
			t.Errorf("fluent-bit.yaml has no %q to be mutated", c.old)
		}
		err := checkFluentBit(t, strings.Replace(configuration, c.old, c.wrong, 1), all)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.wrong, err, c.want)
		}
	}
}
