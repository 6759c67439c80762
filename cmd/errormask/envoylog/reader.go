// Package envoylog finds errormask's records in a log, whatever the log is wrapped in.
//
// It knows Envoy's text and JSON application logs, Istio's, and what docker, CRI, kubectl and compose put around their lines. A log is
// read as it comes, in bounded memory.
package envoylog

import (
	"bytes"
	"fmt"
	"io"
)

const (
	// bufferSize is how much is read at once.
	bufferSize = 1 << 20
	// maxLine is the longest line that can hold a record, in bytes: more than six times the largest body that can be recorded.
	maxLine = 16 << 20
)

// Reader reads records from a log. Its lines are looked at only where they have a word that each record has.
type Reader struct {
	source io.Reader
	// buffer holds what was read, whole what ends with a line's end in it; next is where the first line begins that was not looked at.
	buffer      []byte
	next, whole int
	// ended says why there is nothing more to read.
	ended error
	// words are what is looked for.
	words [2]word
	// lines is how many lines lie before next, and counted how far in the buffer they were counted.
	lines, counted int
	splits         splits
	// skipping says that the line being read is too long, and is passed over.
	skipping bool

	// Broken counts what looks like a record and cannot be read as one, and FirstBroken says where the first of it is, and why.
	Broken      int
	FirstBroken string
}

// NewReader gives a reader of a log.
func NewReader(source io.Reader) *Reader {
	return &Reader{source: source, words: [2]word{{text: []byte("event.name")}, {text: []byte("timestamp")}}}
}

// Read gives the next record, which is valid until the next call. The error is io.EOF at the end, else the source's: what was begun of a
// line or of a split one then counts as the end's, but not as the source's.
func (r *Reader) Read() (*Record, error) {
	for {
		line, err := r.line()
		if err == nil {
			line = r.splits.join(line)
		} else if err != io.EOF || !r.splits.open() {
			return nil, err
		} else {
			line = r.splits.rest()
		}
		if record := r.recordIn(line); record != nil {
			return record, nil
		}
	}
}

// recordIn gives the record of a line, nil if it has none.
func (r *Reader) recordIn(line []byte) *Record {
	record, err := find(line)
	if err != nil {
		r.broken(r.lineNumber(), err)
	}
	return record
}

func (r *Reader) broken(line int, err error) {
	if r.Broken++; r.Broken == 1 {
		r.FirstBroken = fmt.Sprintf("line %d: %v", line, err)
	}
}

// lineNumber is that of the line before next.
func (r *Reader) lineNumber() int {
	r.lines += bytes.Count(r.buffer[r.counted:r.next], []byte{'\n'})
	r.counted = r.next
	if r.next > 0 && r.buffer[r.next-1] != '\n' {
		return r.lines + 1 // the last line has no end
	}
	return r.lines
}

// line gives the next line that may have a record in it, or belong to one.
func (r *Reader) line() ([]byte, error) {
	for {
		if begin, ok := r.suspect(); ok {
			end := r.whole
			if n := bytes.IndexByte(r.buffer[begin:r.whole], '\n'); n >= 0 {
				end = begin + n
			}
			line := r.buffer[begin:end]
			r.next = min(end+1, r.whole)
			return line, nil
		}
		r.next = r.whole
		if r.ended != nil {
			return nil, r.ended
		}
		r.fill()
	}
}

// suspect says where the next line to look at begins. While a line that was split waits for its other parts, that is each line.
func (r *Reader) suspect() (begin int, ok bool) {
	if r.splits.open() {
		return r.next, r.next < r.whole
	}
	at := r.whole
	for i := range r.words {
		at = min(at, r.words[i].find(r.buffer[:r.whole], r.next))
	}
	return r.next + bytes.LastIndexByte(r.buffer[r.next:at], '\n') + 1, at < r.whole
}

// fill reads once more. It makes room before, by dropping what was looked at, and gives up on a line that is too long.
func (r *Reader) fill() {
	r.lines += bytes.Count(r.buffer[r.counted:r.next], []byte{'\n'})
	n := copy(r.buffer, r.buffer[r.next:])
	r.buffer, r.next, r.whole, r.counted = r.buffer[:n], 0, 0, 0
	r.words[0].known, r.words[1].known = false, false
	switch {
	case n == cap(r.buffer) && n >= maxLine:
		r.skip()
	case n == cap(r.buffer):
		r.buffer = append(make([]byte, 0, max(bufferSize, 2*n)), r.buffer...)
	}
	n = len(r.buffer)
	read, err := r.source.Read(r.buffer[n:cap(r.buffer)])
	r.buffer = r.buffer[:n+read]
	r.whole = n + bytes.LastIndexByte(r.buffer[n:], '\n') + 1
	if r.whole == n {
		r.whole = 0
	}
	if r.skipping {
		r.endSkip()
	}
	if err != nil {
		r.ended = err
	}
	if err == io.EOF {
		r.whole = len(r.buffer)
	}
}

// skip drops the beginning of a line that is longer than any record.
func (r *Reader) skip() {
	if !r.skipping && (bytes.Contains(r.buffer, r.words[0].text) || bytes.Contains(r.buffer, r.words[1].text)) {
		r.broken(r.lines+1, fmt.Errorf("a line of more than %d MiB", maxLine>>20))
	}
	r.skipping = true
	r.buffer = r.buffer[:0]
}

// endSkip drops what is read up to the line's end.
func (r *Reader) endSkip() {
	end := bytes.IndexByte(r.buffer, '\n')
	if end < 0 {
		r.buffer, r.whole = r.buffer[:0], 0
		return
	}
	r.skipping = false
	r.next, r.counted = end+1, end
}

// word is something that is looked for in the buffer.
type word struct {
	text []byte
	// at is where it was found last, if that is known.
	at    int
	known bool
}

// find gives where the word is in text at or behind from; the end of text if it is not there.
func (w *word) find(text []byte, from int) int {
	if w.known && w.at >= from {
		return w.at
	}
	w.known, w.at = true, len(text)
	if i := bytes.Index(text[from:], w.text); i >= 0 {
		w.at = from + i
	}
	return w.at
}
