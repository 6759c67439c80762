package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// licenceTexts is one text of all licences and notices, which has to go wherever the module goes.
func licenceTexts(parts []part, root string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("errormask.wasm contains the following. Their licences and notices:\n\n")
	for _, p := range parts {
		fmt.Fprintf(&b, "  %s: %s\n", p.title(), p.licence)
	}
	for _, p := range parts {
		dir, err := p.directory(root)
		if err != nil {
			return nil, fmt.Errorf("the licence of %s: %w", p.name, err)
		}
		for _, name := range p.texts {
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				return nil, fmt.Errorf("the licence of %s: %w", p.name, err)
			}
			if len(bytes.TrimSpace(text)) == 0 {
				return nil, fmt.Errorf("the licence of %s: %s is empty", p.name, filepath.Join(dir, name))
			}
			fmt.Fprintf(&b, "\n\n%[1]s\n%[2]s: %[3]s\n%[1]s\n\n%[4]s\n", strings.Repeat("=", 80), p.title(), name, bytes.Trim(text, "\n"))
		}
	}
	return b.Bytes(), nil
}

func (p part) title() string {
	switch {
	case p.name == "std":
		return "Go's standard library and runtime " + p.version
	case p.name == self:
		return self
	}
	return p.name + " " + p.version
}

// expression is the SPDX expression for all parts together.
func expression(parts []part) string {
	var all []string
	for _, p := range parts {
		all = append(all, p.licence)
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " AND ")
}
