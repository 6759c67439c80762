// Package http3 holds what HTTP/3 clients of a real Envoy get, and what is recorded of it. It is a module of its own, so that
// the QUIC client that it needs is no dependency of errormask.
package http3
