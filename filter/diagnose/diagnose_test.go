package diagnose

import (
	"strings"
	"testing"
)

// want is what a body should tell; an empty field must not be found.
type want struct {
	typ, message, top, own, cause string
	class                         Class
}

func check(t *testing.T, contentType, body string, w want) {
	t.Helper()
	var p Parser
	d := p.Parse(contentType, []byte(body))
	for _, field := range []struct{ name, got, want string }{
		{"type", string(d.ExceptionType), w.typ}, {"message", string(d.ExceptionMessage), w.message}, {"top frame", string(d.Frames.Top), w.top},
		{"own frame", string(d.Frames.Own), w.own}, {"cause's frame", string(d.Frames.Cause), w.cause}, {"class", d.Cause.String(), w.class.String()},
	} {
		if field.got != field.want {
			t.Errorf("%s\n got %q\nwant %q\nof %.300q", field.name, field.got, field.want, body)
		}
	}
}

// The bodies below are what the real runtimes printed: OpenJDK 17, Node.js 20, CPython 3.11, Go 1.26, Rust 1.95, Perl 5.36, psql and sqlite3.

func TestJava(t *testing.T) {
	check(t, "text/plain", `java.lang.IllegalStateException: outer message: with colon
	at A.f(A.java:4)
	at A.main(A.java:6)
Caused by: java.lang.ClassCastException: class java.lang.String cannot be cast to class java.lang.Integer (java.lang.String and java.lang.Integer are in module java.base of loader 'bootstrap')
	at A.g(A.java:3)
	... 2 more
`, want{"java.lang.ClassCastException", "class java.lang.String cannot be cast to class java.lang.Integer (java.lang.String and java.lang.Integer are in module java.base of loader 'bootstrap')",
		"at A.f(A.java:4)", "at A.g(A.java:3)", "at A.g(A.java:3)", TypeError})
	check(t, "", `java.lang.RuntimeException: in try
	at A.main(A.java:7)
	Suppressed: java.io.IOException: close failed
		at A$R.close(A.java:2)
		... 1 more
Caused by: java.lang.NullPointerException
	... 1 more
`, want{"java.lang.NullPointerException", "", "at A.main(A.java:7)", "at A.main(A.java:7)", "", NullReference})
	check(t, "", `Exception in thread "main" java.lang.Error: x
second line
	at A.main(A.java:10)
`, want{"java.lang.Error", "x", "at A.main(A.java:10)", "at A.main(A.java:10)", "", Unknown})
	check(t, "", `java.net.ConnectException: Connection refused
	at java.base/sun.nio.ch.Net.connect0(Native Method)
	at java.base/java.net.Socket.<init>(Socket.java:287)
	at A.main(A.java:9)
`, want{"java.net.ConnectException", "Connection refused", "at java.base/sun.nio.ch.Net.connect0(Native Method)", "at A.main(A.java:9)", "", UpstreamService})
}

