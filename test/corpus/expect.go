package corpus

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// expect reads the lines of the expect section. With an error it gives how many lines below the marker the error is.
func (c *Case) expect(data []byte) (offset int, err error) {
	fields := map[string]*string{
		"content-type":      &c.ContentType,
		"exception.type":    &c.ExceptionType,
		"exception.message": &c.ExceptionMessage,
		"frame.own":         &c.FrameOwn,
		"error.type":        &c.ErrorType,
		"same-as":           &c.SameAs,
		"differs-from":      &c.DiffersFrom,
	}
	var secrets string
	fields["secrets"] = &secrets
	for line := range strings.Lines(string(data)) {
		offset++
		if err := set(fields, strings.TrimSuffix(line, "\n")); err != nil {
			return offset, err
		}
	}
	if secrets != "" {
		c.Secrets = strings.Split(secrets, ", ")
	}
	if !slices.Contains(Classes, c.ErrorType) {
		return 0, fmt.Errorf("error.type is %q, not one of %s", c.ErrorType, strings.Join(Classes, ", "))
	}
	return 0, nil
}

func set(fields map[string]*string, line string) error {
	key, value, ok := strings.Cut(line, ": ")
	field := fields[key]
	switch {
	case !ok || value == "" || strings.TrimSpace(value) != value:
		return fmt.Errorf("%q is not key: value", line)
	case field == nil:
		return errors.New(key + " is not a key")
	case *field != "":
		return errors.New(key + " stands twice")
	}
	*field = value
	return nil
}

// Classes are the causes that error.type tells apart. A body that tells none of them is unknown.
var Classes = []string{
	"database", "null_reference", "type_error", "out_of_memory", "unhandled_rejection", "upstream_service", "timeout",
	"configuration", "permission", "resource_exhausted", "assertion", "syntax", "unknown",
}
