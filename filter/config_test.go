package filter

import "testing"

func TestDefaults(t *testing.T) {
	for _, configuration := range []string{"", " \n\t", "{}", `{"response":{},"record":{}}`} {
		f := mustNew(t, configuration)
		want(t, "body", f.policies.top().replacement.options.Body, `{"error": "Internal Server Error"}`)
		want(t, "content type", f.policies.top().replacement.options.ContentType, "application/json")
		want(t, "max_body_bytes", f.policies.top().recording.maxBodyBytes, 8192)
		want(t, "level", f.policies.top().recording.level, Error)
		for status := range 1000 {
			want(t, "masks", f.policies.statuses.has(status), status == 500)
		}
	}
}

func TestStatuses(t *testing.T) {
	for configuration, masked := range map[string][]int{
		`[500]`:                     {500},
		`[400, 599]`:                {400, 599},
		`["502-504", 500]`:          {500, 502, 503, 504},
		`["500-500"]`:               {500},
		`["5xx", "400-401", "4xx"]`: nil,
	} {
		f := mustNew(t, `{"statuses": `+configuration+`}`)
		n := 0
		for status := range 1000 {
			if f.policies.statuses.has(status) {
				n++
			}
		}
		for _, status := range masked {
			want(t, configuration, f.policies.statuses.has(status), true)
		}
		if masked == nil {
			masked = make([]int, 200)
		}
		want(t, "number of statuses of "+configuration, n, len(masked))
	}
}

func TestModeOff(t *testing.T) {
	want(t, "masks(500)", mustNew(t, `{"mode": "off"}`).policies.statuses.has(500), false)
	want(t, "masks(500)", mustNew(t, `{"mode": "mask"}`).policies.statuses.has(500), true)
}

