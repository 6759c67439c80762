package scenario

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// number is a JSON number as it is written, so that 1 and 1.0 differ.
type number = json.Number

// decodeObject reads one JSON object and nothing else. Unlike package json it refuses a member that occurs twice.
func decodeObject(text string) (map[string]any, error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	value, err := decodeValue(d)
	if err != nil {
		return nil, fmt.Errorf("not valid JSON: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than one JSON value")
	}
	object, ok := value.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("not a JSON object but %v", value)
	}
	return object, nil
}

func decodeValue(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		return decodeMembers(d)
	case json.Delim('['):
		return decodeElements(d)
	default:
		return token, nil
	}
}

func decodeMembers(d *json.Decoder) (map[string]any, error) {
	object := map[string]any{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		key := token.(string) // the decoder lets nothing else through
		if _, twice := object[key]; twice {
			return nil, fmt.Errorf("member %q occurs twice", key)
		}
		if object[key], err = decodeValue(d); err != nil {
			return nil, err
		}
	}
	_, err := d.Token()
	return object, err
}

func decodeElements(d *json.Decoder) ([]any, error) {
	list := []any{}
	for d.More() {
		value, err := decodeValue(d)
		if err != nil {
			return nil, err
		}
		list = append(list, value)
	}
	_, err := d.Token()
	return list, err
}

func isScalar(value any) bool {
	switch value.(type) {
	case string, number, bool:
		return true
	default:
		return false
	}
}
