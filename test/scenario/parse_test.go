package scenario

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const whole = `What is at stake,
in two lines.
-- options --
downstream: h2
upstream: http/1.1
buffer_limit: 32768
record_limit: 4096
route: disabled
skip engine: it has no clock
-- config --
{"mode": "mask"}
-- request --
POST /cart?q={{ab 3}}
Host: other.example
X-Many: {{x 4}}

name=value
-- client goes after 12 --
-- interim --
103 Early Hints
link: </style.css>
-- upstream --
500 Server Exploded
Content-Type: text/html
-- body --
first
-- body escaped repeat 2 cut 5 --
a\x00\u2028
-- pause 50ms --
-- body base64 --
AAEC
-- reset --
-- client --
500 incomplete
content-type: application/json

{"error": "Internal Server Error"}
-- client trailers --
x-kept: yes
-- record --
{"event.name": "errormask.masked"}
-- record warn --
{"event.name": "*"}
`

func TestParseWholeFile(t *testing.T) {
	got, err := Parse("dir/whole.txtar", []byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	want := Scenario{
		Name: "whole", About: "What is at stake,\nin two lines.", Config: []byte(`{"mode": "mask"}`),
		Options: Options{
			Downstream: "h2", Upstream: "http/1.1", BufferLimit: 32768, RecordLimit: 4096, Disabled: true,
			Skip: map[Host]string{Engine: "it has no clock"},
		},
		Exchanges: []Exchange{{
			Request: Request{
				Method: "POST", Path: "/cart?q=ababab", Authority: "other.example",
				Headers: []Header{{"x-many", "xxxx"}}, Body: []byte("name=value"),
			},
			Gone: 12, RecordLimit: 4096,
			Upstream: Upstream{
				Interim: []Upstream{{Status: 103, Reason: "Early Hints", Headers: []Header{{"link", "</style.css>"}}, Framing: NoBody}},
				Status:  500, Reason: "Server Exploded", Headers: []Header{{"content-type", "text/html"}}, Framing: Chunked,
				Steps: []Step{
					{Data: []byte("first")}, {Data: []byte("a\x00\xe2\x80\xa8")}, {Pause: 50 * time.Millisecond},
					{Data: []byte{0, 1, 2}}, {Reset: true},
				},
			},
			Client: Client{
				Status: 500, Incomplete: true, Headers: []Header{{"content-type", "application/json"}},
				Body: []byte(`{"error": "Internal Server Error"}`), Trailers: []Header{{"x-kept", "yes"}},
			},
			Records: []Record{
				{Level: "error", JSON: `{"event.name": "errormask.masked"}`}, {Level: "warn", JSON: `{"event.name": "*"}`},
			},
		}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestParseRefused(t *testing.T) {
	got, err := Parse("bad.txtar", []byte("About.\n-- config --\n\n{}\n-- refused --\nno, because\n"))
	if err != nil {
		t.Fatal(err)
	}
	if string(got.Config) != "\n{}" || got.Refused != "no, because" || len(got.Exchanges) != 0 {
		t.Errorf("got %+v", got)
	}
}

// exchange is a file with one exchange: the sections given between a request for / and a client that gets 200.
func exchange(sections string) string {
	return "About.\n-- request --\nGET /\n" + sections + "-- client --\nuntouched\n"
}

func TestParseFraming(t *testing.T) {
	const h2 = "-- options --\nupstream: h2\n"
	tests := []struct {
		name, options, method, upstream string
		want                            Framing
		length                          string
		short                           bool
	}{
		{"counted", "", "GET", "200 OK\ncontent-length: auto\n-- body --\nabc\n-- body --\nde\n", ContentLength, "5", false},
		{"counted, empty", "", "GET", "200 OK\ncontent-length: 0\n", ContentLength, "0", false},
		{"short", "", "GET", "200 OK\ncontent-length: 9\n-- body --\nabc\n", ContentLength, "9", true},
		{"chunked", "", "GET", "200 OK\n-- body --\nabc\n", Chunked, "", false},
		{"chunked, empty", "", "GET", "200 OK\n", Chunked, "", false},
		{"until close", "", "GET", "200 OK\nconnection: close\n-- body --\nabc\n", UntilClose, "", false},
		{"counted and close", "", "GET", "200 OK\nconnection: close\ncontent-length: auto\n-- body --\nabc\n", ContentLength, "3", false},
		{"HEAD", "", "HEAD", "200 OK\ncontent-length: 99\n", NoBody, "99", false},
		{"204", "", "GET", "204 No Content\n", NoBody, "", false},
		{"304", "", "GET", "304 Not Modified\n", NoBody, "", false},
		{"h2 without body", h2, "GET", "200 OK\n", NoBody, "", false},
		{"h2 with an empty frame", h2, "GET", "200 OK\n-- body --\n", Chunked, "", false},
		{"h2 with trailers only", h2, "GET", "200 OK\n-- trailers --\na: b\n", Chunked, "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := "About.\n" + test.options + "-- request --\n" + test.method + " /\n-- upstream --\n" + test.upstream + "-- client --\nuntouched\n"
			s, err := Parse("f.txtar", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			u := s.Exchanges[0].Upstream
			length := ""
			for _, h := range u.Headers {
				if h[0] == "content-length" {
					length = h[1]
				}
			}
			if u.Framing != test.want || length != test.length || u.Short() != test.short {
				t.Errorf("framing %s, content-length %q, short %t", u.Framing, length, u.Short())
			}
		})
	}
}

func TestParseGzipOfManyBytes(t *testing.T) {
	s, err := Parse("f.txtar", []byte(exchange("-- upstream --\n200 OK\n-- body repeat 1000000 gzip --\nab\n")))
	if err != nil {
		t.Fatal(err)
	}
	body := s.Exchanges[0].Upstream.Body()
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil || len(body) > 10_000 || string(plain) != strings.Repeat("ab", 1_000_000) {
		t.Errorf("%d bytes hold %d: %v", len(body), len(plain), err)
	}
}

func TestParseProblems(t *testing.T) {
	const upstream = "-- upstream --\n200 OK\n"
	tests := []struct{ text, want string }{
		{"-- request --\nGET /\n", "f.txtar:1: no text before the first marker"},
		{"About.\n", "f.txtar:1: neither an exchange nor a refused configuration"},
		{"About.\n-- bodyy --\n", `f.txtar:2: unknown marker "bodyy"`},
		{"About.\n-- options --\nbuffer_limit: many\n", `f.txtar:3: buffer_limit: "many" is not a number above 0`},
		{"About.\n-- options --\n\ncolour: red\n", `f.txtar:3: option "" is not key: value`},
		{"About.\n-- options --\ncolour: red\n", `f.txtar:3: unknown option "colour"`},
		{"About.\n-- options --\nupstream: spdy\n", `f.txtar:3: upstream: "spdy" is none of http/1.1, h2`},
		{"About.\n-- options --\nskip moon: dark\n", `f.txtar:3: skip: unknown host "moon"`},
		{"About.\n-- options --\nskip wasm:\n", `f.txtar:3: skip wasm: no reason`},
		{"About.\n-- refused --\nno\n", `f.txtar:2: nothing was refused: no config`},
		{"About.\n-- config --\n{}\n-- options --\nroute: disabled\n", `f.txtar:4: "options" must not follow "config"`},
		{"About.\n-- config --\n{\n-- refused --\na\nb\n", `f.txtar:5: the log line of a refused configuration must be one line`},
		{"About.\n-- config --\n{\n-- refused --\na\n-- request --\nGET /\n", `f.txtar:6: "request" after a refused configuration`},
		{"About.\n-- upstream --\n200 OK\n", `f.txtar:2: "upstream" before a request`},
		{"About.\n-- request --\nGET\n", `f.txtar:3: request "GET" is not METHOD /path`},
		{"About.\n-- request --\nGET /\nbad header\n", `f.txtar:4: "bad header" is not a header`},
		{"About.\n-- request now --\nGET /\n", `f.txtar:2: words after "request": "now"`},
		{"About.\n-- request --\nGET /\n-- body --\nx\n", `f.txtar:4: "body" without an upstream before it`},
		{"About.\n-- request --\nGET /\n" + upstream, `f.txtar:5: the exchange above lacks its upstream or its client`},
		{"About.\n-- request --\nGET /\n" + upstream + "-- request --\nGET /\n", `f.txtar:5: the exchange above lacks its upstream or its client`},
		{exchange("-- upstream --\n2000 OK\n"), `f.txtar:5: "2000 OK" is not a status line`},
		{exchange("-- upstream --\n200 OK\na: b\nc\n"), `f.txtar:7: "c" is not a header`},
		{exchange("-- upstream --\n200 OK\n\nbody\n"), `f.txtar:5: the upstream's body belongs below a body marker`},
		{exchange("-- upstream --\nrefused\n-- body --\nx\n"), `an upstream that refuses sends nothing`},
		{exchange("-- interim --\n200 OK\n" + upstream), `f.txtar:5: interim answer "200 OK" is not 1xx`},
		{exchange(upstream + "-- body upper --\nx\n"), `f.txtar:6: body: unknown word "upper"`},
		{exchange(upstream + "-- body repeat --\nx\n"), `f.txtar:6: body: repeat without a number`},
		{exchange(upstream + "-- body cut 2 --\nx\n"), `f.txtar:6: body: cut 2: the piece has only 1 bytes`},
		{exchange(upstream + "-- body repeat 99999999999 --\nx\n"), `f.txtar:6: body: repeat 99999999999: more than 67108864 bytes`},
		{exchange(upstream + "-- body escaped --\na\\q\n"), `f.txtar:6: body: bad escape at "\\q"`},
		{exchange(upstream + "-- body base64 --\n???\n"), `f.txtar:6: body: illegal base64 data`},
		{exchange(upstream + "-- pause long --\n"), `f.txtar:6: pause "long": not a duration of at most 1s`},
		{exchange(upstream + "-- reset --\n-- body --\nx\n"), `f.txtar:7: "body" must not follow "reset"`},
		{exchange(upstream + "content-length: 1\n-- body --\nxy\n"), `content-length 1, but the upstream sends 2 bytes`},
		{exchange(upstream + "content-length: few\n"), `content-length "few" is neither a number nor auto`},
		{exchange(upstream + "content-length: auto\n-- body --\nx\n-- trailers --\na: b\n"), `trailers need a chunked body in HTTP/1.1`},
		{exchange("-- upstream --\n204 No Content\n-- body --\nx\n"), `GET 204 has no body`},
		{exchange(upstream) + "a: b\n", `f.txtar:8: untouched stands alone`},
		{exchange(upstream) + "-- client trailers --\na: b\n", `f.txtar:8: an untouched answer has the upstream's trailers`},
		{exchange(upstream) + "-- record --\nnone\n", `f.txtar:9: not valid JSON`},
		{exchange(upstream) + "-- record loud --\n{}\n", `f.txtar:8: level: "loud" is none of`},
		{exchange(upstream) + "-- record --\n{\"duration_ms\": 1}\n", `f.txtar:9: duration_ms differs in every run: leave it out`},
		{exchange("-- client goes after 1 --\n"+upstream) + "-- request --\nGET /\n" + upstream + "-- client --\nuntouched\n", `an exchange after one in which the client goes`},
		{"About.\n-- request --\nGET /\n" + upstream + "-- client --\nfine\n", `f.txtar:7: the client's status "fine" is not a number`},
		{"About.\n-- request --\nGET /\n" + upstream + "-- client --\n200\ncontent-length: 3\n\nab\n", `client: content-length 3, but a body of 2 bytes`},
		{"About.\n-- request --\nGET /\n" + upstream + "-- client --\n200\ndate: now\n", `client: date is the proxy's own: leave it out`},
		{"About.\n-- request --\nHEAD /\n" + upstream + "-- client --\n200\n\nab\n", `client: an answer to HEAD has no body`},
	}
	for _, test := range tests {
		_, err := Parse("f.txtar", []byte(test.text))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s\ngives %v\nwant  %s", test.text, err, test.want)
		}
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	if _, err := Load(dir); err == nil {
		t.Error("an empty directory loads")
	}
	write(t, dir, "b.txtar", exchange("-- upstream --\n200 OK\n"))
	write(t, dir, "a.txtar", whole)
	write(t, dir, "notes.md", "no scenario")
	scenarios, err := Load(dir)
	if err != nil || len(scenarios) != 2 || scenarios[0].Name != "whole" && scenarios[0].Name != "a" || scenarios[1].Name != "b" {
		t.Errorf("%d scenarios, %v", len(scenarios), err)
	}
	write(t, dir, "c.txtar", "About.\n")
	write(t, dir, "d.txtar", "")
	if _, err = Load(dir); err == nil || !strings.Contains(err.Error(), "c.txtar:1:") || !strings.Contains(err.Error(), "d.txtar:1:") {
		t.Errorf("error %v does not name both bad files", err)
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
