package http3

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	generic = `{"error": "Internal Server Error"}`
	// mark begins every canary; nothing else that is sent has it.
	mark = "kanarienvogel"
	// slowness is what the slow answer takes at least.
	slowness = 50 * time.Millisecond
)

// kind is a way to answer.
type kind struct {
	name, method string
	status       int
	// pieces of the body, each with %s where the canary stands; flushed one by one.
	pieces   []string
	length   bool // announced by content-length
	slow     bool
	trailers bool
	// cut is who breaks the answer off when the client has all of the generic body.
	cut cut
}

// cut is a way in which an answer ends too early.
type cut int

const (
	none cut = iota
	clientResets
	clientCloses // the connection
	applicationBreaks
)

// plain is also what wakes the workers.
var plain = kind{name: "plain", method: "GET", status: 500, pieces: []string{"at %s.go:7"}, length: true}

// kinds are the ways in which an answer ends, as the filter sees them.
var kinds = []kind{
	plain,
	{name: "chunked", method: "GET", status: 500, pieces: []string{"at %s.go:7", "caused by", "%s"}},
	{name: "slow", method: "GET", status: 500, pieces: []string{"at %s.go:7", "caused by %s"}, slow: true},
	{name: "large", method: "POST", status: 500, pieces: []string{strings.Repeat("%s ", 2000), strings.Repeat("%s ", 2000)}},
	{name: "trailers", method: "GET", status: 500, pieces: []string{"at %s.go:7"}, trailers: true},
	{name: "trailers-of-an-empty-body", method: "GET", status: 500, trailers: true},
	{name: "empty", method: "GET", status: 500, length: true},
	{name: "head", method: "HEAD", status: 500, length: true},
	{name: "fine", method: "GET", status: 200, pieces: []string{strings.Repeat("as it is ", 9000)}, length: true},
	{name: "fine-trailers", method: "GET", status: 200, pieces: []string{"as ", "it ", "is"}, trailers: true},
	{name: "fine-empty", method: "GET", status: 200, length: true},
	{name: "not-found", method: "GET", status: 404, pieces: []string{"nothing here"}, length: true},
}

func canary(id int) string { return fmt.Sprintf("%s<%d>", mark, id) }

// secret is the canary of what is masked, and harmless otherwise.
func (k kind) secret(id int) string {
	if k.masked() {
		return canary(id)
	}
	return "fine"
}

// body is the whole of it, as the application sends it.
func (k kind) body(id int) string {
	return strings.ReplaceAll(strings.Join(k.pieces, ""), "%s", canary(id))
}

func (k kind) masked() bool { return k.status == 500 }

// path tells the application everything.
func (k kind) path(id int) string { return fmt.Sprintf("/%s/%d", k.name, id) }

// application answers to the paths of some kinds.
type application struct {
	// reached has a value for each client whose answer is to be broken off by the application now.
	reached chan struct{}
}

func (a *application) handler(kinds []kind) http.Handler {
	mux := http.NewServeMux()
	for _, k := range kinds {
		mux.HandleFunc("/"+k.name+"/{id}", func(w http.ResponseWriter, r *http.Request) {
			if id, err := strconv.Atoi(r.PathValue("id")); err == nil {
				a.answer(w, r, k, id)
			}
		})
	}
	return mux
}

func (a *application) answer(w http.ResponseWriter, r *http.Request, k kind, id int) {
	w.Header().Set("content-type", "text/plain")
	if k.length {
		w.Header().Set("content-length", strconv.Itoa(len(k.body(id))))
	}
	if k.masked() {
		w.Header().Set("x-debug-canary", canary(id))
	}
	w.WriteHeader(k.status)
	for i, piece := range k.pieces {
		if k.slow && i > 0 {
			<-time.After(slowness)
		}
		fmt.Fprint(w, strings.ReplaceAll(piece, "%s", canary(id)))
		w.(http.Flusher).Flush()
	}
	if k.trailers {
		w.(http.Flusher).Flush()
		w.Header().Set(http.TrailerPrefix+"x-checksum", k.secret(id))
	}
	switch k.cut {
	case clientResets, clientCloses:
		<-r.Context().Done()
	case applicationBreaks:
		select {
		case <-a.reached:
			panic(http.ErrAbortHandler)
		case <-r.Context().Done():
		}
	}
}