func TestNode(t *testing.T) {
	check(t, "text/plain", `Error: outer
    at /srv/diag/a.js:5:39 {
  [cause]: TypeError: Cannot read properties of undefined (reading 'name')
      at f (/srv/diag/a.js:2:37)
      at /srv/diag/a.js:5:18
}`, want{"TypeError", "Cannot read properties of undefined (reading 'name')", "at /srv/diag/a.js:5:39", "at f (/srv/diag/a.js:2:37)", "at f (/srv/diag/a.js:2:37)", NullReference})
	check(t, "text/plain", `[AggregateError: All promises were rejected] {
  [errors]: [
    Error: a
        at /srv/diag/a.js:6:41,
    TypeError: b
        at /srv/diag/a.js:6:72
  ]
}`, want{"Error", "a", "", "at /srv/diag/a.js:6:41", "at /srv/diag/a.js:6:41", Unknown})
	check(t, "text/plain", `TypeError [ERR_INVALID_ARG_TYPE]: The "path" argument must be of type string. Received type number (1)
    at Object.join (node:path:1305:7)
    at /srv/diag/a.js:9:23 {
  code: 'ERR_INVALID_ARG_TYPE'
}`, want{"TypeError", `The "path" argument must be of type string. Received type number (1)`, "at Object.join (node:path:1305:7)", "at /srv/diag/a.js:9:23", "", TypeError})
	check(t, "text/plain", `DOMException [AbortError]: This operation was aborted
    at node:internal/deps/undici/undici:14976:13
    at async /srv/diag/a.js:11:49`, want{"AbortError", "This operation was aborted", "at node:internal/deps/undici/undici:14976:13", "at async /srv/diag/a.js:11:49", "", UpstreamService})
	check(t, "text/plain", `(node:5790) UnhandledPromiseRejectionWarning: Error: boom
    at [eval]:1:16
    at runScriptInThisContext (node:internal/vm:209:10)
`, want{"Error", "boom", "at [eval]:1:16", "at [eval]:1:16", "", UnhandledRejection})
	check(t, "text/plain", `SyntaxError: Unexpected token '<', "<!DOCTYPE" is not valid JSON
    at JSON.parse (<anonymous>)
    at /srv/diag/a.js:10:12`, want{"SyntaxError", `Unexpected token '<', "<!DOCTYPE" is not valid JSON`, "at JSON.parse (<anonymous>)", "at /srv/diag/a.js:10:12", "", UpstreamService})
	check(t, "text/plain", "Error: connect ECONNREFUSED 127.0.0.1:5432", want{"Error", "connect ECONNREFUSED 127.0.0.1:5432", "", "", "", Database})
	check(t, "text/plain", "Error: connect ECONNREFUSED 127.0.0.1:8080", want{"Error", "connect ECONNREFUSED 127.0.0.1:8080", "", "", "", UpstreamService})
}

func TestPython(t *testing.T) {
	check(t, "", `Traceback (most recent call last):
  File "/srv/diag/b.py", line 4, in g
    try: f()
         ^^^
  File "/srv/diag/b.py", line 2, in f
    def f(): return None.foo
                    ^^^^^^^^
AttributeError: 'NoneType' object has no attribute 'foo'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/srv/diag/b.py", line 10, in <module>
    try: x()
         ^^^
  File "/srv/diag/b.py", line 5, in g
    except Exception as e: raise ValueError("outer") from e
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
ValueError: outer
`, want{"AttributeError", "'NoneType' object has no attribute 'foo'", `File "/srv/diag/b.py", line 5, in g`, `File "/srv/diag/b.py", line 2, in f`, `File "/srv/diag/b.py", line 2, in f`, NullReference})
	check(t, "", `Traceback (most recent call last):
  File "/srv/diag/b.py", line 9, in <lambda>
    lambda: os.environ['NOPE']
            ~~~~~~~~~~^^^^^^^^
  File "<frozen os>", line 679, in __getitem__
KeyError: 'NOPE'
`, want{"KeyError", "'NOPE'", `File "<frozen os>", line 679, in __getitem__`, `File "/srv/diag/b.py", line 9, in <lambda>`, "", Configuration})
	check(t, "", `  + Exception Group Traceback (most recent call last):
  |   File "/srv/diag/b.py", line 13, in grp
  |     raise ExceptionGroup("many", [ValueError("one"), KeyError("two")])
  | ExceptionGroup: many (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: one
    +---------------- 2 ----------------
    | KeyError: 'two'
    +------------------------------------
`, want{"ValueError", "one", `File "/srv/diag/b.py", line 13, in grp`, `File "/srv/diag/b.py", line 13, in grp`, "", TypeError})
}

func TestGo(t *testing.T) {
	check(t, "", `panic: runtime error: invalid memory address or nil pointer dereference

goroutine 1 [running]:
runtime/debug.Stack()
	/usr/local/go/src/runtime/debug/stack.go:26 +0x5e
main.handler.func1()
	/srv/diag/p.go:5 +0x2b
panic({0x4b1540?, 0x5832f0?})
	/usr/local/go/src/runtime/panic.go:860 +0x13a
main.deref(...)
	/srv/diag/p.go:4
main.main()
	/srv/diag/p.go:6 +0x1f
`, want{"", "runtime error: invalid memory address or nil pointer dereference", "main.deref(...)", "main.deref(...)", "", NullReference})
	check(t, "", `panic: runtime error: index out of range [1] with length 0 [recovered]
	panic: again: runtime error: index out of range [1] with length 0

goroutine 1 [running]:
main.main.func1()
	/srv/diag/p.go:6 +0x53
panic({0x4beaa0?, 0x2029e2a2a000?})
	/usr/local/go/src/runtime/panic.go:860 +0x13a
main.main()
	/srv/diag/p.go:6 +0x65
exit status 2
`, want{"", "runtime error: index out of range [1] with length 0", "main.main()", "main.main()", "", TypeError})
}

