package main

import (
	"errors"
	"testing"
)

// Where the filter itself says why it does not start, its words go before Envoy's.
func TestStartError(t *testing.T) {
	const own = "[2026-11-24 03:12:07.219][9][critical][wasm] [source/extensions/common/wasm/context.cc:1157] wasm log errormask errormask errormask: errormask: configuration refused: no \x1b[5m\n"
	const envoys = "[2026-11-24 03:12:07.220][9][critical][main] [source/server/server.cc:449] error initializing config\n"
	for log, want := range map[string]string{own + envoys: `configuration refused: no \x1b[5m`, envoys: "exited: two: lines"} {
		p := &proxy{log: newLogLines()}
		p.log.Write([]byte(log))
		if got := p.startError(errors.New("exited\ntwo\nlines")).Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
