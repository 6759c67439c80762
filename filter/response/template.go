package response

import (
	"errors"
	"strconv"
	"strings"

	"errormask/filter/ascii"
	"errormask/filter/jsontext"
	"errormask/filter/nearest"
)

// Facts are what a body may say of the stream.
type Facts struct {
	Status    int
	ErrorID   []byte
	RequestID string
}

// field is a placeholder. In a body it stands as {{name}}.
type field uint8

const (
	none field = iota
	status
	statusText
	errorID
	requestIDField
)

// fieldNames stand at the index of their field.
var fieldNames = []string{status: "status", statusText: "status_text", errorID: "error_id", requestIDField: "request_id"}

// template is a body with placeholders.
type template struct {
	// fixed is a body without any; nil for others.
	fixed  []byte
	pieces []piece
	escape escape
}

// piece is a text and the placeholder behind it.
type piece struct {
	_     [0]func() // none of these is compared
	text  string
	field field
}

// parseTemplate takes a body apart. Double braces that hold no name are text.
func parseTemplate(body string, escape escape) (template, error) {
	t := template{escape: escape}
	text := 0
	for at := 0; ; {
		open := strings.Index(body[at:], "{{")
		if open < 0 {
			break
		}
		open += at
		name, _, closed := strings.Cut(body[open+2:], "}}")
		if !closed || !isName(name) {
			at = open + 1
			continue
		}
		f := fieldOf(name)
		if f == none {
			return t, unknownField(name)
		}
		t.pieces = append(t.pieces, piece{text: body[text:open], field: f})
		at = open + len("{{}}") + len(name)
		text = at
	}
	if len(t.pieces) == 0 {
		t.fixed = []byte(body)
	}
	t.pieces = append(t.pieces, piece{text: body[text:]})
	return t, nil
}

func unknownField(name string) error {
	hint := ""
	if word := nearest.Word(name, fieldNames[1:]); word != "" {
		hint = " (did you mean {{" + word + "}}?)"
	}
	return errors.New("body has the unknown placeholder {{" + jsontext.Shorten(name) + "}}" + hint + "; allowed: {{" + ascii.Join(fieldNames[1:], "}}, {{") + "}}")
}

// isName reports whether a text looks like the name of a placeholder.
func isName(name string) bool {
	for i := range len(name) {
		if c := name[i]; c != '_' && (c < 'a' || c > 'z') {
			return false
		}
	}
	return name != ""
}

func fieldOf(name string) field {
	for f := status; int(f) < len(fieldNames); f++ {
		if fieldNames[f] == name {
			return f
		}
	}
	return none
}

func (t *template) has(f field) bool {
	for _, p := range t.pieces {
		if p.field == f {
			return true
		}
	}
	return false
}

// sample is a body as some stream has it.
func (t *template) sample() []byte {
	return t.append(nil, Facts{Status: 500, ErrorID: []byte("00000000-0000-4000-8000-000000000000"), RequestID: "id"})
}

func (t *template) append(dst []byte, f Facts) []byte {
	for _, p := range t.pieces {
		dst = append(dst, p.text...)
		switch p.field {
		case status:
			dst = strconv.AppendInt(dst, int64(f.Status), 10)
		case statusText:
			dst = t.escape.append(dst, Phrase(f.Status))
		case errorID:
			dst = append(dst, f.ErrorID...) // hexadecimal digits and hyphens
		case requestIDField:
			dst = t.escape.append(dst, f.RequestID)
		}
	}
	return dst
}
