// Package casefile is what the readers of the scenarios and of the corpus have in common: folders of txtar files, one case each.
package casefile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// Load parses every .txtar file of a directory, in the order of their names. The error holds what is wrong in each of them; no case is
// given then.
func Load[Case any](dir string, parse func(name string, data []byte) (Case, error)) ([]Case, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no .txtar file in %s", dir)
	}
	var cases []Case
	var problems []error
	for _, name := range names {
		var c Case
		data, err := os.ReadFile(name)
		if err == nil {
			c, err = parse(filepath.Base(name), data)
		}
		cases, problems = append(cases, c), append(problems, err)
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return cases, nil
}

// Unescape reads the escapes of a Go string. Line ends and quotes may stand as they are.
func Unescape(text string) ([]byte, error) {
	var out []byte
	for text != "" {
		if text[0] != '\\' {
			out, text = append(out, text[0]), text[1:]
			continue
		}
		r, multibyte, rest, err := strconv.UnquoteChar(text, '"')
		if err != nil {
			return nil, fmt.Errorf("bad escape at %.12q", text)
		}
		if multibyte {
			out = append(out, string(r)...)
		} else {
			out = append(out, byte(r))
		}
		text = rest
	}
	return out, nil
}
