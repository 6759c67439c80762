// Command errormask is the operator's tool: it shows what the filter does.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"errormask/filter/nearest"
)

// Exit statuses.
const (
	exitOK      = 0
	exitFailure = 1
	exitUsage   = 2
)

// command is a subcommand; each has a file of its own.
type command struct {
	name, about string
	// run gets the arguments after the name, and gives the exit status. The end of ctx is the operator's Ctrl-C.
	run func(ctx context.Context, args []string, stdout, stderr io.Writer) int
}

var commands = []command{
	{"check", "check a configuration, by itself or in an Envoy, Istio or Envoy Gateway file", checkCommand},
	{"logs", "show the records in a proxy's log, or which errors there are", logsCommand},
	{"run", "start an Envoy with errormask in front of an application", runCommand},
	{"try", "show what the client and the log get of an answer, without a proxy", tryCommand},
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second Ctrl-C does not wait for anything
	os.Exit(dispatch(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// dispatch runs the subcommand that the first argument names.
func dispatch(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		usage(stderr)
		return exitUsage
	}
	if isHelp(args[0]) {
		if len(args) > 1 && !isHelp(args[1]) {
			return dispatch(ctx, []string{args[1], "-h"}, stdout, stderr)
		}
		usage(stdout)
		return exitOK
	}
	var names []string
	for _, c := range commands {
		if c.name == args[0] {
			return c.run(ctx, args[1:], stdout, stderr)
		}
		names = append(names, c.name)
	}
	hint := "errormask help lists the commands"
	if name := nearest.Word(args[0], append(names, "help")); name != "" {
		hint = fmt.Sprintf("did you mean %s?", name)
	}
	fmt.Fprintf(stderr, "errormask: unknown command %q: %s\n", args[0], hint)
	return exitUsage
}

func isHelp(word string) bool {
	return slices.Contains([]string{"help", "-h", "-help", "--help"}, word)
}

func usage(w io.Writer) {
	var b strings.Builder
	b.WriteString("errormask keeps the details of server errors from clients and in the proxy's log.\n\nusage: errormask COMMAND [flags]\n\n")
	for _, c := range commands {
		fmt.Fprintf(&b, "  %-8s %s\n", c.name, c.about)
	}
	b.WriteString("  help     show this\n\nerrormask COMMAND -h shows the flags of a command.\n")
	io.WriteString(w, b.String())
}
