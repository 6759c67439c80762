package filter

import (
	"strconv"
	"strings"
	"testing"
)

// TestPolicyRefusals has the whole message of what is refused of policies, routes and responses.
func TestPolicyRefusals(t *testing.T) {
	const (
		top          = "mode, statuses, origin, response, record, routes, policies"
		policyKeys   = "mode, statuses, origin, response, record"
		responseKeys = "body, content_type, format, keep_members, error_id, remove_headers, set_headers"
		header       = `allowed: the name of a response header, such as "x-app-version", or its beginning and "*"`
		member       = `allowed: the name of a member, of at most 64 bytes, such as "code"`
		policyName   = `cannot be the name of a policy; allowed: up to 64 letters, digits, "-" and "_"`
	)
	for configuration, message := range map[string]string{
		`{"origin": "envoy"}`:    `line 1, column 12: origin: found the string "envoy"; allowed: "any", "upstream"`,
		`{"origin": "upsteam"}`:  `line 1, column 12: origin: found the string "upsteam"; allowed: "any", "upstream" (did you mean "upstream"?)`,
		`{"origin": null}`:       `line 1, column 12: origin: found null; allowed: "any", "upstream"`,
		`{"mode": "monitoring"}`: `line 1, column 10: mode: found the string "monitoring"; allowed: "mask", "monitor", "development", "off" (did you mean "monitor"?)`,
		`{"mode": "dev"}`:        `line 1, column 10: mode: found the string "dev"; allowed: "mask", "monitor", "development", "off" (did you mean "development"?)`,
		`{"policy": {}}`:         `line 1, column 2: policy is not a key; allowed: ` + top,
		`{"route": {}}`:          `line 1, column 2: route is not a key (did you mean "routes"?); allowed: ` + top,

		`{"policies": []}`:                                                    `line 1, column 14: policies: found a list; allowed: an object with a policy for each name`,
		`{"policies": "strict"}`:                                              `line 1, column 14: policies: found the string "strict"; allowed: an object with a policy for each name`,
		`{"policies": {"a": "off"}}`:                                          `line 1, column 20: policies.a: found the string "off"; allowed: an object with the keys ` + policyKeys,
		`{"policies": {"a": {"policies": {}}}}`:                               `line 1, column 21: policies.a.policies is not a key; allowed: ` + policyKeys,
		`{"policies": {"a": {"routes": {}}}}`:                                 `line 1, column 21: policies.a.routes is not a key; allowed: ` + policyKeys,
		`{"policies": {"a": {"statues": [500]}}}`:                             `line 1, column 21: policies.a.statues is not a key (did you mean "statuses"?); allowed: ` + policyKeys,
		`{"policies": {"a": {"mode": "of"}}}`:                                 `line 1, column 29: policies.a.mode: found the string "of"; allowed: "mask", "monitor", "development", "off" (did you mean "off"?)`,
		`{"policies": {"a": {"statuses": [200]}}}`:                            `line 1, column 34: policies.a.statuses[0]: found the number 200; allowed: a status from 400 to 599, a class ("4xx", "5xx") or a range ("500-504")`,
		`{"policies": {"a": {}, "a": {}}}`:                                    `line 1, column 24: policies.a is given twice`,
		`{"policies": {"default": {}}}`:                                       `line 1, column 15: policies.default is the name of the configuration's top level; allowed: another name`,
		`{"policies": {"": {}}}`:                                              `line 1, column 15: policies. ` + policyName,
		`{"policies": {"a b": {}}}`:                                           `line 1, column 15: policies.a b ` + policyName,
		`{"policies": {"ä": {}}}`:                                             `line 1, column 15: policies.ä ` + policyName,
		`{"policies": {"a.b": {}}}`:                                           `line 1, column 15: policies.a.b ` + policyName,
		"{\n \"policies\": {\n  \"a\": {\"record\": {\"level\": \"loud\"}}}}": `line 3, column 29: policies.a.record.level: found the string "loud"; allowed: "trace", "debug", "info", "warn", "error", "critical"`,
		`{"policies": {"a": {"record": {"redact": {"keyz": []}}}}}`:           `line 1, column 43: policies.a.record.redact.keyz is not a key (did you mean "keys"?); allowed: enabled, keys, patterns, email`,
		`{"policies": {"a": {}`:                                               `line 1, column 22: not valid JSON: found the end where a value should be`,
		`{"policies": {"a": {"b": ]}}}`:                                       `line 1, column 26: not valid JSON: found "]" where a value should be`,
		`{"policies": }`:                                                      `line 1, column 14: not valid JSON: found "}" where a value should be`,
		`{"policies": {"a" {}}}`:                                              `line 1, column 19: not valid JSON: found "{" where ":" should be`,

		`{"routes": ["shop"]}`:                                      `line 1, column 12: routes: found a list; allowed: an object with the name of a policy for each name of a route`,
		`{"routes": {"shop": {}}}`:                                  `line 1, column 21: routes.shop: found an object; allowed: the name of one of the policies, or "default" for the top level`,
		`{"routes": {"shop": "strict"}}`:                            `line 1, column 21: routes.shop: found the string "strict"; allowed: the name of one of the policies, or "default" for the top level`,
		`{"routes": {"shop": "strct"}, "policies": {"strict": {}}}`: `line 1, column 21: routes.shop: found the string "strct"; allowed: the name of one of the policies, or "default" for the top level (did you mean "strict"?)`,
		`{"routes": {"shop": "off"}}`:                               `line 1, column 21: routes.shop: found the string "off"; allowed: the name of one of the policies, or "default" for the top level`,
		`{"routes": {"shop": 1}}`:                                   `line 1, column 21: routes.shop: found the number 1; allowed: the name of one of the policies, or "default" for the top level`,
		`{"routes": {"": "default"}}`:                               `line 1, column 13: routes. cannot be the name of a route; allowed: 1 to 512 bytes`,
		`{"routes": {"a": "default", "a": "default"}}`:              `line 1, column 29: routes.a is given twice`,

		`{"response": {"format": "html"}}`:                                `line 1, column 25: response.format: found the string "html"; allowed: "static", "problem", "negotiate"`,
		`{"response": {"format": "negotiated"}}`:                          `line 1, column 25: response.format: found the string "negotiated"; allowed: "static", "problem", "negotiate" (did you mean "negotiate"?)`,
		`{"response": {"error_id": true}}`:                                `line 1, column 27: response.error_id: found true; allowed: "none", "header", "body", "both"`,
		`{"response": {"error-id": "both"}}`:                              `line 1, column 15: response.error-id is not a key (did you mean "error_id"?); allowed: ` + responseKeys,
		`{"response": {"body": "{{errorid}}"}}`:                           `line 1, column 14: response: body has the unknown placeholder {{errorid}} (did you mean {{error_id}}?); allowed: {{status}}, {{status_text}}, {{error_id}}, {{request_id}}`,
		`{"response": {"body": "sorry", "error_id": "body"}}`:             `line 1, column 14: response: error_id in the body needs {{error_id}} in it, as the body is neither a JSON object nor text/plain`,
		`{"response": {"content_type": "text/html", "error_id": "both"}}`: `line 1, column 14: response: error_id in the body needs {{error_id}} in it, as the body is neither a JSON object nor text/plain`,
		`{"response": {"body": "sorry", "content_type": "text/plain"}, "policies": {"a": {"response": {"keep_members": ["code"]}}}}`: `line 1, column 94: policies.a.response: keep_members needs a body that is a JSON object, with a content_type of JSON, to put them into`,
		`{"response": {"keep_members": "code"}}`:                       `line 1, column 31: response.keep_members: found the string "code"; allowed: a list of at most 32 names of members`,
		`{"response": {"keep_members": [1]}}`:                          `line 1, column 32: response.keep_members[0]: found the number 1; ` + member,
		`{"response": {"keep_members": [""]}}`:                         `line 1, column 32: response.keep_members[0]: found the string ""; ` + member,
		`{"response": {"keep_members": ["a", "a"]}}`:                   `line 1, column 37: response.keep_members[1]: found the string "a"; allowed: each name once`,
		`{"response": {"remove_headers": {}}}`:                         `line 1, column 33: response.remove_headers: found an object; allowed: a list of at most 32 names of response headers`,
		`{"response": {"remove_headers": [":status"]}}`:                `line 1, column 34: response.remove_headers[0]: found the string ":status"; ` + header,
		`{"response": {"remove_headers": ["x y"]}}`:                    `line 1, column 34: response.remove_headers[0]: found the string "x y"; ` + header,
		`{"response": {"remove_headers": ["*"]}}`:                      `line 1, column 34: response.remove_headers[0]: found the string "*"; ` + header,
		`{"response": {"remove_headers": ["Connection"]}}`:             `line 1, column 34: response.remove_headers[0]: found the string "Connection"; allowed: headers other than those of one connection (RFC 9110, section 7.6.1), which never pass`,
		`{"response": {"set_headers": []}}`:                            `line 1, column 30: response.set_headers: found a list; allowed: an object with a value for each name of a response header`,
		`{"response": {"set_headers": {":status": "200"}}}`:            `line 1, column 31: response.set_headers.:status cannot be set: pseudo headers are the proxy's; allowed: names of response headers`,
		`{"response": {"set_headers": {"x y": "1"}}}`:                  `line 1, column 31: response.set_headers.x y cannot be set: it is no name of a header; allowed: names such as "x-frame-options"`,
		`{"response": {"set_headers": {"Transfer-Encoding": "x"}}}`:    `line 1, column 31: response.set_headers.Transfer-Encoding cannot be set: headers of one connection are the proxy's (RFC 9110, section 7.6.1); allowed: other names`,
		`{"response": {"set_headers": {"content-type": "text/html"}}}`: `line 1, column 31: response.set_headers.content-type cannot be set: it belongs to the body; allowed: response.content_type`,
		`{"response": {"set_headers": {"content-length": "1"}}}`:       `line 1, column 31: response.set_headers.content-length cannot be set: it follows from the body; allowed: other names`,
		`{"response": {"set_headers": {"content-encoding": "gzip"}}}`:  `line 1, column 31: response.set_headers.content-encoding cannot be set: it follows from the body; allowed: other names`,
		`{"response": {"set_headers": {"X-A": "1", "x-a": "2"}}}`:      `line 1, column 43: response.set_headers.x-a is given twice`,
		`{"response": {"set_headers": {"x-a": 1}}}`:                    `line 1, column 38: response.set_headers.x-a: found the number 1; allowed: a string of at most 4096 printable ASCII characters`,
		`{"response": {"set_headers": {"x-a": "a\r\nset-cookie: b"}}}`: `line 1, column 38: response.set_headers.x-a: found the string "a\r\nset-cookie: b"; allowed: a string of at most 4096 printable ASCII characters`,
		`{"response": {"set_headers": {"x-a": " a"}}}`:                 `line 1, column 38: response.set_headers.x-a: found the string " a"; allowed: a string of at most 4096 printable ASCII characters`,
	} {
		_, err := New([]byte(configuration))
		if err == nil {
			t.Errorf("%s: accepted, want: %s", configuration, message)
		} else if err.Error() != message {
			t.Errorf("%s:\n got %s\nwant %s", configuration, err, message)
		}
	}
}

