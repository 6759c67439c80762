package diagnose

import (
	"strings"
	"testing"
)

// TestIdioms: what frameworks and loggers print around an exception.
func TestIdioms(t *testing.T) {
	for _, test := range []struct {
		name, body string
		w          want
	}{
		{"C++", "[2031-04-02 09:31:55] gated starting\nterminate called after throwing an instance of 'gate::jam_error'\n  what():  gate 4: cart is stuck\n",
			want{typ: "gate::jam_error", message: "gate 4: cart is stuck"}},
		{"Monolog", "[2031-04-02 09:31:55] production.ERROR: no berth {\"id\":3,\"exception\":\"[object] (RuntimeException(code: 0): no berth at /srv/port/app/Berths.php:40)\n[stacktrace]\n" +
			"#0 /srv/port/app/Http/Quay.php(12): App\\Berths->find(3)\n#1 {main}\n\"}",
			want{"RuntimeException", "no berth", "/srv/port/app/Berths.php:40", "/srv/port/app/Berths.php:40", "", Unknown}},
		{"CakePHP", "2031-04-02 09:31:55 error: [App\\Error\\SledException] no dog for sled 3 in /srv/sled/src/Sleds.php on line 18\nStack Trace:\n- /srv/sled/src/Tours.php:44\n",
			want{"App\\Error\\SledException", "no dog for sled 3", "/srv/sled/src/Sleds.php:18", "/srv/sled/src/Sleds.php:18", "", Unknown}},
		{"PHP's log", "[02-Apr-2031 03:10:44 Europe/Vienna] PHP Fatal error:  Maximum execution time of 60 seconds exceeded in /srv/lift/Pass.php on line 31",
			want{"", "Maximum execution time of 60 seconds exceeded", "/srv/lift/Pass.php:31", "/srv/lift/Pass.php:31", "", Timeout}},
		{"Sinatra's log", "2031-04-02 09:31:55 - Draw::LateError - draw 3 is late:\n\t/srv/draw/lib/draws.rb:31:in `latest'\n",
			want{"Draw::LateError", "draw 3 is late", "/srv/draw/lib/draws.rb:31:in `latest'", "/srv/draw/lib/draws.rb:31:in `latest'", "", Unknown}},
		{"a logger of Node", "2031-04-02T09:31:55.640Z Error: kiln is cold\n    at fire (/srv/kiln/a.js:1:2)\n",
			want{"Error", "kiln is cold", "at fire (/srv/kiln/a.js:1:2)", "at fire (/srv/kiln/a.js:1:2)", "", Unknown}},
		{"gin", "2031/04/02 09:31:55 [Recovery] 2031/04/02 - 09:31:55 panic recovered:\nGET /x HTTP/1.1\nHost: a.example\n\nassignment to entry in nil map\n" +
			"/usr/local/go/src/runtime/map.go:205 (0x413a4e)\n\tmapassign: panic(x)\n/build/barn/tag.go:66 (0x8a3fd1)\n\t(*Barn).Tag: b.tags[k] = v\n",
			want{"", "assignment to entry in nil map", "/usr/local/go/src/runtime/map.go:205 (0x413a4e)", "/build/barn/tag.go:66 (0x8a3fd1)", "", NullReference}},
		{"errors with a stack", "pass 7 has no photo\nlift/passes.(*Store).Load\n\t/srv/lift/passes/store.go:12\nlift/web.Print\n\t/srv/lift/web/print.go:34\nprint pass\nlift/web.Print\n\t/srv/lift/web/print.go:36\n",
			want{"", "pass 7 has no photo", "lift/passes.(*Store).Load", "lift/passes.(*Store).Load", "", Unknown}},
		{"color-eyre", "Error: \n   0: cannot print badge 4\n   1: open /srv/a.jpg: Too many open files (os error 24)\n\nBacktrace omitted.\n",
			want{message: "open /srv/a.jpg: Too many open files (os error 24)", class: ResourceExhausted}},
		{"Node's own member", "TypeError: fetch failed\n    at async score (/srv/score/a.mjs:3:1) {\n  cause: Error: connect ECONNREFUSED 10.0.0.7:8443\n      at TCP.after (node:net:1555:16) {\n    errno: -111\n  }\n}",
			want{"Error", "connect ECONNREFUSED 10.0.0.7:8443", "at async score (/srv/score/a.mjs:3:1)", "at async score (/srv/score/a.mjs:3:1)", "at TCP.after (node:net:1555:16)", UpstreamService}},
		{"Jackson", "a.b.ParseException: x\n at [Source: (String)\"<html>\"; line: 1, column: 2]\n\tat a.b.Client.parse(Client.java:7)\n",
			want{"a.b.ParseException", "x", "at a.b.Client.parse(Client.java:7)", "at a.b.Client.parse(Client.java:7)", "", Unknown}},
		{"PostgreSQL in Python", "Traceback (most recent call last):\n  File \"/srv/a.py\", line 5, in f\n    g()\npsycopg2.errors.NotNullViolation: null value in column \"b\" violates not-null constraint\nDETAIL:  Failing row contains (1, null).\n\n\n" +
			"The above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File \"/srv/a.py\", line 9, in h\n    f()\nRuntimeError: x\n",
			want{"psycopg2.errors.NotNullViolation", "null value in column \"b\" violates not-null constraint", `File "/srv/a.py", line 9, in h`, `File "/srv/a.py", line 5, in f`, `File "/srv/a.py", line 5, in f`, Database}},
		{"Python's frames as objects", `{"exceptions":[{"exc_type":"LedgerMismatch","message":"batch 7","frames":[{"file":"/usr/lib/python3/site-packages/a.py","line":1,"name":"x"},{"file":"/srv/a.py","line":2,"name":"y"},{"file":"/srv/b.py","line":3,"name":"z"}]}]}`,
			want{"LedgerMismatch", "batch 7", "/srv/b.py:3", "/srv/b.py:3", "", Unknown}},
		{"a message with its place", `{"message":"Call to undefined method Stall::rent()","code":500,"file":"/srv/stalls/a.php","line":73}`,
			want{"", "Call to undefined method Stall::rent()", "/srv/stalls/a.php:73", "/srv/stalls/a.php:73", "", TypeError}},
		{"called and thrown", "Fatal error: Uncaught TypeError: f(): Argument #1 must be of type int, string given, called in /srv/a.php on line 3\n#0 /srv/b.php(7): f('x')\n#1 {main}\n",
			want{"TypeError", "f(): Argument #1 must be of type int, string given, called in /srv/a.php on line 3", "#0 /srv/b.php(7): f('x')", "#0 /srv/b.php(7): f('x')", "", TypeError}},
		{"Play", "play.api.http.HttpErrorHandlerExceptions$$anon$1: Execution exception[[MatchError: Gone]]\n\tat play.core.A.b(A.scala:4)\nCaused by: scala.MatchError: Gone\n\tat c.Boats.show(Boats.scala:3)\n",
			want{"scala.MatchError", "Gone", "at play.core.A.b(A.scala:4)", "at c.Boats.show(Boats.scala:3)", "at c.Boats.show(Boats.scala:3)", TypeError}},
		{"a client's connection below words of a database", "a.b.ImportException: database import stopped\n\tat a.b.Import.run(Import.java:9)\nCaused by: java.net.ConnectException: Connection refused\n" +
			"\tat okhttp3.internal.connection.RealConnection.connect(RealConnection.kt:4)\n\tat a.b.Rates.load(Rates.java:7)\n",
			want{"java.net.ConnectException", "Connection refused", "at a.b.Import.run(Import.java:9)", "at a.b.Rates.load(Rates.java:7)", "at okhttp3.internal.connection.RealConnection.connect(RealConnection.kt:4)", UpstreamService}},
		{"ASP.NET's lines of source", "System.FormatException: Input string was not in a correct format.\n\n   Source Error:\n\nLine 3:  mail.Send(\"smtp\", \"ECONNREFUSED\");\n\n   at A.B.c(String d) in C:\\a\\b.cs:line 4\n",
			want{"System.FormatException", "Input string was not in a correct format.", "at A.B.c(String d) in C:\\a\\b.cs:line 4", "at A.B.c(String d) in C:\\a\\b.cs:line 4", "", TypeError}},
		{"a class that begins with an underscore", `{"error":"numpy.core._exceptions._ArrayMemoryError: Unable to allocate 8 GiB"}`,
			want{typ: "numpy.core._exceptions._ArrayMemoryError", message: "Unable to allocate 8 GiB", class: OutOfMemory}},
		{"an XML error whose code says nothing", `<?xml version="1.0"?><Error><Code>InternalError</Code><Message>shard 7 is gone</Message></Error>`, want{message: "shard 7 is gone"}},
		{"a rejection in a logger's line", "web-3 | error: Uncaught (in promise) SluiceError: gate 4 is open\n", want{typ: "SluiceError", message: "gate 4 is open", class: UnhandledRejection}},
		{"a long line of JSON in a text", "stream closed\ndata: {\"log\":[" + strings.Repeat(`"a boat passed",`, 300) + `"end"],"error":{"type":"SluiceError","message":"gate 4 is open"}}` + "\n", want{typ: "SluiceError", message: "gate 4 is open"}},
		{"a type behind a message behind other words", "could not do it: Exception: bad thing (Sluice::JamError)\n", want{typ: "Sluice::JamError", message: "bad thing"}},
		{"a long message in brackets", "[NullReferenceException: " + strings.Repeat("a", 2200) + "]\n   at A.B.c() in C:\\a\\b.cs:line 4\n",
			want{"NullReferenceException", strings.Repeat("a", maxText), "at A.B.c() in C:\\a\\b.cs:line 4", "at A.B.c() in C:\\a\\b.cs:line 4", "", NullReference}},
		{"an exception of no type", "Unexpected exception: [ORA-00942] table does not exist\n", want{message: "Unexpected exception: [ORA-00942] table does not exist", class: Database}},
		{"a class that is empty", `{"message":"no berth","class":""}`, want{message: "no berth"}},
		{"a text that is no error's", `{"ok":false,"text":"see you at the pier"}`, want{}},
		{"Slim's chain and several errors", `{"errors":[{"type":"A\\BError","message":"first"},{"type":"A\\CError","message":"second"}]}`, want{typ: `A\BError`, message: "first"}},
	} {
		t.Run(test.name, func(t *testing.T) { check(t, "", test.body, test.w) })
	}
}

