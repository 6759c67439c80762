package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/tetratelabs/wazero"
	"golang.org/x/net/http/httpguts"

	"errormask/test/host"
	model "errormask/test/proxy"
	"errormask/test/scenario"
)

const tryUsage = `usage: errormask try [flags]

Shows what the client and the proxy's log get of an answer. It needs no proxy: the filter runs on a model of one.
The answer is put together from flags, or is one that curl has saved:

    errormask try --status 500 --body "Error: connect ECONNREFUSED 10.0.0.7:5432"
    curl -si http://127.0.0.1:3000/checkout | errormask try --response - --path /checkout

Ids, times and the upstream's address in the record are the model's. The exit status is 1 when the configuration is
refused or a file cannot be read, and 2 for wrong flags.

`

// tryOptions are the flags of errormask try.
type tryOptions struct {
	response, body, bodyFile string
	status                   int
	headers                  headerFlag

	method, path, host, accept string
	requestHeaders             headerFlag

	route, policy, config, name, wasm string

	json bool
	// given are the names of the flags that were given.
	given map[string]bool
}

func tryCommand(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var o tryOptions
	flags := flag.NewFlagSet("try", flag.ContinueOnError)
	flags.StringVar(&o.response, "response", "", "a `file` with the whole answer as curl -i saves it; - is the standard input")
	flags.IntVar(&o.status, "status", 500, "the answer's `status`")
	flags.Var(&o.headers, "H", "a `header` of the answer, as in \"Name: value\"; may be given again")
	flags.StringVar(&o.body, "body", "", "the answer's body, a `text`")
	flags.StringVar(&o.bodyFile, "body-file", "", "a `file` with the answer's body; - is the standard input")
	flags.StringVar(&o.method, "method", "GET", "the request's `method`")
	flags.StringVar(&o.path, "path", "/", "the request's `path`, with a query if it has one")
	flags.StringVar(&o.host, "host", "localhost", "the `name` that the request is sent to")
	flags.StringVar(&o.accept, "accept", "", "the request's accept header, a `list` of media types")
	flags.Var(&o.requestHeaders, "request-header", "a `header` of the request; may be given again")
	flags.StringVar(&o.route, "route", "try", "the `name` of the proxy's route, by which a configuration may choose a policy")
	flags.StringVar(&o.policy, "policy", "", "the `name` of the policy in the route's metadata (default: none)")
	flags.StringVar(&o.config, "config", "", "a `file` with the configuration, as errormask check reads it (default: none)")
	flags.StringVar(&o.name, "name", "errormask", "a `word` that tells the plugin in a configuration file with several of them")
	flags.StringVar(&o.wasm, "wasm", "build/errormask.wasm", "the filter's `file`")
	flags.BoolVar(&o.json, "json", false, "write one line of JSON")
	others, status, stop := parseFlags(flags, tryUsage, args, stdout, stderr)
	if stop {
		return status
	}
	o.given = map[string]bool{}
	flags.Visit(func(f *flag.Flag) { o.given[f.Name] = true })
	if err := o.check(others); err != nil {
		return usageError(stderr, "try", err)
	}
	noteTerminal(stderr, "try", o.response, o.bodyFile, o.config)
	if err := o.run(ctx, stdout, stderr); err != nil && ctx.Err() == nil {
		fmt.Fprintf(stderr, "errormask try: %v\n", err)
		return exitFailure
	}
	return exitOK
}

// check finds flags that make no sense.
func (o *tryOptions) check(others []string) error {
	if len(others) > 0 {
		return fmt.Errorf("unexpected argument %q", others[0])
	}
	if o.given["response"] {
		for _, name := range []string{"status", "H", "body", "body-file"} {
			if o.given[name] {
				return fmt.Errorf("--response has the whole answer, so %s makes no sense with it", dashed(name))
			}
		}
	}
	if inputs := o.fromStandardInput(); len(inputs) > 1 {
		return fmt.Errorf("%s cannot both be the standard input", strings.Join(inputs, " and "))
	}
	switch {
	case o.given["body"] && o.given["body-file"]:
		return errors.New("--body and --body-file contradict each other")
	case o.status < 200 || o.status > 599:
		return fmt.Errorf("status %d: want one from 200 to 599", o.status)
	case !isToken(o.method):
		return fmt.Errorf("method %q: want one such as GET", o.method)
	case !httpguts.ValidHostHeader(o.host) || o.host == "":
		return fmt.Errorf("host %q: want one such as shop.example", o.host)
	case !httpguts.ValidHeaderFieldValue(o.accept):
		return fmt.Errorf("accept %q: want media types such as text/html, */*;q=0.1", o.accept)
	case !strings.HasPrefix(o.path, "/") || strings.ContainsAny(o.path, " \r\n"):
		return fmt.Errorf("path %q: want one such as /checkout?step=2", o.path)
	}
	return nil
}

// fromStandardInput are the flags that name it.
func (o *tryOptions) fromStandardInput() (flags []string) {
	for _, f := range []struct{ name, file string }{{"response", o.response}, {"body-file", o.bodyFile}, {"config", o.config}} {
		if f.file == "-" {
			flags = append(flags, dashed(f.name))
		}
	}
	return flags
}

func (o *tryOptions) run(ctx context.Context, stdout, stderr io.Writer) error {
	before, err := o.answer(ctx, stderr)
	if err != nil {
		return err
	}
	configuration, err := readConfiguration(ctx, o.config, o.name)
	if err != nil {
		return err
	}
	result, err := o.play(ctx, before, configuration)
	if err != nil {
		return err
	}
	out := newOutput(stdout)
	if o.json {
		result.writeJSON(out.screen)
	} else {
		result.print(out.screen, time.Local)
	}
	return out.flush()
}

// play lets the answer pass the filter. For one answer it takes far less time to interpret the filter than to compile it.
func (o *tryOptions) play(ctx context.Context, before *saved, configuration []byte) (*tried, error) {
	if err := checkFilter(o.wasm); err != nil {
		return nil, err
	}
	module, err := host.LoadWith(ctx, o.wasm, wazero.NewRuntimeConfigInterpreter())
	if err != nil {
		return nil, err
	}
	defer module.Close(ctx)
	vm, err := module.NewVM(ctx)
	if err != nil {
		return nil, err
	}
	plugin, err := vm.NewPlugin(configuration)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", err, vm.Lines())
	}
	x := scenario.Exchange{Request: o.request(), Upstream: before.upstream(o.method), Gone: -1}
	route := scenario.Route{Prefix: "/", Name: o.route, Policy: o.policy}
	got := model.Run(x, scenario.Options{Upstream: before.protocol(), Routes: []scenario.Route{route}}, model.EmptyEnds, plugin.Open)
	if err := vm.Failure(); err != nil {
		return nil, err
	}
	return newTried(o, before.http2, x, got), nil
}

func (o *tryOptions) request() scenario.Request {
	r := scenario.Request{Method: o.method, Path: o.path, Authority: o.host, Headers: o.requestHeaders}
	if o.accept != "" {
		r.Headers = append(r.Headers, scenario.Header{"accept", o.accept})
	}
	return r
}
