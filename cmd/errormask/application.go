package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"errormask/examples/demo"
)

// shownFirst is the demo's page whose answer is shown before and after.
const shownFirst = "/checkout"

// application is the upstream: the demo or the operator's own.
type application struct {
	// url is what it is called, path what is asked of it first, address where it accepts connections.
	url, path, address string
	isDemo             bool
	// direct is its own answer to GET path, or unreachable why there is none.
	direct      *answer
	unreachable error
	close       func()
}

// startDemo serves the demo on a port of the loopback.
func startDemo(ctx context.Context, handler http.Handler) (*application, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("the demo application: %w", err)
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	go server.Serve(listener)
	a := &application{isDemo: true, path: shownFirst, address: listener.Addr().String(), close: func() { server.Close() }}
	a.url = "http://" + a.address
	a.direct, a.unreachable = get(ctx, a.url+a.path)
	return a, nil
}

// findUpstream reads the URL of the operator's application and asks it once. One that does not answer is no error: it may start later.
func findUpstream(ctx context.Context, text string) (*application, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "" || u.Hostname() == "" || u.Opaque != "":
		return nil, fmt.Errorf("upstream %q: want a URL such as http://localhost:3000", text)
	case u.Scheme == "https":
		return nil, fmt.Errorf("upstream %q: https is not supported here: give the application's plain http port", text)
	case u.Scheme != "http":
		return nil, fmt.Errorf("upstream %q: the scheme is %s, want http", text, u.Scheme)
	case u.User != nil:
		return nil, errors.New("upstream: a URL with a user or password is not supported: send them with your requests")
	}
	port := cmp.Or(u.Port(), "80")
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
		return nil, fmt.Errorf("upstream %q: %s is not a port", text, port)
	}
	addresses, err := net.DefaultResolver.LookupHost(ctx, u.Hostname())
	if err != nil {
		return nil, fmt.Errorf("upstream %q: no address for %s: %w", text, u.Hostname(), err)
	}
	a := &application{url: "http://" + u.Host, path: u.RequestURI(), close: func() {}}
	a.address, err = firstReachable(ctx, addresses, port)
	if err != nil {
		a.unreachable = err
		return a, nil
	}
	a.direct, a.unreachable = get(ctx, a.url+a.path)
	return a, nil
}

// firstReachable gives the first of a host's addresses that accepts a connection: a server on localhost often listens on only one of
// ::1 and 127.0.0.1. With an error it gives the first one that there is.
func firstReachable(ctx context.Context, addresses []string, port string) (string, error) {
	dialer := net.Dialer{Timeout: 3 * time.Second}
	var failure error
	for _, host := range addresses {
		address := net.JoinHostPort(host, port)
		connection, err := dialer.DialContext(ctx, "tcp", address)
		if err == nil {
			connection.Close()
			return address, nil
		}
		if failure == nil {
			failure = err
		}
	}
	return net.JoinHostPort(addresses[0], port), failure
}

// show shows the application's answer before and after, and the record, if it is an error.
func (a *application) show(ctx context.Context, p *proxy, out screen) error {
	if a.direct == nil {
		return nil
	}
	masked, err := get(ctx, "http://"+p.address+a.path)
	if err != nil {
		return fmt.Errorf("asking through Envoy: %w", err)
	}
	// Only errors can be masked; whether this one is, the configuration says.
	if a.direct.status < 400 || masked.status == a.direct.status && masked.body == a.direct.body {
		fmt.Fprintf(out, "GET %s answers %d by itself, and errormask leaves that alone: make the application fail to see more.\n\n", printable(a.path), a.direct.status)
		return nil
	}
	fmt.Fprintln(out, out.paint(bold, "GET "+printable(a.path)))
	fmt.Fprintln(out)
	sideBySide(out, a.direct, masked)
	fmt.Fprintln(out)
	r, ok := p.awaitRecord(ctx)
	if !ok {
		fmt.Fprint(out, "The proxy's log has no record of it.\n\n")
		return nil
	}
	fmt.Fprint(out, out.paint(bold, "What the proxy's log has of it, for the operator only:"), "\n\n")
	r.print(out, time.Local)
	return nil
}

// invite says what to try.
func (a *application) invite(out screen, base string) {
	fmt.Fprintln(out, out.paint(bold, fmt.Sprintf("Envoy with errormask is on %s, in front of %s.", base, a.name())))
	fmt.Fprintf(out, "Try it from another terminal:\n\n    curl -i %s%s\n\n", base, printable(a.path))
	if a.isDemo {
		for _, page := range demo.Pages() {
			fmt.Fprintf(out, "    %-11s %s\n", page.Path, page.About)
		}
		fmt.Fprintf(out, "    %-11s a page that works, and passes untouched\n\n", "/")
	}
	fmt.Fprint(out, "Each masked error shows here, as the proxy's log has it. Ctrl-C ends this.\n\n")
}

func (a *application) name() string {
	if a.isDemo {
		return "the demo"
	}
	return printable(a.url)
}
