// Package demo is an application that fails in each of the usual ways: a small shop whose services, written with different frameworks,
// were left in development mode. It exists to show what errormask keeps from the client; it fails on purpose and does nothing else.
package demo

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// Page is one path of the application that fails.
type Page struct {
	Path string
	// About says in a few words what went wrong and in which framework.
	About string

	answer answer
}

// Pages gives the failing paths, in the order in which the home page lists them.
func Pages() []Page {
	return []Page{
		page("/checkout", "an unhandled exception: Express's HTML page with the stack"),
		page("/orders", "a database refuses connections: Symfony's JSON and a password"),
		page("/profile", "a null where an address should be: Spring Boot's JSON"),
		page("/report", "out of memory: ASP.NET Core's developer page with a cookie"),
		page("/shipping", "a partner answers HTML instead of JSON: Rails' debug JSON"),
		page("/search", "an undefined value: Express's JSON, gzip and a trailer"),
	}
}

// page loads the answer to a path. The answers are compiled in, so one that is missing or malformed is a mistake of ours.
func page(path, about string) Page {
	a, err := loadAnswer(strings.TrimPrefix(path, "/"))
	if err != nil {
		panic(err)
	}
	return Page{Path: path, About: about, answer: a}
}

// Handler serves the shop: a healthy home page at / and one path for each failure. Everything else is not found.
func Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", home)
	for _, p := range Pages() {
		mux.Handle(p.Path, p.answer)
	}
	return mux
}

// home is the page that works.
func home(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, "<!doctype html>\n<title>The tea shop</title>\n<h1>The tea shop</h1>\n<p>This page works. The others fail, each in its own way:</p>\n<ul>\n")
	for _, p := range Pages() {
		fmt.Fprintf(w, "<li><a href=\"%s\">%s</a> %s</li>\n", p.Path, p.Path, p.About)
	}
	fmt.Fprint(w, "</ul>\n")
}

// ServeHTTP sends the answer, compressed when it can be and the client accepts gzip, and its trailers after it.
func (a answer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	for name := range a.trailer {
		w.Header().Add("Trailer", name)
	}
	body, closeBody := a.encoder(w, r)
	w.WriteHeader(a.status)
	_, _ = io.WriteString(body, a.body) // a client that has gone needs no answer
	closeBody()
	for name, values := range a.trailer {
		w.Header()[name] = values
	}
}

// encoder settles how the body is framed and gives the writer for it.
func (a answer) encoder(w http.ResponseWriter, r *http.Request) (body io.Writer, closeBody func()) {
	if a.header.Get("Vary") == "Accept-Encoding" && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		return z, func() { _ = z.Close() }
	}
	if len(a.trailer) == 0 {
		w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	}
	return w, func() {}
}