func TestRefusals(t *testing.T) {
	const statuses = `allowed: a status from 400 to 599, a class ("4xx", "5xx") or a range ("500-504")`
	for configuration, message := range map[string]string{
		`[]`:                              `line 1, column 1: the configuration: found a list; allowed: an object with the keys mode, statuses, origin, response, record, routes, policies`,
		`null`:                            `line 1, column 1: the configuration: found null; allowed: an object with the keys mode, statuses, origin, response, record, routes, policies`,
		`"mask"`:                          `line 1, column 1: the configuration: found the string "mask"; allowed: an object with the keys mode, statuses, origin, response, record, routes, policies`,
		`mode: mask`:                      `line 1, column 1: not valid JSON: "mode" is no value; give the configuration as a google.protobuf.StringValue that holds JSON`,
		`{mode: "mask"}`:                  `line 1, column 2: not valid JSON: "mode" is no value`,
		`{"mode" "mask"}`:                 `line 1, column 9: not valid JSON: found the string "mask" where ":" should be`,
		`{"mode": }`:                      `line 1, column 10: not valid JSON: found "}" where a value should be`,
		`{"mode"`:                         `line 1, column 8: not valid JSON: found the end where ":" should be`,
		`{"mode": "mask"`:                 `line 1, column 16: not valid JSON: found the end where "," or "}" should be`,
		`{"mode": "mask",}`:               `line 1, column 17: not valid JSON: found "}" where a key in quotes should be`,
		`{"mode": "mask"} {}`:             `line 1, column 18: found more behind the configuration; allowed: one object`,
		`{"mode": "mask"}}`:               `line 1, column 17: found more behind the configuration; allowed: one object`,
		"\n$\n\"\n\bstatuses":             `line 2, column 1: not valid JSON: no value begins with "$"; give the configuration as a google.protobuf.StringValue that holds JSON`,
		"\ufeff{}":                        `line 1, column 1: not valid JSON: no value begins with "\ufeff"; give the configuration as a google.protobuf.StringValue that holds JSON`,
		`{1: 2}`:                          `line 1, column 2: not valid JSON: found the number 1 where a key in quotes should be`,
		`{"mode": 'mask'}`:                `line 1, column 10: not valid JSON: no value begins with "'"`,
		`{"mode": "ma` + "\n" + `sk"}`:    `line 1, column 13: not valid JSON: a control character in a string must be escaped`,
		`{"mode": "\x"}`:                  `line 1, column 11: not valid JSON: an escape that stands for no character`,
		`{"mode": "\ud800"}`:              `line 1, column 11: not valid JSON: an escape that stands for no character`,
		`{"mode": "mask`:                  `line 1, column 10: not valid JSON: a string has no end`,
		"{\"mode\": \"\xff\"}":            `line 1, column 11: not valid JSON: not UTF-8`,
		`{"mode": "mask", "mode": "off"}`: `line 1, column 18: mode is given twice`,
		`{"record": {"level": "warn", "level": 1}}`: `line 1, column 30: record.level is given twice`,

		`{"stauses": [500]}`:                               `line 1, column 2: stauses is not a key (did you mean "statuses"?); allowed: mode, statuses, origin, response, record, routes, policies`,
		"{\n  \"response\": {\n    \"boddy\": \"\"}}":      `line 3, column 5: response.boddy is not a key (did you mean "body"?); allowed: body, content_type, format, keep_members, error_id, remove_headers, set_headers`,
		`{"record": {"max_body_byte": 1}}`:                 `line 1, column 13: record.max_body_byte is not a key (did you mean "max_body_bytes"?); allowed: level, max_body_bytes, decode, headers, redact, repeat`,
		`{"mode": "maks"}`:                                 `line 1, column 10: mode: found the string "maks"; allowed: "mask", "monitor", "development", "off" (did you mean "mask"?)`,
		`{"mode": "Monitor"}`:                              `line 1, column 10: mode: found the string "Monitor"; allowed: "mask", "monitor", "development", "off" (did you mean "monitor"?)`,
		`{"mode": true}`:                                   `line 1, column 10: mode: found true; allowed: "mask", "monitor", "development", "off"`,
		`{"mode": {}}`:                                     `line 1, column 10: mode: found an object; allowed: "mask", "monitor", "development", "off"`,
		`{"statuses": 500}`:                                `line 1, column 14: statuses: found the number 500; allowed: a list of statuses from 400 to 599, classes ("4xx", "5xx") and ranges ("500-504")`,
		`{"statuses": []}`:                                 `line 1, column 14: statuses: found an empty list; allowed: a list of statuses from 400 to 599, classes ("4xx", "5xx") and ranges ("500-504")`,
		`{"statuses": [500, 200]}`:                         `line 1, column 20: statuses[1]: found the number 200; ` + statuses,
		`{"statuses": [600]}`:                              `line 1, column 15: statuses[0]: found the number 600; ` + statuses,
		`{"statuses": [5e2]}`:                              `line 1, column 15: statuses[0]: found the number 5e2; ` + statuses,
		`{"statuses": [500.0]}`:                            `line 1, column 15: statuses[0]: found the number 500.0; ` + statuses,
		`{"statuses": ["500"]}`:                            `line 1, column 15: statuses[0]: found the string "500"; ` + statuses,
		`{"statuses": ["6xx"]}`:                            `line 1, column 15: statuses[0]: found the string "6xx"; ` + statuses,
		`{"statuses": ["xx"]}`:                             `line 1, column 15: statuses[0]: found the string "xx"; ` + statuses,
		`{"statuses": ["504-500"]}`:                        `line 1, column 15: statuses[0]: found the string "504-500"; ` + statuses,
		`{"statuses": ["500-600"]}`:                        `line 1, column 15: statuses[0]: found the string "500-600"; ` + statuses,
		`{"statuses": [null]}`:                             `line 1, column 15: statuses[0]: found null; ` + statuses,
		`{"statuses": [[500]]}`:                            `line 1, column 15: statuses[0]: found a list; ` + statuses,
		`{"statuses": [500 502]}`:                          `line 1, column 19: not valid JSON: found the number 502 where "," or "]" should be`,
		`{"statuses": [500,]}`:                             `line 1, column 19: not valid JSON: found "]" where a value should be`,
		`{"statuses": [0500]}`:                             `line 1, column 15: not valid JSON: "0500" is no value`,
		`{"response": "sorry"}`:                            `line 1, column 14: response: found the string "sorry"; allowed: an object with the keys body, content_type, format, keep_members, error_id, remove_headers, set_headers`,
		`{"response": {"body": {"error": "x"}}}`:           `line 1, column 23: response.body: found an object; allowed: a string of at most 65536 bytes`,
		`{"response": {"content_type": "json"}}`:           `line 1, column 31: response.content_type: found the string "json"; allowed: a media type such as "application/json" or "text/plain; charset=utf-8"`,
		`{"response": {"content_type": "a/b\r\nx: y"}}`:    `line 1, column 31: response.content_type: found the string "a/b\r\nx: y"; allowed: a media type such as "application/json" or "text/plain; charset=utf-8"`,
		`{"response": {"content_type": "a/b;x=\r\nc: d"}}`: `line 1, column 31: response.content_type: found the string "a/b;x=\r\nc: d"; allowed: a media type such as "application/json" or "text/plain; charset=utf-8"`,
		`{"record": {"level": "err"}}`:                     `line 1, column 22: record.level: found the string "err"; allowed: "trace", "debug", "info", "warn", "error", "critical" (did you mean "error"?)`,
		`{"record": {"level": "warning"}}`:                 `line 1, column 22: record.level: found the string "warning"; allowed: "trace", "debug", "info", "warn", "error", "critical" (did you mean "warn"?)`,
		`{"record": {"max_body_bytes": -1}}`:               `line 1, column 31: record.max_body_bytes: found the number -1; allowed: a whole number from 0 to 1048576`,
		`{"record": {"max_body_bytes": 1048577}}`:          `line 1, column 31: record.max_body_bytes: found the number 1048577; allowed: a whole number from 0 to 1048576`,
		`{"record": {"max_body_bytes": "8k"}}`:             `line 1, column 31: record.max_body_bytes: found the string "8k"; allowed: a whole number from 0 to 1048576`,
		`{"record": {"max_body_bytes": 1.5}}`:              `line 1, column 31: record.max_body_bytes: found the number 1.5; allowed: a whole number from 0 to 1048576`,
		"{\"ü\": 1, \"é\": 2}":                             `line 1, column 2: ü is not a key; allowed: mode, statuses, origin, response, record, routes, policies`,
		`{"a\nb\u001b": 1}`:                                `line 1, column 2: a\nb\u001b is not a key; allowed: mode, statuses, origin, response, record, routes, policies`,
	} {
		_, err := New([]byte(configuration))
		if err == nil {
			t.Errorf("%s: accepted, want: %s", configuration, message)
		} else if err.Error() != message {
			t.Errorf("%s:\n got %s\nwant %s", configuration, err, message)
		}
	}
}

func TestAccepted(t *testing.T) {
	f := mustNew(t, "{\"mode\":\"m\\u0061sk\",\r\n\t\"response\": {\"body\": \"\\u00e9\\ud83d\\ude00\\/\", \"content_type\": \"text/plain; charset=utf-8\"}, \"record\": {\"level\": \"warn\", \"max_body_bytes\": 0}}")
	want(t, "body", f.policies.top().replacement.options.Body, "é😀/")
	want(t, "content type", f.policies.top().replacement.options.ContentType, "text/plain; charset=utf-8")
	want(t, "level", f.policies.top().recording.level, Warn)
	want(t, "max_body_bytes", f.policies.top().recording.maxBodyBytes, 0)
	want(t, "empty body", len(mustNew(t, `{"response": {"body": ""}}`).policies.top().replacement.options.Body), 0)
}
