package envoylog

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

const (
	prefix = "[2026-11-24 03:12:07.219][7][error][wasm] [source/extensions/common/wasm/context.cc:1137] wasm log errormask errormask errormask: "
	// one has what makes trouble when it is escaped: quotes, backslashes, a record in a body, characters beyond ASCII.
	one = `{"timestamp":"2026-11-24T03:12:07.219406Z","event.name":"errormask.masked","url.path":"/caf\u00e9 é 🍵","n":{"a":[1,"}"]},` +
		`"http.response.body.content":"C:\\new\\ \"x\" {\"timestamp\":\"2026-11-24T03:12:07Z\",\"event.name\":\"errormask.masked\"} <b>"}`
	urgent = `{"event.name":"errormask.would_mask","errormask.fault":"panic"}`
	other  = "[2026-11-24 03:12:07.219][7][info][upstream] [source/common/upstream/cds_api_helper.cc:32] cds: add 12 cluster(s)"
)

// readAll gives the records of a log, and what the reader says of broken ones.
func readAll(t *testing.T, source io.Reader) (records []string, broken int, first string) {
	t.Helper()
	r := NewReader(source)
	for {
		record, err := r.Read()
		if err == io.EOF {
			return records, r.Broken, r.FirstBroken
		}
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, string(record.JSON))
	}
}

func quote(text string) string {
	quoted, _ := json.Marshal(text)
	return string(quoted)
}

func inDocker(line, stream string) string {
	return `{"log":` + quote(line) + `,"stream":"` + stream + `","time":"2026-11-24T03:12:07.219406789Z"}`
}

func inCRI(text, tag, stream string) string {
	return "2026-11-24T03:12:07.219406789+01:00 " + stream + " " + tag + " " + text
}

func TestWrappings(t *testing.T) {
	envoyJSON := `{"level":"error","timestamp":"2026-11-24T03:12:07","message":` + quote("wasm log errormask: "+one) + `,"n":1}`
	for name, line := range map[string]string{
		"bare":                      one,
		"Envoy":                     prefix + one,
		"CRLF":                      prefix + one + "\r",
		"Istio":                     "2026-11-24T03:12:07.219406Z\terror\tenvoy wasm context.cc:1195\twasm log errormask: " + one + "\tthread=27",
		"Envoy's JSON":              envoyJSON,
		"a string of its own":       `{"message":` + quote(one) + `}`,
		"docker":                    inDocker(prefix+one+"\n", "stderr"),
		"Envoy's JSON in docker":    inDocker(envoyJSON+"\n", "stdout"),
		"a collector's":             inDocker(prefix+one, "stderr"),
		"a collector's of docker's": `{"line":` + quote(inDocker(envoyJSON+"\n", "stdout")) + `}`,
		"CRI":                       inCRI(prefix+one, "F", "stderr"),
		"CRI with more tags":        inCRI(prefix+one, "F:x", "stderr"),
		"Envoy's JSON in CRI":       inCRI(envoyJSON, "F", "stdout"),
		"kubectl":                   "[pod/a/b] 2026-11-24T03:12:07.219406789Z " + prefix + one,
		"compose":                   "\x1b[36menvoy-1  | \x1b[0m" + prefix + one,
	} {
		t.Run(name, func(t *testing.T) {
			records, broken, first := readAll(t, strings.NewReader(other+"\n"+line+"\n"+other))
			if broken != 0 || len(records) != 1 {
				t.Fatalf("%d records, %d broken (%s), want one record:\n%s", len(records), broken, first, records)
			}
			// Strings that were escaped and unescaped may be written in another way, and mean the same.
			var got, want any
			if err := errors.Join(json.Unmarshal([]byte(records[0]), &got), json.Unmarshal([]byte(one), &want)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("want -, got +\n%s", diff)
			}
		})
	}
}

func TestWhatIsNoRecord(t *testing.T) {
	for _, line := range []string{
		"", other, "timestamp", `{"timestamp":"2026-11-24T03:12:07Z","level":"info"}`, `{"timestamp":1,"event.name":"errormask.masked"}`,
		`{"timestamp":"2026-11-24T03:12:07Z","event.name":"other.masked"}`, `{"event.name":"other"}`,
		`{"timestamp":"` + strings.Repeat("x", 41) + `","event.name":"errormask.masked"}`,
		`GET / "` + one + `"`, `GET /` + one, // an access log with what a client sent
		`{"path":` + quote("GET "+one) + `}`, `{"path":` + quote(`GET "`+one) + `}`,
	} {
		records, broken, first := readAll(t, strings.NewReader(line+"\n"))
		if records != nil || broken != 0 {
			t.Errorf("%s: %d records, %d broken (%s)", line, len(records), broken, first)
		}
	}
}

