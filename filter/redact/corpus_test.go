package redact

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var testKey = [16]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}

// planted is ⟦kind:value⟧.
var planted = regexp.MustCompile(`(?s)⟦([a-z-]+):(.*?)⟧`)

var digests = regexp.MustCompile(`#[0-9a-f]{6}\]`)

// corpus reads the texts of a file: each line, or each file of a txtar archive.
func corpus(t testing.TB, name string) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	if strings.HasSuffix(name, ".txtar") {
		for _, file := range txtar.Parse(data).Files {
			texts = append(texts, string(file.Data))
		}
		return texts
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if line != "" && !strings.HasPrefix(line, "# ") {
			texts = append(texts, line)
		}
	}
	return texts
}

// plant gives a text with its secrets, and what is wanted of it, without digests.
func plant(text string) (in, want string, secrets int) {
	text = strings.ReplaceAll(text, "¦", "")
	in = planted.ReplaceAllString(text, "$2")
	want = planted.ReplaceAllStringFunc(text, func(secret string) string {
		secrets++
		parts := planted.FindStringSubmatch(secret)
		return "[redacted " + parts[1] + " " + strconv.Itoa(len(parts[2])) + " #]"
	})
	return in, want, secrets
}

func withoutDigests(text []byte) string { return digests.ReplaceAllString(string(text), "#]") }

func TestSecrets(t *testing.T) {
	r := New(Options{Key: testKey})
	total := 0
	for _, text := range append(corpus(t, "secrets.txt"), corpus(t, "secrets.txtar")...) {
		in, want, secrets := plant(text)
		total += secrets
		if secrets == 0 {
			t.Errorf("%q plants no secret", text)
		}
		got := r.Append(nil, []byte(in))
		if withoutDigests(got) != want {
			t.Errorf("%s\n got  %s\n want %s", in, withoutDigests(got), want)
		}
		if again := r.Append(nil, got); string(again) != string(got) {
			t.Errorf("%s\n redacted       %s\n redacted again %s", in, got, again)
		}
	}
	if total < 200 {
		t.Errorf("%d secrets are planted, 200 were", total)
	}
	t.Logf("%d secrets", total)
}

func TestInnocents(t *testing.T) {
	r := New(Options{Key: testKey})
	texts := append(corpus(t, "innocents.txt"), corpus(t, "innocents.txtar")...)
	for _, text := range texts {
		if got := string(r.Append(nil, []byte(text))); got != text {
			t.Errorf("%s\n became %s", text, got)
		}
	}
	if len(texts) < 150 {
		t.Errorf("%d innocents, 150 were", len(texts))
	}
	t.Logf("%d innocents", len(texts))
}
