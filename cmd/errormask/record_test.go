package main

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestRecordIsPrintedReadably(t *testing.T) {
	for _, c := range []struct{ name, record, want string }{
		{"whole", `{"timestamp":"2026-03-02T09:14:51.322Z","event.name":"errormask.masked","http.request.method":"GET","url.path":"/orders",` +
			`"url.query":"page=2","user_agent.original":"curl/8.5.0","http.response.status_code":500,"envoy.upstream":"10.0.0.7:8080",` +
			`"duration_ms":12.5,"http.response.header.content_type":"text/plain","http.response.body.size":31,` +
			`"http.response.body.content":"java.lang.Error: no\n\tat a.b(C.java:1)\n"}`, `
10:14:51  500  GET /orders?page=2  from 10.0.0.7:8080  in 12.5 ms
    user_agent.original=curl/8.5.0
    http.response.header.content_type=text/plain
    http.response.body.size=31

    java.lang.Error: no
        at a.b(C.java:1)

`},
		{"explained", `{"event.name":"errormask.masked","error.id":"0b9a1f6e","error.type":"null_reference","exception.type":"TypeError",` +
			`"exception.message":"no 'hits'","exception.own_frame":"    at toResults (/srv/r.js:14:31)","error.fingerprint":"97ba",` +
			`"exception.stacktrace":"at toResults (/srv/r.js:14:31)\nat x","http.request.method":"GET","url.path":"/search","http.response.status_code":500}`, `
500  GET /search
    null_reference  TypeError: no 'hits'
    at toResults (/srv/r.js:14:31)
    error.id=0b9a1f6e  error.fingerprint=97ba

`},
		{"a message without a type, a hostile one", `{"error.type":"unknown","exception.message":"\u001b[2J gone","http.response.status_code":500}`, `
500
    unknown  \x1b[2J gone

`},
		{"nothing known", `{"http.response.status_code":500}`, "\n500\n\n"},
		{"keys of a later version", `{"http.response.status_code":503,"exception.stack":["a",{"b":1}],"masked":true}`, `
503
    exception.stack=["a",{"b":1}]  masked=true

`},
		{"bytes instead of text", `{"http.response.status_code":500,"http.response.body.base64":"H4sIAAAA","http.response.body.decode_error":"content-encoding br"}`, `
500
    http.response.body.decode_error=content-encoding br

    H4sIAAAA

`},
		{"hostile", `{"http.request.method":"GET","url.path":"/\u001b[2J","user_agent.original":"\u202eevil","http.response.status_code":500,` +
			`"http.response.body.content":"\u001b]0;owned\u0007\rline\u009b1A"}`, `
500  GET /\x1b[2J
    user_agent.original=\u202eevil

    \x1b]0;owned\x07\x0dline\u009b1A

`},
		{"long lines", `{"http.response.status_code":500,"url.full":"` + strings.Repeat("x", 70) + `","http.response.body.content":"` + strings.Repeat("word ", 15) + `"}`, `
500
    url.full=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
    xxxxxxxxxxxxxxxxxxx

    word word word word word word word word word word word word 
    word word word 

`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, ok := parseRecord(c.record)
			if !ok {
				t.Fatalf("not taken for a record: %s", c.record)
			}
			var out strings.Builder
			r.print(screen{Writer: &out, width: 64}, time.FixedZone("CET", 3600))
			if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), out.String()); diff != "" {
				t.Errorf("want -, got +\n%s", diff)
			}
		})
	}
}

func TestWhatIsNoRecord(t *testing.T) {
	for _, message := range []string{"", "ready", `"text"`, "[1]", `{"a":1`, `{"a"}`, "{1:2}"} {
		if r, ok := parseRecord(message); ok {
			t.Errorf("%q is taken for the record %v", message, r)
		}
	}
}

func TestLogLinesWorthPrinting(t *testing.T) {
	const prefix = "[2026-03-02 09:14:51.322][7][error][wasm] [source/extensions/common/wasm/context.cc:1137] wasm log errormask errormask errormask: "
	for _, c := range []struct{ line, want string }{
		{prefix + `{"http.response.status_code":500}`, "500\n\n"},
		{prefix + "policy strict does not exist \x1b[1m", "error: policy strict does not exist \\x1b[1m\n\n"},
		{"[2026-03-02 09:14:51.322][7][warning][config] [source/server/server.cc:1] {\"http.response.status_code\":500}", ""},
	} {
		var out strings.Builder
		printLine(screen{Writer: &out, width: 64}, c.line)
		if out.String() != c.want {
			t.Errorf("%q is printed as %q, want %q", c.line, out.String(), c.want)
		}
	}
}
