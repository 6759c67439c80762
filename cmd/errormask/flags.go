package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"strings"

	"errormask/filter/nearest"
)

// parseFlags reads a subcommand's flags wherever they stand, and gives the other arguments; all that follows "--" is one. If it has
// answered the user by itself, about -h or a mistake, stop is true, and status the exit status.
func parseFlags(flags *flag.FlagSet, usage string, args []string, stdout, stderr io.Writer) (others []string, status int, stop bool) {
	flags.SetOutput(io.Discard)
	for {
		err := flags.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			io.WriteString(stdout, usage+describe(flags))
			return nil, exitOK, true
		}
		if err != nil {
			return nil, usageError(stderr, flags.Name(), inOurWords(flags, err)), true
		}
		rest := flags.Args()
		if read := len(args) - len(rest); len(rest) == 0 || read > 0 && args[read-1] == "--" {
			return append(others, rest...), exitOK, false
		}
		others, args = append(others, rest[0]), rest[1:]
	}
}

// usageError says what is wrong with the arguments.
func usageError(stderr io.Writer, command string, err error) int {
	fmt.Fprintf(stderr, "errormask %s: %s: errormask %s -h shows the flags\n", command, printable(err.Error()), command)
	return exitUsage
}

// What package flag says of a wrong value, and of one that is missing.
var (
	invalidValue  = regexp.MustCompile(`(?s)^invalid (?:boolean )?value (".*") for (?:flag )?-(\S+): (.*)$`)
	needsArgument = regexp.MustCompile(`^flag needs an argument: -(.*)$`)
)

// inOurWords says what is wrong as the flags are written here.
func inOurWords(flags *flag.FlagSet, err error) error {
	if match := needsArgument.FindStringSubmatch(err.Error()); match != nil {
		return fmt.Errorf("%s needs a value", dashed(match[1]))
	}
	if match := invalidValue.FindStringSubmatch(err.Error()); match != nil {
		return fmt.Errorf("%s %s: %s", dashed(match[2]), match[1], wanted(flags.Lookup(match[2]), match[3]))
	}
	name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !ok {
		return err
	}
	return noFlag(flags, name)
}

// wanted is the reason, for which package flag has only a word of its own.
func wanted(f *flag.Flag, reason string) string {
	if reason != "parse error" && reason != "value out of range" {
		return reason
	}
	if isBool, ok := f.Value.(interface{ IsBoolFlag() bool }); ok && isBool.IsBoolFlag() {
		return "want true or false, or no value"
	}
	return "want a whole number"
}

func noFlag(flags *flag.FlagSet, name string) error {
	var names []string
	flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if near := nearest.Word(name, names); near != "" {
		return fmt.Errorf("there is no flag %s, did you mean %s?", dashed(name), dashed(near))
	}
	return fmt.Errorf("there is no flag %s", dashed(name))
}

// describe lists the flags, a line each.
func describe(flags *flag.FlagSet) string {
	var names, texts []string
	width := 0
	flags.VisitAll(func(f *flag.Flag) {
		value, text := flag.UnquoteUsage(f)
		if f.DefValue != "" && f.DefValue != "false" {
			text += " (default " + f.DefValue + ")"
		}
		names = append(names, strings.TrimSpace(dashed(f.Name)+" "+strings.ToUpper(value)))
		texts = append(texts, text)
		width = max(width, len(names[len(names)-1]))
	})
	var b strings.Builder
	for i, name := range names {
		fmt.Fprintf(&b, "  %-*s  %s\n", width, name, texts[i])
	}
	return b.String()
}

// dashed is a flag as it is written.
func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// listFlag collects the values of a flag that is given more than once, or with commas.
type listFlag []string

func (l *listFlag) String() string { return strings.Join(*l, ",") }

func (l *listFlag) Set(text string) error {
	for _, word := range strings.Split(text, ",") {
		if word = strings.TrimSpace(word); word != "" {
			*l = append(*l, word)
		}
	}
	return nil
}
