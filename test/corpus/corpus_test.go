package corpus

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestCorpus holds what the files expect against their own bodies, so that no expectation can be a typo.
func TestCorpus(t *testing.T) {
	cases := load(t)
	byName := map[string]Case{}
	for _, c := range cases {
		byName[c.Name] = c
	}
	name := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			if !name.MatchString(c.Name) {
				t.Error("a name is lower-case words with hyphens")
			}
			seen := readings(c.Body)
			for _, expected := range []string{c.ExceptionType, c.ExceptionMessage} {
				if !occurs(seen, expected) {
					t.Errorf("%q does not occur in the body", expected)
				}
			}
			if !occurs(seen, c.FrameOwn) && !occursApart(seen, c.FrameOwn) {
				t.Errorf("the frame %q does not occur in the body", c.FrameOwn)
			}
			for _, secret := range c.Secrets {
				if !strings.Contains(string(c.Body), secret) && !occurs(seen, secret) {
					t.Errorf("the secret %q does not occur in the body", secret)
				}
				if strings.Contains(c.ExceptionType+" "+c.ExceptionMessage+" "+c.FrameOwn, secret) {
					t.Errorf("the secret %q is expected in a record", secret)
				}
			}
			checkPair(t, byName, c)
		})
	}
}

// checkPair demands of the same bug the same kind of error, and of other bugs another body.
func checkPair(t *testing.T, byName map[string]Case, c Case) {
	t.Helper()
	for _, name := range []string{c.SameAs, c.DiffersFrom} {
		other, ok := byName[name]
		switch {
		case name == "":
		case !ok || name == c.Name:
			t.Errorf("there is no other file %q", name)
		case string(other.Body) == string(c.Body):
			t.Errorf("the body is that of %s to the byte", name)
		case name == c.SameAs && (other.ErrorType != c.ErrorType || other.ExceptionType != c.ExceptionType):
			t.Errorf("the same bug as %s, but another type", name)
		}
	}
}

func TestCorpusIsLargeEnough(t *testing.T) {
	var bodies, same, differs int
	classes := map[string]int{}
	for _, c := range load(t) {
		classes[c.ErrorType]++
		switch {
		case c.SameAs != "":
			same++
		case c.DiffersFrom != "":
			differs++
		default:
			bodies++
		}
		if len(c.Body) >= 6<<10 {
			t.Errorf("%s: a body of %d bytes", c.Name, len(c.Body))
		}
	}
	if bodies < 170 || same < 20 || differs < 10 {
		t.Errorf("%d bodies, %d pairs that are the same, %d that differ; at least 170, 20 and 10", bodies, same, differs)
	}
	for _, class := range Classes {
		if classes[class] < 3 {
			t.Errorf("%d files of %s, at least 3", classes[class], class)
		}
	}
}

func load(t *testing.T) []Case {
	t.Helper()
	cases, err := Load(".")
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

func TestLoadRefuses(t *testing.T) {
	const expect = "-- expect --\nerror.type: unknown\n"
	for _, test := range []struct{ file, want string }{
		{"-- body --\n" + expect, "x.txtar:1: no comment before the first marker"},
		{"about\n", "x.txtar:2: a section is missing; a file has body, then expect"},
		{"about\n-- body --\nx\n", "x.txtar:4: a section is missing; a file has body, then expect"},
		{"about\n" + expect, `x.txtar:2: the marker "expect"; a file has body, then expect`},
		{"about\n-- body --\nx\n" + expect + expect, `x.txtar:6: the marker "expect"; a file has body, then expect`},
		{"about\n-- body loud --\nx\n" + expect, `x.txtar:2: "loud": a body is crlf or escaped`},
		{"about\n-- body escaped --\n\\q\n" + expect, `x.txtar:2: bad escape at "\\q"`},
		{"about\n-- body --\nx\n-- expect --\nerror.type: unknown\nexception.typ: X\n", "x.txtar:6: exception.typ is not a key"},
		{"about\n-- body --\nx\n-- expect --\nerror.type: unknown\nerror.type: syntax\n", "x.txtar:6: error.type stands twice"},
		{"about\n-- body --\nx\n-- expect --\nframe.own:\n", `x.txtar:5: "frame.own:" is not key: value`},
		{"about\n-- body --\nx\n-- expect --\n", `x.txtar:4: error.type is "", not one of ` + strings.Join(Classes, ", ")},
		{"about\n-- body --\nx\n-- expect --\nerror.type: bug\n", `x.txtar:4: error.type is "bug", not one of ` + strings.Join(Classes, ", ")},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "x.txtar"), []byte(test.file), 0o600); err != nil {
			t.Fatal(err)
		}
		if cases, err := Load(dir); err == nil || err.Error() != test.want || cases != nil {
			t.Errorf("%q\n got %v\nwant %s", test.file, err, test.want)
		}
	}
	if _, err := Load(t.TempDir()); err == nil {
		t.Error("an empty directory is accepted")
	}
}

func TestLoadChangesBodies(t *testing.T) {
	dir := t.TempDir()
	file := "about\n-- body escaped crlf --\na\\x00\\xff\\u00e9\nb\n-- expect --\nerror.type: unknown\nsecrets: b, c\n"
	if err := os.WriteFile(filepath.Join(dir, "x.txtar"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	cases, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	c := cases[0]
	if string(c.Body) != "a\x00\xffé\r\nb" || c.About != "about" || c.Name != "x" || strings.Join(c.Secrets, "|") != "b|c" {
		t.Errorf("got %+v", c)
	}
}
