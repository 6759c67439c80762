package main

import (
	"context"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

// What is wrong with an application that is no HTTP server is told without what package http has around it.
func TestGetErrors(t *testing.T) {
	for answer, want := range map[string]string{
		"":              "no answer in time",
		"SSH-2.0-x\r\n": `*malformed HTTP response "SSH-2.0-x"`,
	} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
		go func() {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			io.WriteString(connection, answer)
			io.Copy(io.Discard, connection)
		}()
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		if _, err := get(ctx, "http://"+listener.Addr().String()); err == nil || !matches(want, err.Error()) || strings.Contains(err.Error(), "http://") {
			t.Errorf("%q: %v, want %s", answer, err, want)
		}
	}
}
