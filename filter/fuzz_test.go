package filter

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"errormask/filter/decode"
)

// FuzzStream calls a stream in any order, with any chunks, statuses and faults: once a masked status was seen, no part of the original shows,
// and one record is written for each masked answer.
func FuzzStream(f *testing.F) {
	f.Add([]byte("hbbtd"), uint16(500), uint8(0), uint8(0))
	f.Add([]byte("hbBd"), uint16(500), uint8(4), uint8(1))
	f.Add([]byte("Hd"), uint16(500), uint8(3), uint8(2))
	f.Add([]byte("bthHBdd"), uint16(500), uint8(0), uint8(3))
	f.Add([]byte("hhbd"), uint16(200), uint8(0), uint8(4))
	f.Fuzz(func(t *testing.T, order []byte, status uint16, fault, route uint8) {
		if len(order) > 200 {
			return
		}
		filter := mustNew(t, `{"statuses": ["5xx"], "record": {"max_body_bytes": 64}, "policies": {
			"keep": {"response": {"keep_members": ["code"], "error_id": "both"}},
			"problem": {"response": {"format": "problem", "set_headers": {"x-a": "b"}}},
			"negotiate": {"response": {"format": "negotiate"}, "record": {"max_body_bytes": 0}}
		}, "routes": {"keep": "keep", "problem": "problem", "negotiate": "negotiate"}}`)
		text := fmt.Sprintf("%03d", status%1000)
		masked := status%1000 >= 500 && status%1000 < 600
		h := newDouble(text, [2]string{"x-error", canary}, [2]string{"content-length", "9"}, [2]string{"content-type", "application/json"})
		h.properties[RouteName] = []string{"none", "keep", "problem", "negotiate"}[route%4]
		if fault > 0 {
			h.fail = func(call string) error {
				if h.calls != int(fault) || call == "Log" {
					return nil
				}
				if fault%2 == 0 {
					panic("broken")
				}
				return errNotFound
			}
		}
		var s Stream
		s.Reset(filter)
		started, ended, seen := false, false, ""
		for _, c := range order {
			switch c {
			case 'h', 'H':
				if !h.headersSent {
					started = true
					h.headers(&s, c == 'H')
				}
			case 't':
				if started {
					h.end(&s, [2]string{"x-trailer", canary})
				}
			case 'd':
				s.OnDone(h)
				ended = true
			default:
				if started {
					h.body(&s, canary+string(c), c == 'B')
				}
			}
			if ended {
				break
			}
			seen += string(c)
		}
		if masked && strings.Contains(h.client.String(), canary) {
			t.Fatalf("after %q with a fault at call %d the client sees: %q", seen, fault, h.client.String())
		}
		if masked && started && ended && len(h.logged) != 1 {
			t.Fatalf("after %q with a fault at call %d there are %d records", seen, fault, len(h.logged))
		}
		for _, line := range h.logged {
			checkLine(t, line)
		}
	})
}

// FuzzWatchedStream calls a stream whose answer is only watched in any order, with any faults: the client gets the original, byte for byte, and each
// answer has one record.
func FuzzWatchedStream(f *testing.F) {
	f.Add([]byte("hbbtd"), uint8(0))
	f.Add([]byte("hbBd"), uint8(4))
	f.Add([]byte("Hd"), uint8(3))
	f.Fuzz(func(t *testing.T, order []byte, fault uint8) {
		if len(order) > 200 {
			return
		}
		h := newDouble("500", [2]string{"x-error", canary}, [2]string{"content-length", "9"})
		untouched := newDouble("500", h.response[1:]...)
		h.fail = func(call string) error {
			if fault == 0 || h.calls != int(fault) || call == "Log" || call == "ResponseHeader" {
				return nil
			}
			if fault%2 == 0 {
				panic("broken")
			}
			return errNotFound
		}
		var s, none Stream
		s.Reset(mustNew(t, `{"mode": "monitor", "record": {"max_body_bytes": 64}}`))
		started, ended := false, false
		for _, c := range order {
			for _, each := range []struct {
				h *double
				s *Stream
			}{{h, &s}, {untouched, &none}} {
				switch {
				case ended:
				case (c == 'h' || c == 'H') && !started:
					each.h.headers(each.s, c == 'H')
				case c == 't' && started:
					each.h.end(each.s, [2]string{"x-trailer", canary})
				case c == 'd':
					each.s.OnDone(each.h)
				case started:
					each.h.body(each.s, canary+string(c), c == 'B')
				}
			}
			started, ended = started || !ended && (c == 'h' || c == 'H'), ended || c == 'd'
		}
		if h.client.String() != untouched.client.String() {
			t.Fatalf("after %q with a fault at call %d the client sees\n%q, not\n%q", order, fault, h.client.String(), untouched.client.String())
		}
		if started && ended && len(h.logged) != 1 {
			t.Fatalf("after %q with a fault at call %d there are %d records", order, fault, len(h.logged))
		}
	})
}

