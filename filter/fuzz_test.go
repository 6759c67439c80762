package filter

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzStream calls a stream in any order, with any chunks, statuses and faults: once a masked status was seen, no part of the original shows,
// and one record is written for each masked answer.
func FuzzStream(f *testing.F) {
	f.Add([]byte("hbbtd"), uint16(500), uint8(0))
	f.Add([]byte("hbBd"), uint16(500), uint8(4))
	f.Add([]byte("Hd"), uint16(500), uint8(3))
	f.Add([]byte("bthHBdd"), uint16(500), uint8(0))
	f.Add([]byte("hhbd"), uint16(200), uint8(0))
	f.Fuzz(func(t *testing.T, order []byte, status uint16, fault uint8) {
		if len(order) > 200 {
			return
		}
		filter := mustNew(t, `{"statuses": ["5xx"], "record": {"max_body_bytes": 64}}`)
		text := string(appendDigits(nil, int(status%1000), 3))
		masked := status%1000 >= 500 && status%1000 < 600
		h := newDouble(text, [2]string{"x-error", canary}, [2]string{"content-length", "9"})
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
			if s := filter.settings; !isMediaType(s.contentType) || s.maxBodyBytes < 0 || s.maxBodyBytes > maxBodyBytes || s.statuses == (statusSet{}) {
				t.Fatalf("accepted %q as %+v", configuration, s)
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
		if line != whole.logged[0] {
			t.Fatalf("another record for another chunking:\n%s\n%s", line, whole.logged[0])
		}
		content, ok := member(t, line, "http.response.body.content").(string)
		if ok && len(body) < 1000 && content != strings.ToValidUTF8(string(body), "\ufffd") && content != toValid(body) {
			t.Fatalf("body %q is shown as %q", body, content)
		}
	})
}

// toValid replaces each byte that is not UTF-8, where strings.ToValidUTF8 replaces each run of them.
func toValid(text []byte) string { return string([]rune(string(text))) }
