package main

import (
	"context"
	"net"
	"testing"
	"time"
)

// A server on localhost often listens on one of its addresses only.
func TestFirstReachable(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	addresses := []string{"127.0.0.2", "127.0.0.1"}
	if got, err := firstReachable(t.Context(), addresses, port); err != nil || got != "127.0.0.1:"+port {
		t.Errorf("got %s and the error %v, want 127.0.0.1:%s", got, err, port)
	}
	l.Close()
	if got, err := firstReachable(t.Context(), addresses, port); err == nil || got != "127.0.0.2:"+port {
		t.Errorf("nothing listens: got %s and the error %v, want 127.0.0.2:%s and an error", got, err, port)
	}
}

// Ctrl-C reaches Envoy too, which may be gone before this process knows of the signal.
func TestEnvoyIsFasterThanTheSignal(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(interruptGrace/10, cancel)
	if err := (&proxy{}).death(ctx); err != nil {
		t.Errorf("the end that the operator asked for is an error: %v", err)
	}
}