// TestBlocks: each element that stands on lines of its own is found, in whatever case; others are not.
func TestBlocks(t *testing.T) {
	for _, element := range strings.Fields("br p div li ul ol tr td th table thead tbody pre h1 h2 h3 h4 h5 h6 title hr section article header footer main nav body head html " +
		"form textarea blockquote dl dt dd summary details figure aside fieldset template script style BR Td H1") {
		if !isBlock([]byte(element)) {
			t.Errorf("%s is none", element)
		}
	}
	for _, element := range strings.Fields("a b i em span font code strong small img input button label h7 tds pr") {
		if isBlock([]byte(element)) {
			t.Errorf("%s is one", element)
		}
	}
}

func TestStamp(t *testing.T) {
	for line, want := range map[string]string{
		"2031-04-02T09:31:55.640Z ERROR boom":                         "boom",
		"2031-04-02 09:31:55,640 - boom":                              "boom",
		"[2031-04-02 09:31:55] production.ERROR: boom":                "boom",
		"2031/04/02 09:31:55 [error] 7#7: boom":                       "boom",
		"2031-04-02 09:31:55 Error: boom":                             "Error: boom",
		"2031-04-02 09:31:55 errorHandler failed":                     "errorHandler failed",
		"10.0.0.3:5432 refused the connection":                        "10.0.0.3:5432 refused the connection",
		"3 of 4 rows: lost":                                           "3 of 4 rows: lost",
		"2031-04-02T09:31:55.640Z":                                    "2031-04-02T09:31:55.640Z",
		"[cause]: Error: boom":                                        "[cause]: Error: boom",
		"[1:2:3 and no end of the brackets in the first bytes":        "[1:2:3 and no end of the brackets in the first bytes",
		"[Tue Apr 02 09:31:55.1 2031] [php:error] [pid 4:tid 3] boom": "boom",
		"[2031-04-02 09:31:55] [31] [error] [Fq1xW0aC] boom":          "boom",
		"[09:31:55] [error]":                                          "[09:31:55] [error]",
		"[09:31:55]: boom":                                            "[09:31:55]: boom",
		"[error] boom":                                                "[error] boom",
		"[object Object] at 09:31:55":                                 "[object Object] at 09:31:55",
		"1. a.b.C: what stands behind a number is left: as it is":     "1. a.b.C: what stands behind a number is left: as it is",
	} {
		if got := string(cutStamp([]byte(line))); got != want {
			t.Errorf("%q of %q, want %q", got, line, want)
		}
	}
}

// TestDatabasePort: a connection that fails is the database's matter where its port is a database's.
func TestDatabasePort(t *testing.T) {
	for body, class := range map[string]Class{
		"Error: connect ECONNREFUSED 10.0.0.3:5432":                      Database,
		"Error: connect ETIMEDOUT 10.0.0.3:6379":                         Database,
		`{"message":"dial tcp 10.0.0.3:3306: i/o timeout"}`:              Database,
		"Error: connect ECONNREFUSED 10.0.0.3:54321":                     UpstreamService,
		"Error: connect ETIMEDOUT 10.0.0.3:443":                          Timeout,
		"Error: request 5432 timed out":                                  Timeout,
		`{"message":"the index of the database is being rebuilt"}`:       Database,
		`{"message":"reason: timeout in step 4"}`:                        Timeout,
		"data: redis://cache\n":                                          Unknown,
		"org.foo.PoolException: connection pool exhausted after 30 s":    Database,
		`{"exception":"x.Missing","message":"Class \"A\\B\" not found"}`: Configuration,
	} {
		var p Parser
		if got := p.Parse("", []byte(body)).Cause; got != class {
			t.Errorf("%s of %s, want %s", got, body, class)
		}
	}
}
