package scenario

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// DiffRecords compares the log lines of an exchange's records, without what the proxy's log writes before them, with the
// expected records: "" when they are right, else a readable difference, "-" what is missing, "+" what is too much.
func (x Exchange) DiffRecords(lines []string) string {
	if len(lines) != len(x.Records) {
		return fmt.Sprintf("%d records, want %d:\n%s", len(lines), len(x.Records), strings.Join(lines, "\n"))
	}
	var differences []string
	for i, line := range lines {
		if d := x.diffRecord(x.Records[i].JSON, line); d != "" {
			differences = append(differences, fmt.Sprintf("record %d: %s", i+1, d))
		}
	}
	return strings.Join(differences, "\n")
}

// errorIDMark stands, in what a client must get, for the error.id of the exchange's last record.
const errorIDMark = "{{error.id}}"

// WithErrorID gives the exchange with the id that those log lines have.
func (x Exchange) WithErrorID(lines []string) Exchange {
	for _, line := range lines {
		record, err := decodeObject(line)
		if id, ok := record["error.id"].(string); ok && err == nil {
			x.Client.Body = []byte(strings.ReplaceAll(string(x.Client.Body), errorIDMark, id))
			x.Client.Headers = slices.Clone(x.Client.Headers)
			for i, h := range x.Client.Headers {
				x.Client.Headers[i][1] = strings.ReplaceAll(h[1], errorIDMark, id)
			}
		}
	}
	return x
}

// DiffLevels compares the severities, in the words of the configuration, of the same log lines.
func (x Exchange) DiffLevels(levels []string) string {
	want := []string{}
	for _, r := range x.Records {
		want = append(want, r.Level)
	}
	return cmp.Diff(want, append([]string{}, levels...))
}

// otherLine begins what the filter writes to the log besides records.
const otherLine = "errormask: "

func (x Exchange) diffRecord(pattern, line string) string {
	if strings.HasPrefix(pattern, otherLine) {
		if matches(pattern, line) {
			return ""
		}
		return cmp.Diff(pattern, line)
	}
	if x.RecordLimit > 0 && len(line) >= x.RecordLimit {
		return fmt.Sprintf("%d bytes, must be below %d", len(line), x.RecordLimit)
	}
	if err := checkLine(line); err != nil {
		return fmt.Sprintf("%v in %s", err, shortLine(line))
	}
	got, err := decodeObject(line)
	if err != nil {
		return fmt.Sprintf("%v in %s", err, shortLine(line))
	}
	want, err := decodeObject(pattern)
	if err != nil {
		return fmt.Sprintf("expected record: %v", err)
	}
	if err := x.takeVolatile(got); err != nil {
		return fmt.Sprintf("%v in %s", err, shortLine(line))
	}
	if err := takeFingerprint(want, got); err != nil {
		return fmt.Sprintf("%v in %s", err, shortLine(line))
	}
	x.addUsual(want)
	accept(want, got)
	return cmp.Diff(want, got)
}

// addUsual expects of a record what a scenario need not say: how most of them come about.
func (x Exchange) addUsual(want map[string]any) {
	origin := "upstream"
	if x.Upstream.Refused {
		origin = "envoy"
	}
	for key, value := range map[string]string{"policy": "default", "mode": "mask", "origin": origin} {
		if _, ok := want[key]; !ok {
			want[key] = value
		}
	}
}

// checkLine refuses what would break a line of a log, or a terminal that shows it, although JSON may allow it.
func checkLine(line string) error {
	if !utf8.ValidString(line) {
		return fmt.Errorf("invalid UTF-8")
	}
	for i, r := range line {
		if unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
			return fmt.Errorf("raw %U at byte %d", r, i)
		}
	}
	return nil
}

// volatile are the members that differ in every run: they are checked by their form and then left out.
var volatile = []string{"timestamp", "error.id", "duration_ms", "envoy.upstream"}

var (
	uuid        = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	fingerprint = regexp.MustCompile(`^[0-9a-f]{16}$`)
)

func (x Exchange) takeVolatile(record map[string]any) error {
	stamp, _ := record["timestamp"].(string)
	if _, err := time.Parse(time.RFC3339Nano, stamp); err != nil || !strings.HasSuffix(stamp, "Z") || !strings.Contains(stamp, ".") {
		return fmt.Errorf("timestamp %q is not RFC 3339 in UTC with a fraction of a second", stamp)
	}
	if id, _ := record["error.id"].(string); !uuid.MatchString(id) {
		return fmt.Errorf("error.id %q is not a UUID of version 4", id)
	}
	if d, ok := record["duration_ms"].(number); !ok || strings.HasPrefix(string(d), "-") {
		return fmt.Errorf("duration_ms %v is not a number of at least 0", record["duration_ms"])
	}
	switch address, ok := record["envoy.upstream"]; {
	case !ok && !x.Upstream.Refused:
		return fmt.Errorf("no envoy.upstream")
	case ok && !isAddress(address):
		return fmt.Errorf("envoy.upstream %v is not host:port", address)
	}
	for _, key := range volatile {
		delete(record, key)
	}
	return nil
}

// takeFingerprint leaves out a fingerprint that is not expected: a scenario names it only where it is what matters.
func takeFingerprint(want, got map[string]any) error {
	value, ok := got["error.fingerprint"]
	if _, expected := want["error.fingerprint"]; !ok || expected {
		return nil
	}
	if text, _ := value.(string); !fingerprint.MatchString(text) {
		return fmt.Errorf("error.fingerprint %v is not 16 hexadecimal digits", value)
	}
	delete(got, "error.fingerprint")
	return nil
}

// accept puts what was got in the place of each expected pattern that it matches, so that only the wrong ones are left to differ.
func accept(want, got map[string]any) {
	for key, pattern := range want {
		if value, ok := got[key]; ok {
			want[key] = accepted(pattern, value)
		}
	}
}

func accepted(pattern, value any) any {
	switch p := pattern.(type) {
	case string:
		if p == "*" && isScalar(value) {
			return value
		}
		if s, ok := value.(string); ok && matches(p, s) {
			return value
		}
	case map[string]any:
		if object, ok := value.(map[string]any); ok {
			accept(p, object)
		}
	case []any:
		if list, ok := value.([]any); ok && len(list) == len(p) {
			for i := range p {
				p[i] = accepted(p[i], list[i])
			}
		}
	}
	return pattern
}

// matches says whether text is pattern, where each * in pattern stands for any text.
func matches(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == text
	}
	first, last := parts[0], parts[len(parts)-1]
	if !strings.HasPrefix(text, first) || len(text) < len(first)+len(last) || !strings.HasSuffix(text, last) {
		return false
	}
	text = text[len(first) : len(text)-len(last)]
	for _, part := range parts[1 : len(parts)-1] {
		at := strings.Index(text, part)
		if at < 0 {
			return false
		}
		text = text[at+len(part):]
	}
	return true
}

func isAddress(value any) bool {
	address, ok := value.(string)
	colon := strings.LastIndex(address, ":")
	if !ok || colon < 1 || colon == len(address)-1 {
		return false
	}
	return !slices.ContainsFunc([]byte(address[colon+1:]), func(b byte) bool { return b < '0' || b > '9' })
}

func shortLine(line string) string {
	const limit = 300
	if len(line) <= limit {
		return fmt.Sprintf("%q", line)
	}
	return fmt.Sprintf("%q... (%d bytes)", line[:limit], len(line))
}
