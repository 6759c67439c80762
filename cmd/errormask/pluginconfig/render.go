package pluginconfig

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"go.yaml.in/yaml/v4"
)

// rendering is YAML written as one line of JSON, as Istio and Envoy Gateway pass it to the filter.
type rendering struct {
	json strings.Builder
	// parts are the nodes in it, by where they begin.
	parts []part
	depth int
}

type part struct {
	offset int
	node   *yaml.Node
}

// maxDepth is more than any configuration needs; an alias may contain itself.
const maxDepth = 100

func render(n *yaml.Node) (*rendering, *Fault) {
	r := new(rendering)
	return r, r.write(n)
}

func (r *rendering) write(n *yaml.Node) *Fault {
	if r.depth++; r.depth > maxDepth || r.json.Len() > maxJSON {
		return faultAt(n, "too deep or too large for a configuration")
	}
	defer func() { r.depth-- }()
	r.parts = append(r.parts, part{r.json.Len(), n})
	switch n = resolve(n); n.Kind {
	case yaml.MappingNode:
		return r.mapping(n)
	case yaml.SequenceNode:
		return r.sequence(n)
	case yaml.ScalarNode:
		return r.scalar(n)
	}
	return faultAt(n, "neither a mapping, a list nor a value")
}

func (r *rendering) mapping(n *yaml.Node) *Fault {
	r.json.WriteByte('{')
	for i := 0; i+1 < len(n.Content); i += 2 {
		if i > 0 {
			r.json.WriteString(", ")
		}
		key := resolve(n.Content[i])
		if key.Kind != yaml.ScalarNode {
			return faultAt(n.Content[i], "a key that is no text; a template has to be filled in first")
		}
		r.parts = append(r.parts, part{r.json.Len(), n.Content[i]})
		r.string(key.Value)
		r.json.WriteString(": ")
		if err := r.write(n.Content[i+1]); err != nil {
			return err
		}
	}
	r.json.WriteByte('}')
	return nil
}

func (r *rendering) sequence(n *yaml.Node) *Fault {
	r.json.WriteByte('[')
	for i, element := range n.Content {
		if i > 0 {
			r.json.WriteString(", ")
		}
		if err := r.write(element); err != nil {
			return err
		}
	}
	r.json.WriteByte(']')
	return nil
}

func (r *rendering) string(text string) {
	quoted, _ := jsontext.AppendQuote(nil, text) // YAML is UTF-8, so it can always be written
	r.json.Write(quoted)
}

// wordsOfYAML11 are the booleans of YAML 1.1, which Envoy and Kubernetes still read as such.
var wordsOfYAML11 = map[string]bool{"y": true, "yes": true, "on": true, "n": false, "no": false, "off": false}

func (r *rendering) scalar(n *yaml.Node) *Fault {
	if value, ok := oldBoolean(n); ok {
		fmt.Fprint(&r.json, value)
		return nil
	}
	switch n.ShortTag() {
	case "!!int", "!!float", "!!bool", "!!null":
		var value any
		if err := n.Decode(&value); err != nil {
			return faultAt(n, "not a value: "+n.Value)
		}
		text, err := json.Marshal(value)
		if err != nil {
			return faultAt(n, n.Value+" cannot be written as JSON")
		}
		r.json.Write(text)
	default:
		r.string(n.Value)
	}
	return nil
}

var plainWord = regexp.MustCompile(`^([a-z]+|[A-Z]+|[A-Z][a-z]+)$`)

func oldBoolean(n *yaml.Node) (value, ok bool) {
	if n.Style != 0 || !plainWord.MatchString(n.Value) {
		return false, false
	}
	value, ok = wordsOfYAML11[strings.ToLower(n.Value)]
	return value, ok
}

// locate gives the node that a part of the JSON was written from, and what is to be said of it.
func (r *rendering) locate(line, column int) (Position, string) {
	s := newSource(r.json.String())
	offset := s.offset(Position{line, column})
	i := sort.Search(len(r.parts), func(i int) bool { return r.parts[i].offset > offset })
	n := r.parts[max(0, i-1)].node
	hint := ""
	if value, ok := oldBoolean(resolve(n)); ok && !slices.Contains([]string{"true", "false"}, n.Value) {
		hint = fmt.Sprintf(`; in YAML %s without quotes means %v: write "%s"`, n.Value, value, n.Value)
	}
	return Position{n.Line, n.Column}, hint
}

// resolve gives what an alias stands for.
func resolve(n *yaml.Node) *yaml.Node {
	for range maxDepth {
		if n.Kind != yaml.AliasNode || n.Alias == nil {
			break
		}
		n = n.Alias
	}
	return n
}

func faultAt(n *yaml.Node, message string) *Fault {
	return &Fault{Position{n.Line, n.Column}, message}
}
