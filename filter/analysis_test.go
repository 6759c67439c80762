package filter

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"errormask/filter/pattern"
	"errormask/filter/redact"
)

func zipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const stack = "TypeError: Cannot read properties of undefined (reading 'total')\n    at renderCart (/srv/app/cart.js:41:23)\n" +
	"    at next (/srv/app/node_modules/express/lib/router/route.js:149:13)\npassword=hunter2\n"

// record gives the one record of an answer.
func record(t testing.TB, f *Filter, headers [][2]string, chunks ...string) map[string]any {
	t.Helper()
	h := newDouble("500", headers...)
	run(t, f, h, chunks...)
	want(t, "records", len(h.logged), 1)
	checkLine(t, h.logged[0])
	return members(t, h.logged[0])
}

// TestTheSameErrorThroughEveryCoding: the record says the same, whatever the body went through.
func TestTheSameErrorThroughEveryCoding(t *testing.T) {
	plain := [][2]string{{"content-type", "text/plain"}}
	first := record(t, mustNew(t, ""), plain, stack)
	want[any](t, "class", first["error.type"], "null_reference")
	want[any](t, "type", first["exception.type"], "TypeError")
	want[any](t, "message", first["exception.message"], "Cannot read properties of undefined (reading 'total')")
	want[any](t, "own frame", first["exception.own_frame"], "at renderCart (/srv/app/cart.js:41:23)")
	if content := first["http.response.body.content"].(string); strings.Contains(content, "hunter2") || !strings.Contains(content, "password=[redacted password 7 #") {
		t.Errorf("content %q", content)
	}
	coded, utf16 := zipped(t, stack), "\xff\xfe"+strings.Join(strings.Split(stack, ""), "\x00")+"\x00"
	for name, got := range map[string]map[string]any{
		"in pieces":  record(t, mustNew(t, ""), plain, stack[:1], stack[1:100], stack[100:], ""),
		"gzip":       record(t, mustNew(t, ""), append(plain, [2]string{"content-encoding", "gzip"}), coded),
		"gzip twice": record(t, mustNew(t, ""), append(plain, [2]string{"content-encoding", "gzip, gzip"}), zipped(t, coded)),
		"pieces of gzip": record(t, mustNew(t, ""), append(plain, [2]string{"content-encoding", "gzip"}), coded[:5], coded[5:6],
			coded[6:]),
		"UTF-16": record(t, mustNew(t, ""), plain, utf16),
	} {
		for member, value := range first {
			if member != "error.id" && !strings.HasPrefix(member, "http.response.body.size") && got[member] != value {
				t.Errorf("%s: %s is %v, want %v", name, member, got[member], value)
			}
		}
	}
}

// TestMemory: what a body was found to say is not said of another one, be it as long or of another kind.
func TestMemory(t *testing.T) {
	f := mustNew(t, "")
	text := [][2]string{{"content-type", "text/plain"}}
	coded := append(text, [2]string{"content-encoding", "gzip"})
	for range 3 {
		want[any](t, "message", record(t, f, text, "Error: one")["exception.message"], "one")
		want[any](t, "message of another as long", record(t, f, text, "Error: two")["exception.message"], "two")
		want[any](t, "reason", record(t, f, coded, "Error: one")["http.response.body.decode_error"], "gzip: not gzip data, shown as it came")
		want[any](t, "reason without a coding", record(t, f, text, "Error: one")["http.response.body.decode_error"], nil)
		want[any](t, "class of nothing", record(t, f, text)["error.type"], "unknown")
		for i := range 20 {
			body := "Error: count" + strings.Repeat("x", i)
			want[any](t, "message", record(t, f, text, body)["exception.message"], body[len("Error: "):])
		}
	}
	var s Stream
	s.Reset(f)
	h := newDouble("500")
	h.headers(&s, false)
	s.OnDone(h)
	want[any](t, "class of an answer that broke off", member(t, h.logged[0], "error.type"), "unknown")
}

