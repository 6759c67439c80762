package host_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"errormask/test/host"
	"errormask/test/proxy"
	"errormask/test/scenario"
)

func TestSeveralPluginsInOneVM(t *testing.T) {
	vm := newVM(t, guest(t, "probe"))
	a, b := newPlugin(t, vm, "first"), newPlugin(t, vm, "second")
	line(t, probe(t, a, "nothing"), "log conf=first")
	line(t, probe(t, b, "nothing"), "log conf=second")
	line(t, probe(t, a, "nothing"), "log conf=first")
	b.Delete()
	line(t, probe(t, a, "nothing"), "log conf=first")
	if vm.Contexts() != 1 {
		t.Errorf("%d contexts, want 1", vm.Contexts())
	}
}

func TestRefusedConfiguration(t *testing.T) {
	vm := newVM(t, guest(t, "probe"))
	if _, err := vm.NewPlugin([]byte("refuse")); err != host.ErrRefused {
		t.Errorf("got %v, want %v", err, host.ErrRefused)
	}
	if lines := vm.Lines(); len(lines) != 1 || lines[0] != (proxy.Line{Level: 5, Text: "refused"}) {
		t.Errorf("logged %v, want one critical line", lines)
	}
}

// TestTrap has the guest break in the headers callback: the client and all later ones get an empty 503.
func TestTrap(t *testing.T) {
	vm := newVM(t, guest(t, "probe"))
	plugin := newPlugin(t, vm, "")
	for _, command := range []string{"trap", "nothing"} {
		a := probe(t, plugin, command).Answer
		if a.Status != 503 || len(a.Body) > 0 || !a.Complete {
			t.Errorf("%s: got %+v, want an empty 503", command, a)
		}
	}
	if !errors.Is(vm.Failure(), host.ErrFailed) || !strings.Contains(vm.Failure().Error(), "proxy_on_response_headers") {
		t.Errorf("failure %v, want one that names the callback", vm.Failure())
	}
	if vm.Contexts() != 1 {
		t.Errorf("%d contexts, want 1", vm.Contexts())
	}
}

// TestTrapAfterTheHeaders shows that nothing of the body passes then.
func TestTrapAfterTheHeaders(t *testing.T) {
	a := probe(t, newPlugin(t, newVM(t, guest(t, "probe")), ""), "trap-body").Answer
	if a.Status != 500 || len(a.Body) > 0 || a.Complete {
		t.Errorf("got %+v, want an incomplete 500 without a body", a)
	}
}

// TestSleep shows what poll_oneoff does before Envoy 1.39: Go's runtime throws.
func TestSleep(t *testing.T) {
	vm := newVM(t, guest(t, "probe"))
	if a := probe(t, newPlugin(t, vm, ""), "sleep").Answer; a.Status != 503 {
		t.Errorf("status %d, want 503", a.Status)
	}
	if vm.Failure() == nil {
		t.Error("the VM did not fail")
	}
}

func TestPrint(t *testing.T) {
	r := probe(t, newPlugin(t, newVM(t, guest(t, "probe")), ""), "print")
	for _, l := range r.Lines {
		if l == (proxy.Line{Level: 2, Text: "to stdout"}) {
			return
		}
	}
	t.Errorf("no line of stdout in %v", r.Lines)
}

func TestHostileAnswers(t *testing.T) {
	cases := map[string]host.Reply{
		"too short":        {Data: []byte{1}},
		"too many pairs":   {Data: []byte{255, 255, 255, 255}},
		"sizes beyond end": {Data: []byte{1, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0}},
	}
	for name, reply := range cases {
		vm := newVM(t, guest(t, "probe"))
		plugin := newPlugin(t, vm, "")
		asked := 0
		vm.Intercept = func(call string) (host.Reply, bool) {
			hit := call == "proxy_get_header_map_pairs"
			if hit {
				asked++
			}
			return reply, hit
		}
		r := probe(t, plugin, "nothing")
		if asked == 0 {
			t.Errorf("%s: the host was not asked", name)
		}
		// The guest recovers, and says so.
		wantIn(t, line(t, r, "log"), "response: empty")
	}
}

func TestCallsAreCounted(t *testing.T) {
	vm := newVM(t, guest(t, "probe"))
	plugin := newPlugin(t, vm, "")
	vm.ResetCalls()
	probe(t, plugin, "quiet")
	if calls := vm.Calls(); len(calls) != 1 || calls["proxy_get_header_map_value"] != 1 {
		t.Errorf("%v, want one read of a header", calls)
	}
}

// TestMemoryIsBounded lets 20,000 streams of 64 KiB each go through one VM.
func TestMemoryIsBounded(t *testing.T) {
	vm := newVM(t, guest(t, "probe"))
	plugin := newPlugin(t, vm, "")
	warm := 0
	for i := range 20_000 {
		probe(t, plugin, "hoard")
		if i == 2_000 {
			warm = vm.MemorySize()
		}
	}
	if vm.Failure() != nil || vm.Contexts() != 1 {
		t.Fatalf("failure %v, %d contexts", vm.Failure(), vm.Contexts())
	}
	if size := vm.MemorySize(); size > warm+8<<20 {
		t.Errorf("%d MiB after 20,000 streams, %d after 2,000", size>>20, warm>>20)
	}
}

func TestShippedFileMasks(t *testing.T) {
	vm := newVM(t, shipped)
	r := proxy.Run(exchange("secret"), scenario.Options{}, proxy.EmptyEnds, newPlugin(t, vm, "").Open)
	if got, want := string(r.Answer.Body), `{"error": "Internal Server Error"}`; got != want || r.Violation != "" {
		t.Errorf("body %s, want %s; %s", got, want, r.Violation)
	}
	if err := vm.Close(context.Background()); err != nil {
		t.Error(err)
	}
}

// TestMemoryOfTheShippedFile lets 20,000 masked answers go through the file that ships.
func TestMemoryOfTheShippedFile(t *testing.T) {
	vm := newVM(t, shipped)
	plugin := newPlugin(t, vm, "")
	x := exchange("secret")
	x.Upstream.Steps = []scenario.Step{{Data: []byte(strings.Repeat("at Shop.Cart (cart.js:1:1)\n", 40))}}
	x.Upstream.Headers = x.Upstream.Headers[:1]
	x.Upstream.Framing = scenario.Chunked
	warm := 0
	for i := range 20_000 {
		if r := proxy.Run(x, scenario.Options{}, proxy.EmptyEnds, plugin.Open); len(r.Lines) != 1 {
			t.Fatalf("stream %d: %d records, want 1; %v", i, len(r.Lines), vm.Failure())
		}
		if i == 2_000 {
			warm = vm.MemorySize()
		}
	}
	if size := vm.MemorySize(); size > warm+4<<20 {
		t.Errorf("%d MiB after 20,000 streams, %d after 2,000", size>>20, warm>>20)
	}
}

// TestForbiddenCallAtTheStart shows that a guest may do little before it is started.
func TestForbiddenCallAtTheStart(t *testing.T) {
	_, err := load(t, guest(t, "eager")).NewVM(context.Background())
	if err == nil || !strings.Contains(err.Error(), "restricted_callback: env.proxy_get_property") {
		t.Errorf("got %v, want the forbidden call", err)
	}
}