func TestBroken(t *testing.T) {
	const cut, syntax = "a record that is cut off", "a record that is not valid JSON: "
	for line, want := range map[string]string{
		prefix + one[:len(one)-1]:                              cut,
		prefix + one[:len(one)-4]:                              cut,
		`{"timestamp":`:                                        cut,
		prefix + `{"timestamp":"2026-11-24T03`:                 cut,
		prefix + `{"timestamp":"2026-11-24T03:12:07Z","event.`: cut,
		prefix + `{"event.name":"errorm`:                       cut,
		inDocker(prefix+one, "stderr")[:300]:                   cut,
		inDocker(prefix+one[:120]+"\n", "stderr"):              cut,
		`{"message":` + quote(prefix + one)[:260]:              cut,
		inCRI(prefix+one[:200], "F", "stderr"):                 cut,
		prefix + strings.Replace(one, `,"n":`, `,n:`, 1):       syntax,
		prefix + strings.Replace(one, `\"x\"`, `"x"`, 1):       syntax,
		prefix + strings.Replace(one, `\\new`, "\\\x01new", 1): syntax,
	} {
		records, broken, first := readAll(t, strings.NewReader(other+"\n"+line+"\n"+prefix+urgent+"\n"))
		if broken != 1 || !strings.HasPrefix(first, "line 2: "+want) {
			t.Errorf("%s: %d broken, %q, want one: line 2: %s", line, broken, first, want)
		}
		if len(records) != 1 || records[0] != urgent {
			t.Errorf("%s: the next record is not found: %q", line, records)
		}
	}
}

// splitLine cuts a line as a runtime does, and wraps each piece.
func splitLine(line string, size int, wrap func(piece string, last bool) string) []string {
	var pieces []string
	for len(line) > size {
		pieces, line = append(pieces, wrap(line[:size], false)), line[size:]
	}
	return append(pieces, wrap(line, true))
}

func TestSplitLines(t *testing.T) {
	long := func(name string, size int) string {
		return `{"timestamp":"2026-11-24T03:12:07Z","event.name":"errormask.masked","name":"` + name + `","x":"` + strings.Repeat(`\"x`, size) + `"}`
	}
	docker := func(stream string) func(string, bool) string {
		return func(piece string, _ bool) string { return inDocker(piece, stream) }
	}
	cri := func(stream string) func(string, bool) string {
		return func(piece string, last bool) string {
			return inCRI(piece, map[bool]string{false: "P:more", true: "F"}[last], stream)
		}
	}
	a, b := long("a", 20_000), long("b", 9_000)
	for name, lines := range map[string][][]string{
		"docker": {splitLine(prefix+a+"\n", pieceSize, docker("stderr")), splitLine(prefix+b+"\n", pieceSize, docker("stdout"))},
		"CRI":    {splitLine(prefix+a, pieceSize, cri("stderr")), splitLine(prefix+b, pieceSize, cri("stdout"))},
	} {
		t.Run(name, func(t *testing.T) {
			var log []string
			for i := range lines[0] { // in turns
				log = append(log, lines[0][i])
				if i < len(lines[1]) {
					log = append(log, lines[1][i])
				}
			}
			log = append(log, other, prefix+urgent)
			records, broken, _ := readAll(t, strings.NewReader(strings.Join(log, "\n")))
			if diff := cmp.Diff([]string{b, a, urgent}, records); diff != "" || broken != 0 {
				t.Errorf("%d broken; want -, got +\n%.2000s", broken, diff)
			}
			// The end of the log comes in between.
			records, broken, first := readAll(t, strings.NewReader(strings.Join(lines[0][:2], "\n")+"\n"))
			if records != nil || broken != 1 || first != "line 2: a record that is cut off" {
				t.Errorf("cut: %d records, %d broken, %q", len(records), broken, first)
			}
		})
	}
}

// Collectors that write docker's JSON leave out the line ends: each line is a whole one all the same.
func TestCollectorsLines(t *testing.T) {
	records, broken, _ := readAll(t, strings.NewReader(inDocker(prefix+urgent, "stderr")+"\n"+inDocker(prefix+urgent, "stderr")+"\n"))
	if diff := cmp.Diff([]string{urgent, urgent}, records); diff != "" || broken != 0 {
		t.Errorf("%d broken; want -, got +\n%s", broken, diff)
	}
}

