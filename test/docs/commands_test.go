package docs

import (
	"regexp"
	"strings"
	"testing"
)

// TestCommandsExist: the Makefile has each target that a page names.
func TestCommandsExist(t *testing.T) {
	makefile, named := read(t, "Makefile"), 0
	for _, page := range pages(t) {
		for _, match := range regexp.MustCompile("[`\n]make ([a-z-]+)").FindAllStringSubmatch(read(t, page), -1) {
			named++
			if !strings.Contains(makefile, "\n"+match[1]+":") {
				t.Errorf("%s names make %s, which the Makefile does not have", page, match[1])
			}
		}
	}
	if named < 7 {
		t.Errorf("only %d commands are named", named)
	}
}

// TestFirstCommands: what a newcomer is told to type, before anything else.
func TestFirstCommands(t *testing.T) {
	blocks := regexp.MustCompile("(?s)\n```sh\n(.*?)```").FindAllStringSubmatch(read(t, "README.md"), 2)
	if len(blocks) != 2 || blocks[0][1] != "make run\n" || blocks[1][1] != "make test\n" {
		t.Errorf("README.md begins with %q, want make run and make test", blocks)
	}
}