// TestMemoryIsBounded: a very long body is not kept.
func TestMemoryIsBounded(t *testing.T) {
	f := mustNew(t, `{"record": {"max_body_bytes": 1048576}}`)
	for i := range 20 {
		record(t, f, nil, strings.Repeat("long line\n", 100000), fmt.Sprintf("%02d", i))
	}
	for range 20 {
		record(t, f, nil, "short")
		record(t, f, nil, "shorter")
	}
	for i := range 20 {
		record(t, f, nil, "Error: "+fmt.Sprintf("%02d", i))
	}
	total := cap(f.analyser.decoded)
	for _, m := range f.analyser.memories {
		total += cap(m.body) + cap(m.redacted) + cap(m.escaped) + cap(m.members)
	}
	if total > 8*4*maxMemory+maxIdleText {
		t.Errorf("%d bytes are kept", total)
	}
}

func TestWhatIsNotToBeDone(t *testing.T) {
	coded := zipped(t, stack)
	undecoded := record(t, mustNew(t, `{"record": {"decode": false}}`), [][2]string{{"content-encoding", "gzip"}}, coded)
	want[any](t, "reason", undecoded["http.response.body.decode_error"], "content-encoding gzip")
	want[any](t, "content", undecoded["http.response.body.content"], nil)
	bare := record(t, mustNew(t, `{"record": {"redact": {"enabled": false}}}`), nil, stack)
	want[any](t, "content", bare["http.response.body.content"], stack)
	none := record(t, mustNew(t, `{"record": {"max_body_bytes": 0}}`), [][2]string{{"content-encoding", "gzip"}}, coded)
	want[any](t, "content of no bytes", none["http.response.body.content"], nil)
	want[any](t, "truncated", none["http.response.body.truncated"], float64(len(coded)))
}

func TestRecordedHeaders(t *testing.T) {
	f := mustNew(t, `{"record": {"headers": ["Retry-After", "x-tenant"]}}`)
	got := record(t, f, [][2]string{{"content-type", "text/plain"}, {"retry-after", "7"}, {"x-tenant", "token=abc123def"}, {"x-other", "1"}}, "x")
	want[any](t, "retry-after", got["http.response.header.retry_after"], "7")
	want[any](t, "content-type", got["http.response.header.content_type"], nil)
	want[any](t, "x-other", got["http.response.header.x_other"], nil)
	if tenant, _ := got["http.response.header.x_tenant"].(string); !strings.HasPrefix(tenant, "token=[redacted token 9 #") {
		t.Errorf("x-tenant is %q", tenant)
	}
}

// TestSecretsOfTheRequest: all that a client sends may hold secrets.
func TestSecretsOfTheRequest(t *testing.T) {
	const secret = "Zwetschge17"
	h := newDouble("500", [2]string{"x-debug-token", secret}, [2]string{"x-error-message", "password=" + secret})
	h.request = [][2]string{{":method", "GET"}, {":path", "/reset/password=" + secret + "?a=1&access_token=" + secret + "&b=2"}, {":authority", "shop:" + secret + "@shop.example"},
		{"user-agent", "curl api_key=" + secret}, {"x-envoy-original-path", "/v1?pwd=" + secret}, {"x-request-id", "token=" + secret}}
	run(t, mustNew(t, `{"record": {"redact": {"patterns": ["shop:[^@]+@"]}}}`), h, `{"message": "password\u003d`+secret+`", "stack": "Error: secret=`+secret+`\n    at pay (/srv/pay.js:7:1)"}`)
	checkLine(t, h.logged[0])
	if strings.Contains(h.logged[0], secret) {
		t.Errorf("the secret stands in %s", h.logged[0])
	}
	want[any](t, "own frame", member(t, h.logged[0], "exception.own_frame"), "at pay (/srv/pay.js:7:1)")
}

// TestFaultsOfTheAnalysis: a record is written whatever goes wrong, and shows nothing that was not redacted.
func TestFaultsOfTheAnalysis(t *testing.T) {
	f := mustNew(t, "")
	f.policies.top().recording.redactor = redact.New(redact.Options{Patterns: []*pattern.Pattern{nil}}) // panics when used
	h := newDouble("500")
	run(t, f, h, "password=Zwetschge17")
	want(t, "records", len(h.logged), 1)
	record := members(t, h.logged[0])
	if fault, _ := record["errormask.fault"].(string); !strings.HasPrefix(fault, "panic while ") {
		t.Errorf("fault %q", fault)
	}
	if strings.Contains(h.logged[0], "Zwetschge17") {
		t.Errorf("the secret stands in %s", h.logged[0])
	}
	want[any](t, "status", record["http.response.status_code"], 500.0)
	want[any](t, "truncated", record["http.response.body.truncated"], float64(len("password=Zwetschge17")))
}
