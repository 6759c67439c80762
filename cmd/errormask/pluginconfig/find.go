package pluginconfig

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"errormask/filter"
)

// A short file may be a very large document, by aliases of aliases. These are bounds of what is looked at, in nodes, and of a configuration
// in it, in bytes of JSON.
const (
	maxNodes = 5_000_000
	maxJSON  = 4 << 20
)

// Find gives what is in a file. Where a file loads several plugins, errormask's are those whose name, file or address has the given word in
// it. The error is a *Fault; with no configuration found it says where was looked, and there may be warnings all the same.
func Find(text, word string) (Content, error) {
	text = strings.TrimPrefix(text, byteOrderMark)
	if !utf8.ValidString(text) {
		s := newSource(text)
		return Content{}, &Fault{s.position(firstInvalid(text)), "not a text in UTF-8"}
	}
	if strings.TrimSpace(text) == "" {
		return Content{}, &Fault{Position{1, 1}, "the file is empty; a configuration with only defaults is {}"}
	}
	finder := &finder{source: newSource(text), word: strings.ToLower(word), seen: map[*yaml.Node]bool{}}
	documents, err := load(text)
	if err != nil && isJSON(text) {
		return bare(text), nil
	}
	if err != nil {
		return Content{}, err
	}
	for _, document := range documents {
		finder.walk(document, place{})
	}
	switch {
	case finder.nodes > maxNodes:
		return Content{}, &Fault{Position{1, 1}, "too large a document; does it use aliases of aliases?"}
	case len(finder.content.Configurations) > 0:
		return finder.content, nil
	case isJSON(text) && len(documents) == 1 && !isContainer(documents[0]):
		return bare(text), nil
	}
	return finder.content, &Fault{Position{1, 1}, finder.nothing()}
}

// byteOrderMark is what editors of Windows write before a text. It is no column.
const byteOrderMark = "\ufeff"

func firstInvalid(text string) int {
	for i, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)) {
			return i
		}
	}
	return len(text)
}

func isJSON(text string) bool { return strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "{") }

// load reads all documents of YAML, or of JSON, which nearly is YAML: see hideSurrogates.
func load(text string) ([]*yaml.Node, *Fault) {
	if isJSON(text) {
		text = hideSurrogates(text)
	}
	loader, err := yaml.NewLoader(strings.NewReader(text))
	if err != nil {
		return nil, faultOf(err)
	}
	var documents []*yaml.Node
	for {
		var document yaml.Node
		switch err := loader.Load(&document); {
		case err == io.EOF:
			return documents, nil
		case err != nil:
			return nil, faultOf(err)
		}
		if isJSON(text) {
			showSurrogates(&document)
		}
		documents = append(documents, &document)
	}
}

// faultOf says what is wrong with a file that is no YAML.
func faultOf(err error) *Fault {
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		return &Fault{Position{1, 1}, "not valid YAML: " + err.Error()}
	}
	return &Fault{Position{max(1, e.Mark.Line), max(1, e.Mark.Column)}, "not valid YAML: " + e.Message}
}

// bare takes the whole file for a configuration.
func bare(text string) Content {
	return Content{Configurations: []Configuration{{Position: Position{1, 1}, JSON: text, locate: func(line, column int) (Position, string) {
		return Position{line, column}, ""
	}}}}
}

// Check gives what is wrong with a configuration, nil if the filter takes it.
func (c *Configuration) Check() *Fault {
	_, err := filter.New([]byte(c.JSON))
	if c.fault != nil || err == nil {
		return c.fault
	}
	var e *filter.ConfigurationError
	if !errors.As(err, &e) {
		return &Fault{c.Position, err.Error()}
	}
	position, hint := c.locate(e.Line, e.Column)
	return &Fault{position, e.Message + hint}
}

// nothing says where was looked in vain.
func (f *finder) nothing() string {
	message := "no configuration of errormask: looked for plugins with vm_config (Envoy), pluginConfig (Istio) and spec.wasm (Envoy Gateway)"
	if len(f.others) == 0 {
		return message
	}
	var numbers []string
	for _, other := range f.others {
		numbers = append(numbers, strconv.Itoa(other.Line))
	}
	lines := strings.Join(numbers, ", ")
	return fmt.Sprintf("%s, and found others whose name, file and address do not have %q in them, in line %s: --name says what theirs have", message, f.word, lines)
}
