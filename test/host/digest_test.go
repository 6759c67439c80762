package host_test

import (
	"regexp"
	"testing"

	"errormask/test/host"
	"errormask/test/proxy"
	"errormask/test/scenario"
)

var (
	digest  = regexp.MustCompile(`\[redacted password 7 (#[0-9a-f]{6})\]`)
	errorID = regexp.MustCompile(`"error\.id":"([0-9a-f-]{36})"`)
)

// found gives what an expression finds in the one record of a body that has a password.
func found(t *testing.T, plugin *host.Plugin, what *regexp.Regexp, word string) string {
	t.Helper()
	x := exchange("")
	x.Upstream.Steps = []scenario.Step{{Data: []byte("cannot sign in with password=" + word)}}
	x.Upstream.Headers = []scenario.Header{{"content-type", "text/plain"}}
	x.Upstream.Framing = scenario.Chunked
	r := proxy.Run(x, scenario.Options{}, proxy.Whole, plugin.Open)
	if len(r.Lines) != 1 {
		t.Fatalf("%d records, want 1: %v", len(r.Lines), r.Lines)
	}
	parts := what.FindStringSubmatch(r.Lines[0].Text)
	if parts == nil {
		t.Fatalf("no %s in %s", what, r.Lines[0].Text)
	}
	return parts[1]
}

// TestDigestsOfOneVM: equal secrets have one digest in all records of a VM, whichever plugin wrote them, and others another one.
func TestDigestsOfOneVM(t *testing.T) {
	vm := newVM(t, shipped)
	first, second := newPlugin(t, vm, ""), newPlugin(t, vm, `{"statuses": ["5xx"]}`)
	want := found(t, first, digest, "hunter2")
	if other := found(t, first, digest, "hunter3"); other == want {
		t.Errorf("another secret has the same digest %s", other)
	}
	for name, plugin := range map[string]*host.Plugin{"the same": first, "another": second} {
		if got := found(t, plugin, digest, "hunter2"); got != want {
			t.Errorf("%s plugin: digest %s, want %s", name, got, want)
		}
	}
}

// TestDigestsOfTwoVMs: nobody can look a digest up that was made elsewhere. Of 24 bits two agree by chance once in 16 million times, two pairs
// of them never.
func TestDigestsOfTwoVMs(t *testing.T) {
	first, second := newPlugin(t, newVM(t, shipped), ""), newPlugin(t, newVM(t, shipped), "")
	same := 0
	for _, word := range []string{"hunter2", "hunter3"} {
		if found(t, first, digest, word) == found(t, second, digest, word) {
			same++
		}
	}
	if same == 2 {
		t.Error("two VMs have the same digests")
	}
}

// TestEachRecordHasItsOwnID, also where bodies are the same, and in another VM that began at the same time.
func TestEachRecordHasItsOwnID(t *testing.T) {
	seen := map[string]bool{}
	for range 2 {
		plugin := newPlugin(t, newVM(t, shipped), "")
		for range 50 {
			id := found(t, plugin, errorID, "hunter2")
			if seen[id] {
				t.Fatalf("the id %s came twice", id)
			}
			seen[id] = true
		}
	}
}
