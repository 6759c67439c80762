package observability

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/open-telemetry/opentelemetry-collector-contrib/receiver/filelogreceiver"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/receiver/receivertest"
	"go.yaml.in/yaml/v4"
)

const (
	// readTimeout is what a receiver has to read a log.
	readTimeout = 30 * time.Second
	// piece is where a container's runtime splits a line.
	piece = 16 << 10
)

// runtimes are how a container's runtime writes a line to a file.
var runtimes = map[string]func(line string) string{
	"containerd": func(line string) (text string) {
		const head = "2026-11-24T03:12:07.219406123Z stderr "
		for ; len(line) > piece; line = line[piece:] {
			text += head + "P " + line[:piece] + "\n"
		}
		return text + head + "F " + line + "\n"
	},
	"docker": func(line string) string {
		text, _ := json.Marshal(map[string]string{"log": line + "\n", "stream": "stderr", "time": "2026-11-24T03:12:07.219406123Z"})
		return string(text) + "\n"
	},
}

// collectorFile is otel-collector.yaml.
type collectorFile struct {
	Receivers map[string]map[string]any `yaml:"receivers"`
	Exporters map[string]map[string]any `yaml:"exporters"`
	Service   struct {
		Pipelines map[string]struct {
			Receivers []string `yaml:"receivers"`
			Exporters []string `yaml:"exporters"`
		} `yaml:"pipelines"`
	} `yaml:"service"`
}

func parseCollector(text string) (file collectorFile, err error) {
	decoder := yaml.NewDecoder(strings.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil {
		return file, err
	}
	logs := file.Service.Pipelines["logs"]
	if !slices.Equal(logs.Receivers, []string{"file_log"}) || !slices.Equal(logs.Exporters, []string{"otlp_http"}) {
		return file, fmt.Errorf("the pipeline of logs is %+v", logs)
	}
	if file.Receivers["file_log"] == nil || file.Exporters["otlp_http"] == nil {
		return file, fmt.Errorf("the pipeline's parts are not all there")
	}
	return file, nil
}

// collect lets the collector's own receiver read a log with the configuration, and gives the log records that it makes: as many as wanted, and those that
// came until then.
func collect(t *testing.T, configuration, log string, wanted int) ([]plog.LogRecord, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "envoy.log")
	write(t, path, log)
	file, err := parseCollector(strings.ReplaceAll(configuration, "${env:ENVOY_LOGS}", path))
	if err != nil {
		return nil, err
	}
	factory := filelogreceiver.NewFactory()
	config := factory.CreateDefaultConfig()
	if err := confmap.NewFromStringMap(file.Receivers[factory.Type().String()]).Unmarshal(config); err != nil {
		return nil, err
	}
	sink := new(consumertest.LogsSink)
	receiver, err := factory.CreateLogs(t.Context(), receivertest.NewNopSettings(factory.Type()), config, sink)
	if err != nil {
		return nil, err
	}
	if err := receiver.Start(t.Context(), componenttest.NewNopHost()); err != nil {
		return nil, err
	}
	await(t, func() bool { return sink.LogRecordCount() >= wanted })
	if err := receiver.Shutdown(t.Context()); err != nil {
		return nil, err
	}
	return logRecords(sink.AllLogs()), nil
}

// await waits for done, and no longer than readTimeout: then what is there is what is looked at.
func await(t *testing.T, done func() bool) {
	t.Helper()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(readTimeout); !done(); {
		select {
		case <-tick.C:
		case <-end:
			return
		}
	}
}

func logRecords(all []plog.Logs) (records []plog.LogRecord) {
	for _, logs := range all {
		for _, resource := range logs.ResourceLogs().All() {
			for _, scope := range resource.ScopeLogs().All() {
				for _, r := range scope.LogRecords().All() {
					records = append(records, r)
				}
			}
		}
	}
	return records
}