// FuzzConfiguration: whatever is accepted is JSON, what is JSON but refused is refused in one line that says where.
func FuzzConfiguration(f *testing.F) {
	f.Add(``)
	f.Add(`{"mode": "mask", "statuses": [500, "4xx", "501-503"], "response": {"body": "\u00e9", "content_type": "a/b"}, "record": {"level": "warn", "max_body_bytes": 1}}`)
	f.Add(`{"a": [1e5, -0.5E+3, true, null, "\ud83d\ude00"]}`)
	f.Add(`[{"a": {}}, []]`)
	f.Fuzz(func(t *testing.T, configuration string) {
		filter, err := New([]byte(configuration))
		if err == nil {
			if strings.Trim(configuration, " \t\r\n") != "" && !json.Valid([]byte(configuration)) {
				t.Fatalf("accepted, but no JSON: %q", configuration)
			}
			for _, p := range filter.policies.all {
				o, r := p.replacement.options, p.recording
				if !isMediaType(o.ContentType) || r.maxBodyBytes < 0 || r.maxBodyBytes > maxBodyBytes || p.statuses == (statusSet{}) || !isPolicyName(p.name) {
					t.Fatalf("accepted %q as %+v", configuration, p)
				}
			}
			return
		}
		message := err.Error()
		if !strings.HasPrefix(message, "line ") || len(message) > 500 {
			t.Fatalf("refused without saying where, or at length: %q", message)
		}
		// The library takes bytes that are not UTF-8 and halves of surrogate pairs for what they are not.
		strict := utf8.ValidString(configuration) && !strings.Contains(strings.ToLower(configuration), `\ud`)
		if strict && json.Valid([]byte(configuration)) && strings.Contains(message, "not valid JSON") {
			t.Fatalf("this is JSON: %q, but: %s", configuration, message)
		}
		for _, r := range message {
			if r < ' ' || r == 0x7f || r == 0x2028 {
				t.Fatalf("a raw %U in %q", r, message)
			}
		}
	})
}

// FuzzRecord: a record is one line of valid JSON within its budget whatever a body and a header hold, and shows a short text as it is.
func FuzzRecord(f *testing.F) {
	f.Add([]byte("Error: boom\n{\"forged\": true}"), "/a?b=c", "text/plain")
	f.Add([]byte("\x00\x1b[2J\xff\xe2\x80\xa8\u202e"), "/\"\\", "application/json\x07")
	f.Add([]byte(strings.Repeat("😀\x01", 40)), "", "")
	f.Fuzz(func(t *testing.T, body []byte, path, contentType string) {
		h := newDouble("500", [2]string{"content-type", contentType})
		h.request = [][2]string{{":path", path}}
		whole := newDouble("500", [2]string{"content-type", contentType})
		whole.request = h.request
		half := len(body) / 2
		filter := mustNew(t, "")
		run(t, filter, h, string(body[:half]), string(body[half:]))
		run(t, filter, whole, string(body))
		if isGRPC(contentType) {
			return
		}
		line := h.logged[0]
		checkLine(t, line)
		if len(line) > lineBudget {
			t.Fatalf("a record of %d bytes", len(line))
		}
		if withoutID(t, line) != withoutID(t, whole.logged[0]) {
			t.Fatalf("another record for another chunking:\n%s\n%s", line, whole.logged[0])
		}
		if len(body) > 1000 || decode.CharsetOf(contentType, body) != decode.UTF8 {
			return
		}
		bare := newDouble("500", [2]string{"content-type", contentType})
		run(t, mustNew(t, `{"record": {"redact": {"enabled": false}}}`), bare, string(body))
		content, ok := member(t, bare.logged[0], "http.response.body.content").(string)
		body = bytes.TrimPrefix(body, []byte("\ufeff"))
		if ok && content != strings.ToValidUTF8(string(body), "\ufffd") && content != toValid(body) {
			t.Fatalf("body %q is shown as %q", body, content)
		}
	})
}

// FuzzFailure: a secret on a line of its own shows nowhere, and what failed is the same through a coding and on the second time.
func FuzzFailure(f *testing.F) {
	f.Add([]byte(stack), "text/plain")
	f.Add([]byte(`{"message": "boom", "stack": "Error: boom\n    at a (/srv/a.js:1:2)"}`), "application/json")
	f.Add([]byte("<html><pre>java.lang.IllegalStateException: boom\n\tat a.b.C(C.java:1)</pre></html>"), "text/html; charset=iso-8859-1")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		if len(body) > 1500 || isGRPC(contentType) { // even if each byte needs the longest escape, nothing is cut
			return
		}
		const secret = "Zwetschge17"
		text := string(body) + "\npassword=" + secret + "\n"
		filter := mustNew(t, "")
		first := record(t, filter, [][2]string{{"content-type", contentType}}, text)
		for name, value := range first {
			if shown, _ := value.(string); strings.Contains(shown, secret) {
				t.Fatalf("%s shows the secret: %q", name, shown)
			}
		}
		coded := [][2]string{{"content-type", contentType}, {"content-encoding", "gzip"}}
		for name, other := range map[string]map[string]any{
			"again": record(t, filter, [][2]string{{"content-type", contentType}}, text[:len(text)/3], text[len(text)/3:]),
			"gzip":  record(t, filter, coded, zipped(t, text)),
		} {
			for _, member := range []string{"error.type", "exception.type", "exception.message", "exception.own_frame", "exception.stacktrace", "error.fingerprint",
				"http.response.body.content"} {
				if first[member] != other[member] {
					t.Fatalf("%s: %s is %v, was %v", name, member, other[member], first[member])
				}
			}
		}
	})
}

// toValid replaces each byte that is not UTF-8, where strings.ToValidUTF8 replaces each run of them.
func toValid(text []byte) string { return string([]rune(string(text))) }
