package decode

import (
	"bytes"
	"encoding/base64"
	"os"
	"strconv"
	"strings"
	"testing"
)

// trace is what testdata/make.py encoded.
func trace(lines int) []byte {
	if lines < 0 {
		return nil
	}
	var b []byte
	b = append(b, "java.lang.IllegalStateException: order 4711 is lost\n"...)
	for i := range lines {
		b = append(b, "\tat com.example.shop.Service"...)
		b = strconv.AppendInt(b, int64(i*7919%97), 10)
		b = append(b, ".call"...)
		b = strconv.AppendInt(b, int64(i*i%89), 10)
		b = append(b, "(Service.java:"...)
		b = strconv.AppendInt(b, int64(i), 10)
		b = append(b, ")\n"...)
	}
	return append(b, "Caused by: java.sql.SQLException: connection refused\n"...)
}

// fixture is one line of a file that testdata/make.py made.
type fixture struct {
	name, encoding string
	lines          int
	body           []byte
}

func fixtures(t testing.TB, file string) (all []fixture) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "|")
		lines, err := strconv.Atoi(fields[2])
		if err != nil {
			t.Fatal(err)
		}
		body, err := base64.StdEncoding.DecodeString(fields[3])
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, fixture{fields[0], fields[1], lines, body})
	}
	if len(all) == 0 {
		t.Fatal("no fixtures in " + file)
	}
	return all
}

func named(t testing.TB, name string) fixture {
	t.Helper()
	for _, f := range fixtures(t, "encoded.txt") {
		if f.name == name {
			return f
		}
	}
	t.Fatal("no fixture " + name)
	return fixture{}
}

// roomy is a limit that no fixture's text reaches.
const roomy = 1 << 20

func decodeAll(encoding string, body []byte) Result {
	var d Decoder
	return d.Decode(nil, Body{Encoding: encoding, ContentType: "text/plain; charset=utf-8", Bytes: body, Complete: true}, roomy)
}

// checkPrefix demands that a text is what the original begins with, or the body itself when that is text.
func checkPrefix(t *testing.T, what string, r Result, original []byte) {
	t.Helper()
	if !bytes.HasPrefix(original, r.Text) {
		t.Fatalf("%s: the text is no beginning of the original (%s): %q", what, r.Reason, r.Text)
	}
}
