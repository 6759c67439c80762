package pluginconfig

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"errormask/filter"
)

// A short file may be a very large document, by aliases of aliases. These are bounds of what is looked at, in nodes, and of a configuration
// in it, in bytes of JSON.
const (
	maxNodes = 5_000_000
	maxJSON  = 4 << 20
)

// Find gives the configurations in a file. Where a file loads several plugins, errormask's are those whose name, file or address has the
// given word in it. The error is a *Fault; with none found it says where was looked.
func Find(text, word string) ([]Configuration, error) {
	if strings.TrimSpace(text) == "" {
		return nil, &Fault{Position{1, 1}, "the file is empty; a configuration with only defaults is {}"}
	}
	isJSON := strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "{")
	finder := &finder{source: newSource(text), word: strings.ToLower(word)}
	documents, err := load(text, isJSON)
	if err != nil && isJSON {
		return finder.bare(text)
	}
	if err != nil {
		return nil, err
	}
	for _, document := range documents {
		finder.walk(document, place{})
	}
	switch {
	case finder.nodes > maxNodes:
		return nil, &Fault{Position{1, 1}, "too large a document; does it use aliases of aliases?"}
	case len(finder.found) > 0:
		return finder.found, nil
	case isJSON && len(documents) == 1 && !finder.isContainer(documents[0]):
		return finder.bare(text)
	}
	return nil, &Fault{Position{1, 1}, finder.nothing()}
}

// load reads all documents of YAML, or of JSON, which nearly is YAML: see surrogates.
func load(text string, isJSON bool) ([]*yaml.Node, error) {
	if isJSON {
		text = surrogates.ReplaceAllString(text, "characters!!")
	}
	loader, err := yaml.NewLoader(strings.NewReader(text))
	if err != nil {
		return nil, err
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
		documents = append(documents, &document)
	}
}

// surrogates are pairs of escapes for one character, which YAML does not know. Others of the same length keep the rest in its place.
var surrogates = regexp.MustCompile(`\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}`)

// faultOf says what is wrong with a file that is no YAML.
func faultOf(err error) *Fault {
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		return &Fault{Position{1, 1}, "not valid YAML: " + err.Error()}
	}
	return &Fault{Position{max(1, e.Mark.Line), max(1, e.Mark.Column)}, "not valid YAML: " + e.Message}
}

// bare takes the whole file for a configuration.
func (f *finder) bare(text string) ([]Configuration, error) {
	return []Configuration{{Position: Position{1, 1}, JSON: text, locate: func(line, column int) (Position, string) {
		return Position{line, column}, ""
	}}}, nil
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
	lines := strings.Join(f.others, ", ")
	return fmt.Sprintf("%s, and found others whose name, file and address do not have %q in them, in line %s: --name says what theirs have", message, f.word, lines)
}
