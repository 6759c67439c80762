package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// record is what errormask wrote about one masked answer: the members of its JSON object, in their order. It is read without knowing
// the keys in advance, so that one that is new to this tool is shown as well.
type record []member

type member struct {
	key string
	// text is the value: a string's content, anything else as it is written in JSON.
	text string
}

// parseRecord reads a record from a log message; false when the message is none.
func parseRecord(message string) (record, bool) {
	d := json.NewDecoder(strings.NewReader(message))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, false
	}
	var r record
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, false
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, false
		}
		r = append(r, member{key.(string), textOf(value)})
	}
	_, err := d.Token()
	return r, err == nil
}

func textOf(value json.RawMessage) string {
	var s string
	if bytes.HasPrefix(value, []byte{'"'}) && json.Unmarshal(value, &s) == nil {
		return s
	}
	return string(value)
}

// get gives a member's value, "" when there is none.
func (r record) get(key string) string {
	for _, m := range r {
		if m.key == key {
			return m.text
		}
	}
	return ""
}

// bodyKeys are where a record has the original body: as text, or in base64 when it is none.
var bodyKeys = []string{"http.response.body.content", "http.response.body.base64"}

// inHeadline are the members that the first line tells.
var inHeadline = []string{"timestamp", "http.response.status_code", "http.request.method", "url.path", "url.query", "envoy.upstream", "duration_ms"}

// inStory are the members that tell what failed, and those that add nothing for a person who has them and the body: frames of the same stack
// trace, and an event's name that is the same in each record.
var inStory = []string{"error.type", "exception.type", "exception.message", "exception.own_frame", "exception.stacktrace", "event.name"}

// print writes a record for a person: a headline, what failed and where, the other members, the original body.
func (r record) print(s screen, zone *time.Location) {
	fmt.Fprintln(s, s.paint(bold, r.headline(zone)))
	for _, line := range r.story() {
		for _, piece := range wrap(line, s.width-4) {
			fmt.Fprintln(s, "    "+s.paint(bold, piece))
		}
	}
	for _, line := range r.details(s.width - 4) {
		fmt.Fprintln(s, "    "+s.paint(dim, line))
	}
	for _, key := range bodyKeys {
		body := r.get(key)
		if body == "" {
			continue
		}
		fmt.Fprintln(s)
		for _, line := range printableLines(readable(r.get("http.response.header.content_type"), body)) {
			for _, piece := range wrap(line, s.width-4) {
				fmt.Fprintln(s, "    "+piece)
			}
		}
	}
	fmt.Fprintln(s)
}

// headline is time, status, method, path, upstream and duration: what there is of them.
func (r record) headline(zone *time.Location) string {
	clock := r.get("timestamp")
	if t, err := time.Parse(time.RFC3339, clock); err == nil {
		clock = t.In(zone).Format(time.TimeOnly)
	}
	path := r.get("url.path")
	if query := r.get("url.query"); query != "" {
		path += "?" + query
	}
	words := []string{clock, r.get("http.response.status_code"), strings.TrimSpace(r.get("http.request.method") + " " + path)}
	if upstream := r.get("envoy.upstream"); upstream != "" {
		words = append(words, "from "+upstream)
	}
	if duration := r.get("duration_ms"); duration != "" {
		words = append(words, "in "+duration+" ms")
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	return printable(strings.Join(words, "  "))
}

// story is the class of the failure with the exception, and the application's own frame: what there is of them.
func (r record) story() []string {
	exception := r.get("exception.type")
	if message := r.get("exception.message"); exception != "" && message != "" {
		exception += ": " + message
	} else {
		exception += message
	}
	words := []string{r.get("error.type"), exception}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	lines := []string{strings.Join(words, "  "), strings.TrimSpace(r.get("exception.own_frame"))}
	lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
	for i, line := range lines {
		lines[i] = printable(line)
	}
	return lines
}

// details are the members that are neither in the headline and the story nor the body, as key=value, as many on a line as fit.
func (r record) details(width int) []string {
	var lines []string
	line := ""
	for _, m := range r {
		if slices.Contains(inHeadline, m.key) || slices.Contains(inStory, m.key) || slices.Contains(bodyKeys, m.key) {
			continue
		}
		word := printable(m.key + "=" + m.text)
		if line != "" && columns(line)+2+columns(word) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += "  "
		}
		line += word
	}
	lines = append(lines, line)
	var wrapped []string
	for _, line := range lines {
		if line != "" {
			wrapped = append(wrapped, wrap(line, width)...)
		}
	}
	return wrapped
}