// compareRecord says what of a record's members is not in the log record.
func compareRecord(got plog.LogRecord, want map[string]any) error {
	attributes := normal(got.Attributes().AsRaw())
	for name, value := range want {
		var found any = attributes[name]
		switch name {
		case "timestamp":
			found = got.Timestamp().AsTime().Format("2006-01-02T15:04:05.000000Z")
		case "http.response.body.content":
			found = got.Body().AsString()
		case "trace_id":
			if got.TraceID().String() != value {
				return fmt.Errorf("the trace is %q, want %q", got.TraceID(), value)
			}
		}
		if !reflect.DeepEqual(found, value) {
			return fmt.Errorf("%s is %v, want %v", name, found, value)
		}
	}
	for _, name := range []string{"record", "timestamp", "line"} {
		if attributes[name] != nil {
			return fmt.Errorf("%s is left over", name)
		}
	}
	severity := map[any]plog.SeverityNumber{"errormask.masked": plog.SeverityNumberError, "errormask.would_mask": plog.SeverityNumberWarn}
	if got.SeverityNumber() != severity[want["event.name"]] {
		return fmt.Errorf("%v has the severity %v", want["event.name"], got.SeverityNumber())
	}
	return nil
}

// normal makes all numbers what JSON has.
func normal(attributes map[string]any) map[string]any {
	for name, value := range attributes {
		if n, ok := value.(int64); ok {
			attributes[name] = float64(n)
		}
	}
	return attributes
}

// checkCollected wants one log record for each record, with all members, and no other.
func checkCollected(t *testing.T, configuration, log string, records []string) error {
	t.Helper()
	collected, err := collect(t, configuration, log, len(records))
	if err != nil {
		return err
	}
	if len(collected) != len(records) {
		return fmt.Errorf("%d log records of %d records", len(collected), len(records))
	}
	got := map[string]plog.LogRecord{}
	for _, r := range collected {
		id, _ := r.Attributes().Get("error.id")
		got[id.AsString()] = r
	}
	for _, record := range records {
		id, want := members(t, record)
		r, ok := got[id]
		if !ok {
			return fmt.Errorf("no log record of %s", record)
		}
		if err := compareRecord(r, want); err != nil {
			return fmt.Errorf("%w: %s", err, record)
		}
	}
	return nil
}

func TestCollector(t *testing.T) {
	configuration := read(t, example+"otel-collector.yaml")
	all := records(t)
	for name, wrap := range runtimes {
		t.Run(name, func(t *testing.T) {
			log := ""
			for _, line := range logLines(all) {
				log += wrap(line)
			}
			if err := checkCollected(t, configuration, log, all); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("plain", func(t *testing.T) {
		const container = "    - type: container\n      # Where"
		before, after, ok := strings.Cut(configuration, container)
		_, after, found := strings.Cut(after, "add_metadata_from_filepath: false\n")
		if !ok || !found {
			t.Fatal("there is no operator container to be left out")
		}
		if err := checkCollected(t, before+after, strings.Join(logLines(all), "\n")+"\n", all); err != nil {
			t.Error(err)
		}
	})
}

// TestWrongCollectors shows that a wrong configuration is found.
func TestWrongCollectors(t *testing.T) {
	configuration := read(t, example+"otel-collector.yaml")
	all := fewRecords(t)
	log := ""
	for _, line := range logLines(all) {
		log += runtimes["docker"](line)
	}
	for _, c := range []struct{ old, wrong, want string }{
		{"start_at: beginning", "start_from: beginning", "start_from"},
		{"type: json_parser", "type: jsonparser", "jsonparser"},
		{"%S.%fZ", "%S.%f", "timestamp is"},
		{"error: errormask.masked", "fatal: errormask.masked", "has the severity"},
		{"to: body", "to: attributes.body", "http.response.body.content is"},
		{"{type: remove, field: attributes.timestamp}", "{type: remove, field: attributes.policy}", "policy is <nil>"},
		{"from: attributes.trace_id", "from: attributes.trace", "the trace is"},
		{"exporters: [otlp_http]", "exporters: [otlp]", "the pipeline of logs"},
		{`'^(?:\[`, `'(?:\[`, "log records of 6 records"},
		{`'^wasm`, `'wasm`, "log records of 6 records"},
		{`line.logger != "wasm"`, `line.logger == "main"`, "log records of 6 records"},
		{"field: attributes.line,", "field: attributes.line.level,", "line is left over"},
	} {
		if !strings.Contains(configuration, c.old) {
			t.Errorf("otel-collector.yaml has no %q to be mutated", c.old)
		}
		err := checkCollected(t, strings.Replace(configuration, c.old, c.wrong, 1), log, all)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.wrong, err, c.want)
		}
	}
}
