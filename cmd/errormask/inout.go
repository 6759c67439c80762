package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// output is the standard output with a buffer before it.
type output struct {
	screen
	buffer *bufio.Writer
}

func newOutput(w io.Writer) *output {
	o := &output{newScreen(w), bufio.NewWriterSize(w, 64<<10)}
	o.Writer = o.buffer
	return o
}

func (o *output) flush() error { return o.buffer.Flush() }

// checked keeps the first error of writing, for what is written without looking, and calls failed then, if that is not nil.
type checked struct {
	io.Writer
	failed func()
	err    error
}

func (c *checked) Write(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.Writer.Write(p)
	if c.err = err; err != nil && c.failed != nil {
		c.failed()
	}
	return n, err
}

// flushing writes out what there is before it reads, since reading may wait.
type flushing struct {
	io.Reader
	out *output
}

func (f flushing) Read(p []byte) (int, error) {
	if err := f.out.flush(); err != nil {
		return 0, err
	}
	return f.Reader.Read(p)
}

// readSize is how much is read at once.
const readSize = 1 << 20

// interruptible reads ahead, and ends with the context's error when that ends, even while the source has nothing to give.
func interruptible(ctx context.Context, source io.ReadCloser) io.ReadCloser {
	near, far := io.Pipe()
	stop := context.AfterFunc(ctx, func() { far.CloseWithError(ctx.Err()) })
	go func() {
		defer stop()
		defer source.Close()
		_, err := io.CopyBuffer(far, struct{ io.Reader }{source}, make([]byte, readSize))
		far.CloseWithError(err)
	}()
	return near
}

// noteTerminal tells who has named no file that the tool waits for him.
func noteTerminal(stderr io.Writer, command string, files ...string) {
	if slices.Contains(files, "-") && isTerminal(os.Stdin) {
		fmt.Fprintf(stderr, "errormask %s: note: reading the standard input: Ctrl-D ends it\n", command)
	}
}

// readFile gives a file's text, "-" being the standard input.
func readFile(ctx context.Context, name string) (string, error) {
	if name != "-" {
		text, err := os.ReadFile(name)
		return string(text), err
	}
	text, err := io.ReadAll(interruptible(ctx, os.Stdin))
	if errors.Is(err, context.Canceled) {
		err = errors.New("interrupted")
	}
	return string(text), err
}
