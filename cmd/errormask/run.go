package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"errormask/examples/demo"
)

const runUsage = `usage: errormask run [flags]

Starts an Envoy with errormask in front of an application, shows one answer before and after, then every
record as it is written. Without --upstream the application is a demo that fails in each of the usual ways.

`

// runOptions are the flags of errormask run.
type runOptions struct {
	upstream, wasm, config, name, envoy string
	port                                int
}

// recordPatience is how long after an answer its record may take to show.
const recordPatience = 3 * time.Second

// slowAnswer is how long the application may take until somebody has to be told what is waited for.
const slowAnswer = 2 * time.Second

func runCommand(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var o runOptions
	flags := flag.NewFlagSet("run", flag.ContinueOnError)
	flags.StringVar(&o.upstream, "upstream", "", "the application's `URL`; its path is the one that is shown first (default: the demo)")
	flags.IntVar(&o.port, "port", 10000, "the `port` on 127.0.0.1 to listen on; 0 takes any that is free")
	flags.StringVar(&o.wasm, "wasm", "build/errormask.wasm", "the filter's `file`")
	flags.StringVar(&o.config, "config", "", "a `file` with the filter's configuration, as errormask check reads it (default: none)")
	flags.StringVar(&o.name, "name", "errormask", "a `word` that tells the plugin in a configuration file with several of them")
	flags.StringVar(&o.envoy, "envoy", "", "Envoy's `version`, one of .envoy-versions (default: the last one), or the path of a binary")
	others, status, stop := parseFlags(flags, runUsage, args, stdout, stderr)
	switch {
	case stop:
		return status
	case len(others) > 0:
		return usageError(stderr, "run", fmt.Errorf("unexpected argument %q", others[0]))
	case o.port < 0 || o.port > 65535:
		return usageError(stderr, "run", fmt.Errorf("port %d: want one from 0 to 65535", o.port))
	}
	// A pipe that nobody reads any more must not end this before Envoy has ended.
	signal.Ignore(syscall.SIGPIPE)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	whenUnread(ctx, stdout, cancel)
	out := newScreen(stdout)
	written := &checked{Writer: out.Writer, failed: cancel}
	out.Writer = written
	err := o.run(ctx, out, stderr)
	if written.err != nil && !errors.Is(written.err, syscall.EPIPE) {
		err = written.err
	} else if ctx.Err() != nil {
		return exitOK
	}
	if err != nil {
		fmt.Fprintf(stderr, "errormask run: %s\n", err)
		return exitFailure
	}
	return exitOK
}

// run does it all, until ctx ends or Envoy does.
func (o runOptions) run(ctx context.Context, out screen, stderr io.Writer) error {
	if err := o.check(); err != nil {
		return err
	}
	configuration, err := readConfiguration(ctx, o.config, o.name)
	if err != nil {
		return err
	}
	slow := time.AfterFunc(slowAnswer, func() { fmt.Fprintf(stderr, "errormask run: waiting for an answer of %s\n", o.upstream) })
	app, err := o.application(ctx)
	slow.Stop()
	if err != nil {
		return err
	}
	defer app.close()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if app.unreachable != nil {
		fmt.Fprintf(stderr, "errormask run: warning: %s does not answer yet: %v\n", app.url, app.unreachable)
	}
	p, err := startProxy(ctx, o, configuration, app.address, stderr)
	if err != nil {
		return err
	}
	defer p.envoy.Stop()
	if err := app.show(ctx, p, out); err != nil {
		return err
	}
	app.invite(out, "http://"+p.address)
	if err := p.follow(ctx, out); err != nil {
		return err
	}
	if err := p.envoy.Stop(); err != nil {
		fmt.Fprintf(stderr, "errormask run: warning: %v\n", err)
	}
	fmt.Fprintln(out, "\nEnvoy has ended.")
	return nil
}

// check finds the mistakes that need no Envoy to be found.
func (o runOptions) check() error {
	if err := checkFilter(o.wasm); err != nil {
		return err
	}
	if o.hasBinary() {
		if _, err := exec.LookPath(o.envoy); err != nil {
			return fmt.Errorf("envoy %s: %w", o.envoy, causeOf(err))
		}
	}
	return checkPort(o.port)
}

// hasBinary reports whether --envoy is a path, not a version.
func (o runOptions) hasBinary() bool { return strings.ContainsRune(o.envoy, os.PathSeparator) }

// causeOf is the innermost error, without the names of files and calls around it.
func causeOf(err error) error {
	for errors.Unwrap(err) != nil {
		err = errors.Unwrap(err)
	}
	return err
}

// application is what Envoy is put in front of.
func (o runOptions) application(ctx context.Context) (*application, error) {
	if o.upstream == "" {
		return startDemo(ctx, demo.Handler())
	}
	a, err := findUpstream(ctx, o.upstream)
	if err == nil && a.address == listenAddress(o.port) {
		return nil, fmt.Errorf("upstream %q: that is where Envoy is going to listen: choose another --port", o.upstream)
	}
	return a, err
}