// TestBounds: what is one too many is refused, and what is allowed is taken.
func TestBounds(t *testing.T) {
	for what, c := range map[string]struct {
		before, element, after string
		most                   int
	}{
		"policies":      {`{"policies": {`, `"p#": {}`, `}}`, 1000},
		"routes":        {`{"routes": {`, `"r#": "default"`, `}}`, 20000},
		"kept members":  {`{"response": {"keep_members": [`, `"m#"`, `]}}`, 32},
		"removed":       {`{"response": {"remove_headers": [`, `"x-#"`, `]}}`, 32},
		"set":           {`{"response": {"set_headers": {`, `"x-#": "1"`, `}}}`, 32},
		"bytes of name": {`{"policies": {"`, `a`, `": {}}}`, 64},
	} {
		for _, n := range []int{c.most, c.most + 1} {
			var all []string
			for i := range n {
				all = append(all, strings.ReplaceAll(c.element, "#", strconv.Itoa(i)))
			}
			separator := ","
			if what == "bytes of name" {
				separator = ""
			}
			if _, err := New([]byte(c.before + strings.Join(all, separator) + c.after)); (err == nil) != (n == c.most) {
				t.Errorf("%d %s: %v", n, what, err)
			}
		}
	}
}

// TestOverride: a policy has what the top level has, wherever that stands, but for what it names.
func TestOverride(t *testing.T) {
	f := mustNew(t, `{"policies": {"a": {"record": {"redact": {"email": true}}}, "b": {}}, "statuses": ["5xx"], "origin": "upstream",
		"record": {"level": "warn", "redact": {"keys": ["k"]}}, "response": {"error_id": "header"}}`)
	a, b, top := f.policies.named["a"], f.policies.named["b"], f.policies.top()
	want(t, "level of a", a.recording.level, Warn)
	want(t, "keys of a", len(a.recording.redact.keys), 1)
	want(t, "email of a", a.recording.redact.email, true)
	want(t, "email of the top level", top.recording.redact.email, false)
	want(t, "records of b", b.recording, top.recording)
	want(t, "responses of a", a.replacement, top.replacement)
	want(t, "origin of a", a.upstreamOnly, true)
	want(t, "statuses of b", b.statuses, top.statuses)
}

func TestWarnings(t *testing.T) {
	for configuration, warnings := range map[string]string{
		``:                        "",
		`{"mode": "monitor"}`:     "",
		`{"mode": "development"}`: "errormask: mode development: clients see the details of errors; policies: default",
		`{"policies": {"a": {"mode": "development"}, "b": {"mode": "development"}}}`: "errormask: mode development: clients see the details of errors; policies: a, b",
		`{"response": {"body": "sorry"}, "policies": {"a": {}, "b": {"response": {"body": "no"}}, "c": {"response": {"content_type": "text/plain"}}}}`: "errormask: policy default: response.body is not JSON, though response.content_type says so\n" +
			"errormask: policy b: response.body is not JSON, though response.content_type says so",
	} {
		want(t, configuration, strings.Join(mustNew(t, configuration).Warnings(), "\n"), warnings)
	}
}
