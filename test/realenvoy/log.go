package realenvoy

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// LogPath is the file that holds Envoy's standard error and output.
func (e *Envoy) LogPath() string { return filepath.Join(e.dir, LogFile) }

// Log gives all that Envoy has logged so far; "" when the file is gone.
func (e *Envoy) Log() string {
	text, _ := os.ReadFile(e.LogPath())
	return string(text)
}

// Message is a line that a plugin wrote to Envoy's log.
type Message struct {
	// Level is Envoy's: trace, debug, info, warning, error or critical.
	Level string
	// Text is what the plugin wrote, as far as the line goes.
	Text string
}

// Messages gives what the plugin of that listener has logged so far, in order.
func (e *Envoy) Messages(listener string) []Message { return Messages(e.Log(), listener) }

// Messages finds the messages of one plugin in an Envoy's log. Envoy's lines read
// "[time][thread][LEVEL][wasm] [file:line] wasm log NAME ROOT VM: TEXT"; a plugin context's have no NAME, but here ROOT is the same.
func Messages(log, listener string) []Message {
	var messages []Message
	for line := range strings.Lines(log) {
		head, rest, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " wasm log "+listener+" ")
		if !ok || !strings.HasPrefix(head, "[") {
			continue
		}
		_, text, _ := strings.Cut(rest, ": ")
		messages = append(messages, Message{Level: level(head), Text: text})
	}
	return messages
}

// level finds LEVEL in "[time][thread][LEVEL][wasm] ...".
func level(head string) string {
	fields := strings.SplitN(head, "][", 4)
	if len(fields) < 4 {
		return ""
	}
	return fields[2]
}

// WaitMessages returns the messages of a listener's plugin when there are n or more.
func (e *Envoy) WaitMessages(ctx context.Context, listener string, n int) ([]Message, error) {
	var messages []Message
	err := e.poll(ctx, fmt.Sprintf("%d log messages of %s", n, listener), func() (bool, error) {
		messages = e.Messages(listener)
		return len(messages) >= n, nil
	})
	return messages, err
}

// lastWords is the log's end as an error, for a failure that leaves no other trace.
func (e *Envoy) lastWords() error {
	lines := strings.Split(strings.TrimSpace(e.Log()), "\n")
	return errors.New("envoy's last log line: " + lines[len(lines)-1])
}

// follow copies the log to w until the process has ended.
func (e *Envoy) follow(w io.Writer) {
	defer close(e.copied)
	if w == nil {
		<-e.exited
		return
	}
	log, err := os.Open(e.LogPath())
	if err != nil {
		fmt.Fprintf(w, "the log cannot be shown: %v\n", err)
		return
	}
	defer log.Close()
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	for running := true; running; {
		select {
		case <-e.exited:
			running = false
		case <-tick.C:
		}
		io.Copy(w, log)
	}
}