// It must not matter in which pieces a log comes.
func TestPieces(t *testing.T) {
	log := strings.Join([]string{other, prefix + one, inDocker(prefix+one+"\n", "stderr"), prefix + one[:90], other, "", prefix + urgent}, "\n")
	want, wantBroken, wantFirst := readAll(t, strings.NewReader(log))
	if len(want) != 3 || wantBroken != 1 {
		t.Fatalf("%d records, %d broken, want 3 and 1", len(want), wantBroken)
	}
	got, broken, first := readAll(t, iotest.OneByteReader(strings.NewReader(log)))
	if diff := cmp.Diff(want, got); diff != "" || broken != wantBroken || first != wantFirst {
		t.Errorf("byte by byte: %d broken, %q; want -, got +\n%s", broken, first, diff)
	}
	got, _, _ = readAll(t, iotest.DataErrReader(strings.NewReader(log)))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("data with the end: want -, got +\n%s", diff)
	}
}

// Lines of many megabytes are read, and those beyond the limit are passed over, with what comes behind them intact.
func TestLongLines(t *testing.T) {
	fits := strings.Replace(one, `"n":`, `"x":"`+strings.Repeat("x", 5<<20)+`","n":`, 1)
	tooLong := strings.Replace(one, `"n":`, `"x":"`+strings.Repeat("x", maxLine)+`","n":`, 1)
	tooLong += " wasm log shop: " + urgent // behind the limit nothing is looked at
	log := prefix + fits + "\n" + prefix + tooLong + "\n" + strings.Repeat("y", 3*maxLine) + "\n" + prefix + urgent + "\n" + prefix + one[:100]
	r := NewReader(strings.NewReader(log))
	for i, want := range []string{fits, urgent} {
		if record, err := r.Read(); err != nil || string(record.JSON) != want {
			t.Fatalf("record %d is not as it was written (%v)", i, err)
		}
	}
	if r.Broken != 1 || r.FirstBroken != "line 2: a line of more than 16 MiB" {
		t.Errorf("%d broken, %q", r.Broken, r.FirstBroken)
	}
	if _, err := r.Read(); err != io.EOF || r.Broken != 2 {
		t.Errorf("got %v and %d broken, want the end and 2", err, r.Broken)
	}
	if n := r.lineNumber(); n != 5 {
		t.Errorf("the last line is line %d, want 5", n)
	}
}

// A source that fails is no end: what was begun of a line is not judged.
func TestSourceFails(t *testing.T) {
	failure := errors.New("disk on fire")
	r := NewReader(io.MultiReader(strings.NewReader(prefix+urgent+"\n"+prefix+one[:100]), iotest.ErrReader(failure)))
	if record, err := r.Read(); err != nil || string(record.JSON) != urgent {
		t.Fatalf("got %v", err)
	}
	if _, err := r.Read(); err != failure || r.Broken != 0 {
		t.Errorf("got %v and %d broken, want %v", err, r.Broken, failure)
	}
}

func TestMembers(t *testing.T) {
	r, err := find([]byte(prefix + one))
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"timestamp": "2026-11-24T03:12:07.219406Z", "url.path": "/café é 🍵", "n": `{"a":[1,"}"]}`, "none": "",
	} {
		if got := string(r.Text(key)); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if r.Text("none") != nil {
		t.Error("a member that is not there has a text")
	}
}

func FuzzReader(f *testing.F) {
	f.Add(prefix + one + "\n" + inDocker(prefix+one, "stderr"))
	f.Add(inCRI(prefix+one[:99], "P", "stderr") + "\n" + inCRI(one[99:], "F", "stderr"))
	f.Fuzz(func(t *testing.T, log string) {
		whole, broken, first := readAll(t, strings.NewReader(log))
		pieces, brokenToo, firstToo := readAll(t, iotest.OneByteReader(strings.NewReader(log)))
		if fmt.Sprint(whole, broken, first) != fmt.Sprint(pieces, brokenToo, firstToo) {
			t.Errorf("in one piece: %q, %d, %s\nin many: %q, %d, %s", whole, broken, first, pieces, brokenToo, firstToo)
		}
		for _, record := range whole {
			if !strings.HasPrefix(record, "{") || !strings.HasSuffix(record, "}") {
				t.Errorf("not an object: %q", record)
			}
		}
	})
}
