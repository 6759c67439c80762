package main

import (
	"testing"
	"time"
)

// An answer has to be there before one wonders, also the first time. It takes a tenth of this where nothing else runs.
func TestTryIsQuick(t *testing.T) {
	if _, err := tool(); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	got := runTool(t, ".", nil, "try", "--wasm", "$ROOT/build/errormask.wasm", "--body", "Error: x")
	if took := time.Since(began); got["status"] != "0\n" || took > 3*time.Second {
		t.Errorf("it took %v, and says %v", took, got)
	}
}
