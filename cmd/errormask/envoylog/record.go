package envoylog

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// Record is one record, as errormask wrote it.
type Record struct {
	// JSON is the whole object.
	JSON []byte
	// Members are those of the object, in their order.
	Members []Member
}

// Member is a member of a record.
type Member struct {
	// Key is the name without its quotes, Value the value as JSON.
	Key, Value []byte
}

// Text gives what a string says; of other values it gives the JSON.
func (m Member) Text() []byte {
	if len(m.Value) < 2 || m.Value[0] != '"' {
		return m.Value
	}
	if bytes.IndexByte(m.Value, '\\') < 0 {
		return m.Value[1 : len(m.Value)-1]
	}
	text, err := jsontext.AppendUnquote(nil, m.Value)
	if err != nil {
		return m.Value
	}
	return text
}

// Text gives what the member with this key says, nil if there is none.
func (r *Record) Text(key string) []byte {
	for _, m := range r.Members {
		if string(m.Key) == key {
			return m.Text()
		}
	}
	return nil
}

// lenient are the options of a reader that does not mind what the JSON's own reader will.
var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

// parse reads the object at the beginning of text. What follows it belongs to the log: Istio puts the thread there.
func parse(text []byte) (*Record, error) {
	d := jsontext.NewDecoder(bytes.NewBuffer(text), lenient...)
	if _, err := d.ReadToken(); err != nil {
		return nil, reason(err)
	}
	var r Record
	for d.PeekKind() != '}' {
		var m Member
		for _, part := range []*[]byte{&m.Key, &m.Value} {
			value, err := d.ReadValue()
			if err != nil {
				return nil, reason(err)
			}
			end := d.InputOffset()
			*part = text[end-int64(len(value)) : end]
		}
		m.Key = m.Key[1 : len(m.Key)-1]
		r.Members = append(r.Members, m)
	}
	if _, err := d.ReadToken(); err != nil {
		return nil, reason(err)
	}
	r.JSON = text[:d.InputOffset()]
	return &r, nil
}

// reason says what is wrong with a record.
func reason(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errCutOff
	}
	return fmt.Errorf("a record that is not valid JSON: %w", err)
}