func TestRustAndOthers(t *testing.T) {
	check(t, "", "\nthread 'main' (6711) panicked at r.rs:1:35:\ncalled `Option::unwrap()` on a `None` value\n"+`stack backtrace:
   0: __rustc::rust_begin_unwind
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/std/src/panicking.rs:689:5
   1: core::option::Option<T>::unwrap
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/option.rs:1016:21
   2: r::get
             at ./r.rs:1:35
note: Some details are omitted
`, want{"", "called `Option::unwrap()` on a `None` value", "0: __rustc::rust_begin_unwind", "2: r::get", "", NullReference})
	check(t, "", `Can't call method "foo" on an undefined value at -e line 1.`, want{"", `Can't call method "foo" on an undefined value`, "-e line 1", "-e line 1", "", NullReference})
	check(t, "", "psql: error: connection to server at \"127.0.0.1\", port 1 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?\n",
		want{"", `connection to server at "127.0.0.1", port 1 failed: Connection refused`, "", "", "", Database})
	check(t, "", "Error: in prepare, no such table: x\n", want{"Error", "in prepare, no such table: x", "", "", "", Database})
}

// TestNoException: bodies that only repeat their status tell nothing.
func TestNoException(t *testing.T) {
	for _, body := range []string{
		"", " ", "{", "[", "<", `"`, "Internal Server Error", "Error", "Error: ", "500", `{"error": "Internal Server Error"}`, `{"error":"InternalServerError"}`,
		`{"status":500,"error":"Internal Server Error","path":"/x"}`, `{"error":"Something went wrong"}`, `{"type":"about:blank","title":"Internal Server Error","status":500}`,
		`{"errors":[{"status":"500","title":"Internal Server Error"}]}`, "<html><head><title>500 Internal Server Error</title></head><body><center><h1>500 Internal Server Error</h1></center></body></html>",
		"<h1>Oops! An Error Occurred</h1><h2>The server returned a \"500 Internal Server Error\".</h2>", "<title>Error: Server Error</title>", "null", "[]", "Note: see the handbook\n", "# Heading: text",
		"Sorry, something went wrong. Please try again later.", "<p>Reference: 18.2f3c1602.1700000000.1234abcd</p>",
	} {
		check(t, "", body, want{})
	}
}

// TestCut: a marker in the middle of a trace hides no cause behind it.
func TestCut(t *testing.T) {
	const trace = "java.lang.IllegalStateException: outer\n\tat com.acme.A.a(A.java:1)\n\tat com.acme.B.b(B …[4711 bytes cut]… ng.Thread.run(Thread.java:833)\nCaused by: java.lang.NullPointerException: inner\n\tat com.acme.C.c(C.java:3)\n"
	w := want{"java.lang.NullPointerException", "inner", "at com.acme.A.a(A.java:1)", "at com.acme.C.c(C.java:3)", "at com.acme.C.c(C.java:3)", NullReference}
	check(t, "text/plain", trace, w)
	check(t, "text/plain", strings.ReplaceAll(trace, "\n", "\r\n"), w)
	escaped := strings.NewReplacer("\n", `\n`, "\t", `\t`).Replace(trace)
	check(t, "application/json", `{"trace":"`+escaped+`"}`, w)
	check(t, "application/json", `{"trace":"`+escaped, w)
	middle := strings.Repeat("\tat com.acme.D.d(D.java:4)\n", 40000)
	head, tail, _ := strings.Cut(trace, "(B …[4711 bytes cut]… ng.")
	check(t, "text/plain", head+".b(B.java:2)\n"+middle+"\tat java.la"+"ng."+tail, w)
}
