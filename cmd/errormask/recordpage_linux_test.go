package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"errormask/test/realenvoy"
)

var jsonBlock = regexp.MustCompile("(?s)\n```json\n(\\{\n  \"timestamp\".*?\n\\})\n```")

// movingMembers are what differs from record to record besides digests, and what stands for it in the pages.
var movingMembers = []struct{ pattern, still string }{
	{`"timestamp": "[^"]+"`, `"timestamp": "2026-11-24T03:12:07.219406Z"`},
	{`"error\.id": "[^"]+"`, `"error.id": "0b9a1f6e-6a0c-4f0e-9a63-6f0d2d8a7c11"`},
	{`"duration_ms": [0-9.]+`, `"duration_ms": 4.127`},
}

// TestRecordPage: the record in docs/record.md is what the command above it gives, and README.md shows lines of it.
func TestRecordPage(t *testing.T) {
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(root, "docs/record.md")
	flags, ok := strings.CutPrefix(toolCommands(t, page)[0], pictureCommand)
	flags, filter, _ := strings.Cut(flags, " | ")
	if !ok || filter != "jq '.records[0]'" {
		t.Fatalf("docs/record.md begins with %q and %q, want a command of the tool and a filter of jq", flags, filter)
	}
	var tried struct{ Records []json.RawMessage }
	if err := json.Unmarshal([]byte(onTerminal(t, root, flags)), &tried); err != nil || len(tried.Records) != 1 {
		t.Fatalf("%d records, %v", len(tried.Records), err)
	}
	var laidOut bytes.Buffer
	if err := json.Indent(&laidOut, tried.Records[0], "", "  "); err != nil {
		t.Fatal(err)
	}
	want := laidOut.String()
	for _, m := range movingMembers {
		want = regexp.MustCompile(m.pattern).ReplaceAllLiteralString(want, m.still)
	}
	want = stilledDigests(want)
	if shown := shownRecord(t, page); shown != want {
		t.Errorf("docs/record.md does not show the record\n%s", want)
	}
	lines := membersIn(want)
	for _, member := range membersIn(shownRecord(t, filepath.Join(root, "README.md"))) {
		if !slices.Contains(lines, member) {
			t.Errorf("README.md shows %s, which the record does not have", member)
		}
	}
}

// membersIn are the lines of a laid out record, without what separates them.
func membersIn(record string) []string {
	return strings.Split(strings.ReplaceAll(record, ",\n", "\n"), "\n")
}

// shownRecord is the record that a page shows.
func shownRecord(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	match := jsonBlock.FindSubmatch(text)
	if match == nil {
		t.Fatalf("%s shows no record", path)
	}
	return string(match[1])
}
