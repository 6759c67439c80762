package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
	"errormask/test/scenario"
)

// updated is the name of the listener whose configuration changes.
const updated = "updated"

// updates is how often the configuration changes while streams are open.
const updates = 20

// TestConfigurationUpdates changes the configuration by xDS while masked streams are open: each stream ends under the configuration that it began with, new ones
// have the new one, a refused one changes nothing, and there is one record a stream.
func TestConfigurationUpdates(t *testing.T) {
	wasm := envoytest.Wasm(t)
	envoytest.Each(t, func(t *testing.T, binary string) {
		application, err := startUpstream(false, slowFailure)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(application.close)
		u := &updating{t: t, listener: realenvoy.Listener{Name: updated, Wasm: wasm, Upstream: application.address}}
		u.file = filepath.Join(t.TempDir(), "listeners.json")
		u.write("0", body("0"))
		// The second listener stays, and with it the compiled module.
		stays := realenvoy.Listener{Name: "stays", Wasm: wasm, Upstream: application.address}
		u.envoy, u.ctx = envoytest.Start(t, realenvoy.Options{Binary: binary, Bootstrap: realenvoy.Bootstrap{
			Listeners: []realenvoy.Listener{stays}, Dynamic: u.file, DynamicClusters: []realenvoy.Listener{u.listener},
		}})
		u.wait("lds.update_success", 1)
		for n := range updates {
			u.open(n)
			u.change(n+1, body(fmt.Sprint(n+1)))
		}
		u.write("refused", `{"mode": "maks"}`)
		u.wait("lds.update_rejected", 1)
		u.open(updates)
		u.clients.Wait()
		u.check()
	})
}

// body is a configuration whose generic body tells it from the others.
func body(n string) string {
	return `{"response": {"body": "{\"n\": ` + n + `}"}}`
}

// updating is an Envoy whose listener changes.
type updating struct {
	t        *testing.T
	ctx      context.Context
	envoy    *realenvoy.Envoy
	listener realenvoy.Listener
	file     string
	clients  sync.WaitGroup
	answers  [updates + 1]scenario.Answer
}

// write puts a configuration where Envoy looks for it.
func (u *updating) write(version, config string) {
	u.t.Helper()
	u.listener.Config = []byte(config)
	text, err := realenvoy.Discovery(version, []realenvoy.Listener{u.listener})
	if err == nil {
		err = os.WriteFile(u.file+".new", text, 0o600)
	}
	if err == nil {
		err = os.Rename(u.file+".new", u.file)
	}
	if err != nil {
		u.t.Fatal(err)
	}
}

// change returns when Envoy has taken the nth configuration.
func (u *updating) change(n int, config string) {
	u.t.Helper()
	u.write(fmt.Sprint(n), config)
	u.wait("lds.update_success", n+1)
}

func (u *updating) wait(stat string, value int) {
	u.t.Helper()
	if err := u.envoy.WaitStat(u.ctx, "listener_manager."+stat, value); err != nil {
		u.t.Fatal(err)
	}
}

// open begins a stream, and returns when its answer has begun.
func (u *updating) open(n int) {
	u.t.Helper()
	addresses, err := u.envoy.Listeners(u.ctx)
	if err != nil || addresses[updated] == "" {
		u.t.Fatalf("the listener is not there: %v %v", addresses, err)
	}
	u.clients.Go(func() {
		c := newClient("http/1.1", addresses[updated], mark)
		defer c.close()
		answer, err := c.do(scenario.Request{Method: "GET", Path: fmt.Sprintf("/%d", n), Authority: "shop.example"}, -1)
		if err != nil {
			u.t.Errorf("stream %d: %v", n, err)
		}
		u.answers[n] = answer
	})
	if err := u.envoy.WaitStat(u.ctx, "cluster."+realenvoy.ClusterName(updated)+".upstream_rq_500", n+1); err != nil {
		u.t.Fatal(err)
	}
}

func (u *updating) check() {
	u.t.Helper()
	if err := u.envoy.WaitIdle(u.ctx, updated); err != nil {
		u.t.Fatal(err)
	}
	for n, answer := range u.answers {
		if want := fmt.Sprintf(`{"n": %d}`, n); string(answer.Body) != want || !answer.Complete {
			u.t.Errorf("stream %d: got %+v, want %s", n, answer, want)
		}
	}
	recorded, refusals := map[string]int{}, 0
	for _, m := range u.envoy.Messages(updated) {
		var record struct {
			Path string `json:"url.path"`
		}
		switch {
		case strings.HasPrefix(m.Text, "errormask: configuration refused: "):
			refusals++
		case json.Unmarshal([]byte(m.Text), &record) != nil:
			u.t.Errorf("logged %s", m.Text)
		}
		recorded[record.Path]++
	}
	for n := range u.answers {
		if got := recorded[fmt.Sprintf("/%d", n)]; got != 1 {
			u.t.Errorf("stream %d: %d records, want 1", n, got)
		}
	}
	if refusals == 0 {
		u.t.Error("the log does not say that a configuration was refused")
	}
}
