package e2e

import (
	"fmt"
	"net"
	"os"
	"regexp"
	"strings"
	"testing"
)

// blocksOf gives the blocks of a language in a section of a Markdown file.
func blocksOf(t *testing.T, language, path, heading string) []string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "\n## "+heading+"\n")
	if !ok {
		t.Fatalf("%s has no section %q", path, heading)
	}
	section, _, _ := strings.Cut(rest, "\n## ")
	var blocks []string
	for _, match := range regexp.MustCompile("(?s)\n```"+language+"\n(.*?)```").FindAllStringSubmatch(section, -1) {
		blocks = append(blocks, match[1])
	}
	return blocks
}

// gap is a name in double braces; what comes before it in its line is the indentation of each line that takes its place, or a key.
var gap = regexp.MustCompile(`(?m)^( *)(.*?)\{\{(\w+)\}\}$`)

// fill puts blocks of YAML, as deep as they must be, in place of the gaps of a file.
func fill(t *testing.T, path string, blocks map[string]string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return gap.ReplaceAllFunc(text, func(line []byte) []byte {
		match := gap.FindSubmatch(line)
		block, ok := blocks[string(match[3])]
		if !ok {
			t.Fatalf("%s: nothing for %s", path, match[3])
		}
		indentation := string(match[1])
		return []byte(indentation + string(match[2]) + strings.ReplaceAll(strings.TrimSpace(block), "\n", "\n"+indentation))
	})
}

// socketAddress is an address as YAML has it.
func socketAddress(t *testing.T, address string) string {
	t.Helper()
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("{address: %s, port_value: %s}", host, port)
}
