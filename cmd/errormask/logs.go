package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"errormask/cmd/errormask/envoylog"
)

const logsUsage = `usage: errormask logs [flags] [FILE ...]

Finds errormask's records in a proxy's log and shows them, or with --top which errors there are and how often.
It reads the standard input without a FILE, and for the FILE "-". The log may be Envoy's or Istio's, as text or
as JSON, as it is or as docker, docker compose, kubectl or a container runtime writes it:

    kubectl logs -n shop deploy/gateway --since 1h | errormask logs --class database

The exit status is 1 when a FILE cannot be read or a record in it is broken, and 2 for wrong flags.

`

// logsOptions are the flags of errormask logs.
type logsOptions struct {
	selection    selection
	top          topFlag
	json, follow bool
	files        []string
}

// sink is what is done with the records that were selected.
type sink interface {
	add(*envoylog.Record) error
	// end is called behind the last one.
	end() error
}

func logsCommand(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var o logsOptions
	flags := flag.NewFlagSet("logs", flag.ContinueOnError)
	o.selection.define(flags, time.Now())
	flags.Var(&o.top, "top", "show the `N` most frequent errors by fingerprint instead of records; 10 if N is left out")
	flags.BoolVar(&o.json, "json", false, "write lines of JSON: the records as they are, or the errors of --top")
	flags.BoolVar(&o.follow, "follow", false, "go on with what is added to the FILE, also when it is rotated, until Ctrl-C")
	var status int
	var stop bool
	if o.files, status, stop = parseFlags(flags, logsUsage, withTopNumber(args), stdout, stderr); stop {
		return status
	}
	if o.follow && (len(o.files) != 1 || o.files[0] == "-") {
		return usageError(stderr, "logs", errors.New("--follow needs one FILE; the standard input is read as it comes anyway"))
	}
	if len(o.files) == 0 {
		o.files = []string{"-"}
	}
	noteTerminal(stderr, "logs", o.files...)
	return o.run(ctx, stdout, stderr)
}

func (o logsOptions) run(ctx context.Context, stdout, stderr io.Writer) int {
	out := newOutput(stdout)
	to := o.sink(out, stderr)
	count := new(tally)
	status := exitOK
	for _, name := range o.files {
		if ctx.Err() != nil {
			break
		}
		err := o.read(ctx, name, to, out, count)
		if out.flush() != nil {
			break // it is told below
		}
		if err != nil {
			fmt.Fprintf(stderr, "errormask logs: %v\n", err)
			status = exitFailure
		}
	}
	err := to.end()
	if failure := out.flush(); failure != nil {
		err = failure
	}
	if err != nil {
		fmt.Fprintf(stderr, "errormask logs: %v\n", err)
		return exitFailure
	}
	if status == exitOK && ctx.Err() == nil && !o.json && o.top == 0 {
		count.note(stderr)
	}
	return status
}

// tally counts the records that were found, and those of them that the flags want.
type tally struct{ found, wanted int }

// note says why a person sees nothing.
func (t *tally) note(stderr io.Writer) {
	switch {
	case t.found == 0:
		fmt.Fprintln(stderr, "errormask logs: note: there is no record of errormask in it")
	case t.wanted == 0:
		fmt.Fprintf(stderr, "errormask logs: note: there are records in it (%d), and none is as the flags want\n", t.found)
	}
}

func (o logsOptions) sink(out *output, stderr io.Writer) sink {
	switch {
	case o.top > 0:
		return newTop(o, out, stderr)
	case o.json:
		return jsonLines{out}
	default:
		return &printer{screen: out.screen, zone: time.Local}
	}
}

// read passes the selected records of a file on. What was found is written before more is waited for.
func (o logsOptions) read(ctx context.Context, name string, to sink, out *output, count *tally) error {
	source, err := o.open(ctx, name)
	if err != nil {
		return err
	}
	defer source.Close()
	reader := envoylog.NewReader(flushing{source, out})
	for {
		record, err := reader.Read()
		if err == io.EOF || err != nil && ctx.Err() != nil {
			break
		}
		if err != nil {
			return err
		}
		count.found++
		if o.selection.has(record) {
			count.wanted++
			if err := to.add(record); err != nil {
				return err
			}
		}
	}
	if reader.Broken == 0 {
		return nil
	}
	if name == "-" {
		name = "standard input"
	}
	return fmt.Errorf("%s: left out what looks like a record and is none: %d, the first in %s", name, reader.Broken, reader.FirstBroken)
}

func (o logsOptions) open(ctx context.Context, name string) (io.ReadCloser, error) {
	if o.follow {
		return follow(ctx, name)
	}
	if name == "-" {
		return interruptible(ctx, os.Stdin), nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	if program := unpacker(file); program != "" {
		file.Close()
		return nil, fmt.Errorf("%s is compressed: %s -dc %s | errormask logs", name, program, name)
	}
	return interruptible(ctx, file), nil
}

// unpacker names the program that undoes a file's compression, as of a log that was rotated; "" if it has none.
func unpacker(file *os.File) string {
	begin := make([]byte, 4)
	n, _ := file.ReadAt(begin, 0) // a pipe is not read from here
	switch text := string(begin[:n]); {
	case strings.HasPrefix(text, "\x1f\x8b"):
		return "gzip"
	case strings.HasPrefix(text, "\x28\xb5\x2f\xfd"):
		return "zstd"
	}
	return ""
}

// topFlag is how many errors are shown; 0 shows records instead.
type topFlag int

func (f *topFlag) String() string { return "" }

func (f *topFlag) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return errors.New("want a number from 1")
	}
	*f = topFlag(n)
	return nil
}

var isTop, isNumber = regexp.MustCompile(`^--?top$`), regexp.MustCompile(`^[0-9]+$`)

// withTopNumber gives each --top its number, since package flag knows no value that may be left out.
func withTopNumber(args []string) []string {
	args = slices.Clone(args)
	for i := 0; i < len(args) && args[i] != "--"; i++ {
		switch {
		case !isTop.MatchString(args[i]):
		case i+1 < len(args) && isNumber.MatchString(args[i+1]):
			i++
		default:
			args[i] += "=10"
		}
	}
	return args
}
