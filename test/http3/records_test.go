package http3

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"testing"
	"time"

	"errormask/test/realenvoy"
)

// record is what errormask wrote of a masked answer, as far as it matters here.
type record struct {
	Timestamp   time.Time `json:"timestamp"`
	Event       string    `json:"event.name"`
	Method      string    `json:"http.request.method"`
	Path        string    `json:"url.path"`
	Address     string    `json:"server.address"`
	Status      int       `json:"http.response.status_code"`
	Cluster     string    `json:"envoy.cluster"`
	Upstream    string    `json:"envoy.upstream"`
	CodeDetails string    `json:"envoy.code_details"`
	Duration    *float64  `json:"duration_ms"`
	Content     string    `json:"http.response.body.content"`
	Size        int       `json:"http.response.body.size"`
	Incomplete  bool      `json:"http.response.body.incomplete"`
	Fault       string    `json:"errormask.fault"`
	text        string
}

func (r record) String() string { return fmt.Sprintf("%.1000s", r.text) }

// id of a stream stands in its path, and in the canary of a body.
var id = regexp.MustCompile(`^/[a-z-]+/(\d+)$|` + mark + `<(\d+)>`)

// recordsOf gives the records in the log by the id of their stream.
func recordsOf(t *testing.T, e *realenvoy.Envoy) map[int][]record {
	t.Helper()
	records := map[int][]record{}
	for _, m := range e.Messages(listener) {
		r := record{text: m.Text}
		if err := json.Unmarshal([]byte(m.Text), &r); err != nil || m.Level != "error" {
			t.Fatalf("logged at %s, %v: %.300q", m.Level, err, m.Text)
		}
		match := id.FindStringSubmatch(r.Path)
		if match == nil {
			match = id.FindStringSubmatch(r.Content)
		}
		if match == nil {
			t.Fatalf("record of no stream: %.300q", m.Text)
		}
		n, err := strconv.Atoi(match[1] + match[2])
		if err != nil {
			t.Fatal(err)
		}
		records[n] = append(records[n], r)
	}
	return records
}

// checkAnswer holds a record against the answer that the application gave.
func (r record) checkAnswer(x exchange) error {
	body, incomplete, details := x.kind.body(x.id), x.kind.cut != none, "via_upstream"
	if x.kind.cut == applicationBreaks {
		details = "upstream_reset_after_response_started{protocol_error}"
	}
	switch {
	case r.Event != "errormask.masked" || r.Status != 500 || r.CodeDetails != details || r.Fault != "":
		return fmt.Errorf("not of this answer: %v", r)
	case r.Cluster != realenvoy.ClusterName(listener) || r.Upstream == "":
		return fmt.Errorf("it does not say where the request went: %v", r)
	case r.Size != len(body) || len(body) < 8000 && r.Content != body || r.Incomplete != incomplete:
		return fmt.Errorf("not the body %.100q, incomplete %t: %v", body, incomplete, r)
	}
	return nil
}

// checkTimes holds the times of a whole answer against those of its client.
func (r record) checkTimes(x exchange) error {
	shortest := time.Duration(0)
	if x.kind.slow {
		shortest = slowness
	}
	switch {
	case r.Timestamp.Before(x.began.Truncate(time.Microsecond)) || r.Timestamp.After(x.end):
		return fmt.Errorf("timestamp %v, but the stream went from %v to %v", r.Timestamp, x.began, x.end)
	case r.Duration == nil:
		return fmt.Errorf("no duration: %v", r)
	}
	if duration := time.Duration(*r.Duration * 1e6); duration < shortest || duration > x.end.Sub(x.began) {
		return fmt.Errorf("duration %v, want from %v to %v", duration, shortest, x.end.Sub(x.began))
	}
	return nil
}

// checkRequest holds what it says of the request against the request.
func (r record) checkRequest(x exchange, address string) error {
	if r.Method != x.kind.method || r.Path != x.kind.path(x.id) || r.Address != address {
		return fmt.Errorf("not of the request %s %s to %s: %v", x.kind.method, x.kind.path(x.id), address, r)
	}
	return nil
}
