package main

import (
	"bytes"
	"sync"
)

// lastLines is how many lines of the log are kept for a last word.
const lastLines = 12

// logLines takes Envoy's log as it is written, never blocks the writer, and hands out whole lines.
type logLines struct {
	// news has a value when there are lines to take.
	news chan struct{}

	mutex   sync.Mutex
	partial []byte
	lines   []string // not taken yet
	ring    []string // the last ones, taken or not
}

func newLogLines() *logLines { return &logLines{news: make(chan struct{}, 1)} }

// Write never fails.
func (l *logLines) Write(p []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.partial = append(l.partial, p...)
	for {
		line, rest, ok := bytes.Cut(l.partial, []byte{'\n'})
		if !ok {
			break
		}
		l.lines = append(l.lines, string(line))
		l.ring = append(l.ring, string(line))
		l.partial = rest
	}
	l.ring = l.ring[max(0, len(l.ring)-lastLines):]
	if len(l.lines) > 0 {
		select {
		case l.news <- struct{}{}:
		default:
		}
	}
	return len(p), nil
}

// take gives the lines since the last call.
func (l *logLines) take() []string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	lines := l.lines
	l.lines = nil
	return lines
}

// last gives the log's last lines.
func (l *logLines) last() []string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return append([]string(nil), l.ring...)
}
