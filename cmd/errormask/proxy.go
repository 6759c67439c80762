package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"time"

	"errormask/test/realenvoy"
)

const (
	// listenerName is the listener's and the plugin's name in Envoy's log.
	listenerName = "errormask"
	// routeName and clusterName are what records say of Envoy's only route, and of the upstream.
	routeName, clusterName = "demo", "application"
)

// interruptGrace is how long Envoy may be gone before this process has its signal: Ctrl-C reaches both, in any order.
const interruptGrace = 500 * time.Millisecond

// proxy is the running Envoy.
type proxy struct {
	envoy   *realenvoy.Envoy
	address string
	log     *logLines
}

func listenAddress(port int) string { return fmt.Sprintf("127.0.0.1:%d", port) }

// checkPort finds a taken port early, because Envoy's own message about it is hard to read.
func checkPort(port int) error {
	l, err := net.Listen("tcp", listenAddress(port))
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		next := (port + 1) % 65536
		return fmt.Errorf("port %d is taken: choose another one with --port %d (PORT=%d make run)", port, next, next)
	case err != nil:
		return fmt.Errorf("port %d cannot be used: %w", port, err)
	}
	return l.Close()
}

// startProxy gets an Envoy and starts it in front of the upstream.
func startProxy(ctx context.Context, o runOptions, configuration []byte, upstream string, progress io.Writer) (*proxy, error) {
	binary, err := o.binary(ctx, progress)
	if err != nil {
		return nil, err
	}
	fmt.Fprintln(progress, "errormask run: starting Envoy, which compiles the filter: some seconds")
	p := &proxy{log: newLogLines()}
	p.envoy, err = realenvoy.Start(ctx, realenvoy.Options{
		Binary: binary,
		Output: p.log,
		Bootstrap: realenvoy.Bootstrap{Listeners: []realenvoy.Listener{{
			Name: listenerName, Port: o.port, Wasm: o.wasm, Config: configuration,
			Upstream: upstream, RouteName: routeName, ClusterName: clusterName,
		}}},
	})
	if err != nil {
		return nil, p.startError(err)
	}
	p.address = p.envoy.Address(listenerName)
	return p, nil
}

// binary is the Envoy that --envoy asks for. It goes before $ENVOY, which make sets to the same value.
func (o runOptions) binary(ctx context.Context, progress io.Writer) (string, error) {
	if o.hasBinary() {
		return o.envoy, nil
	}
	if o.envoy != "" {
		os.Unsetenv("ENVOY")
	}
	return realenvoy.Binary(ctx, o.envoy, progress)
}

// startError prefers the filter's own words to Envoy's.
func (p *proxy) startError(err error) error {
	for _, m := range realenvoy.Messages(strings.Join(p.log.last(), "\n")+"\n", listenerName) {
		if m.Level == "critical" {
			return errors.New(printable(strings.TrimPrefix(m.Text, "errormask: ")))
		}
	}
	return errors.New(strings.Join(printableLines(err.Error()), ": "))
}

// awaitRecord gives the next record, and false when none comes in time.
func (p *proxy) awaitRecord(ctx context.Context) (record, bool) {
	ctx, cancel := context.WithTimeout(ctx, recordPatience)
	defer cancel()
	for {
		select {
		case <-ctx.Done():
			return nil, false
		case <-p.log.news:
			for _, line := range p.log.take() {
				if r, ok := recordOf(line); ok {
					return r, true
				}
			}
		}
	}
}

// follow prints what the filter logs, until ctx ends (no error) or Envoy does.
func (p *proxy) follow(ctx context.Context, out screen) error {
	for {
		select {
		case <-p.log.news:
			for _, line := range p.log.take() {
				printLine(out, line)
			}
		case <-ctx.Done():
			return nil
		case <-p.envoy.Exited():
			return p.death(ctx)
		}
	}
}

// death is the error of an Envoy that has ended though nobody asked for it.
func (p *proxy) death(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case <-time.After(interruptGrace):
	}
	p.envoy.Stop() // its log is read to the end then
	text := "Envoy has ended by itself."
	if last := p.log.last(); len(last) > 0 {
		text += " Its last log lines:\n    " + strings.Join(printableLines(strings.Join(last, "\n")), "\n    ")
	}
	return errors.New(text)
}

// recordOf finds the record in a line of Envoy's log.
func recordOf(line string) (record, bool) {
	for _, m := range realenvoy.Messages(line, listenerName) {
		return parseRecord(m.Text)
	}
	return nil, false
}

// printLine prints a record, and other messages of the filter as they are. The rest of Envoy's log is its own business.
func printLine(out screen, line string) {
	if r, ok := recordOf(line); ok {
		r.print(out, time.Local)
		return
	}
	for _, m := range realenvoy.Messages(line, listenerName) {
		fmt.Fprintf(out, "%s\n\n", printable(m.Level+": "+m.Text))
	}
}
