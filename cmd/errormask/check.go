package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"errormask/cmd/errormask/pluginconfig"
)

const checkUsage = `usage: errormask check [flags] [FILE ...]

Checks configurations of errormask as the filter itself does, and says in which line and column of the FILE what
is wrong. A FILE is JSON by itself or has one or more configurations in it: an Envoy bootstrap or listener, Istio's
WasmPlugin, TrafficExtension or EnvoyFilter, Envoy Gateway's EnvoyExtensionPolicy, as YAML or JSON, also as a text
within another file, such as a ConfigMap. It reads the standard input without a FILE, and for the FILE "-".

It warns of settings beside a configuration that show errors to clients all the same: a plugin that fails open, a
cluster that forwards reason phrases. The exit status is 1 when a configuration is wrong or a FILE has none, 2 for
wrong flags, and 0 otherwise, warnings or not.

`

// checkOptions are the flags of errormask check.
type checkOptions struct {
	name  string
	json  bool
	files []string
}

// finding is what is said of one configuration, or of a file.
type finding struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	// Level is "ok", "warning" or "error".
	Level string `json:"level"`
	// Owner is what loads the configuration.
	Owner   string `json:"owner,omitempty"`
	Message string `json:"message"`
}

func checkCommand(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var o checkOptions
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.StringVar(&o.name, "name", "errormask", "a `word` in the name, file or address of the plugin, where a FILE has several plugins")
	flags.BoolVar(&o.json, "json", false, "write lines of JSON")
	var status int
	var stop bool
	if o.files, status, stop = parseFlags(flags, checkUsage, args, stdout, stderr); stop {
		return status
	}
	if o.name == "" {
		return usageError(stderr, "check", errors.New("--name must not be empty"))
	}
	if len(o.files) == 0 {
		o.files = []string{"-"}
	}
	noteTerminal(stderr, "check", o.files...)
	out := newScreen(stdout)
	written := &checked{Writer: out.Writer}
	out.Writer = written
	status = o.run(ctx, out, newScreen(stderr))
	if written.err != nil {
		fmt.Fprintf(stderr, "errormask check: %v\n", written.err)
		return exitFailure
	}
	return status
}

// run writes what is right to the standard output, and what is wrong to the standard error; as JSON all to the standard output.
func (o checkOptions) run(ctx context.Context, out, errs screen) int {
	status := exitOK
	for _, name := range o.files {
		for _, f := range o.check(ctx, name) {
			if f.Level == "error" {
				status = exitFailure
			}
			switch {
			case o.json:
				writeJSONLine(out, f)
			case f.Level == "ok":
				f.print(out, green)
			case f.Level == "warning":
				f.print(errs, yellow)
			default:
				f.print(errs, red)
			}
		}
	}
	return status
}

// check gives the findings in a file.
func (o checkOptions) check(ctx context.Context, name string) []finding {
	file := finding{File: name, Level: "error"}
	text, err := readFile(ctx, name)
	if err != nil {
		file.Message = err.Error()
		return []finding{file}
	}
	if name == "-" {
		file.File = "standard input"
	}
	content, err := pluginconfig.Find(text, o.name)
	var all []finding
	for _, warning := range content.Warnings {
		found := file.of(&warning.Fault)
		found.Level, found.Owner = "warning", warning.Owner
		all = append(all, found)
	}
	if err != nil {
		return append(all, file.of(err))
	}
	for _, c := range content.Configurations {
		file.Owner = c.Owner
		if fault := c.Check(); fault != nil {
			all = append(all, file.of(fault))
			continue
		}
		found := file.of(&pluginconfig.Fault{Position: c.Position, Message: summary(c.JSON)})
		found.Level = "ok"
		all = append(all, found)
	}
	return all
}

// of is a finding in the same file.
func (f finding) of(err error) finding {
	f.Message = err.Error()
	var fault *pluginconfig.Fault
	if errors.As(err, &fault) {
		f.Line, f.Column, f.Message = fault.Line, fault.Column, fault.Message
	}
	return f
}

// print writes "ok: FILE:LINE:COLUMN: OWNER: MESSAGE", without the level of an error.
func (f finding) print(s screen, t tone) {
	place := f.File
	switch {
	case f.Line > 0:
		place = fmt.Sprintf("%s:%d:%d: ", f.File, f.Line, f.Column)
	case f.Message != "":
		place = ""
	}
	level := ""
	if f.Level != "error" {
		level = f.Level + ": "
	}
	owner := ""
	if f.Owner != "" {
		owner = f.Owner + ": "
	}
	fmt.Fprintln(s, s.paint(t, printable(level))+printable(place+owner+f.Message))
}
