package direct

import (
	"errors"

	"errormask/filter"
)

// Fault is what goes wrong in a call into the proxy.
type Fault int

// The faults. A call that cannot return an error has nothing to give instead, except for Log and Now, which only a Panic can break.
const (
	// Fails makes the call return an error or nothing, without having done anything.
	Fails Fault = iota
	// FailsOn is Fails in that call and in all after it.
	FailsOn
	// Panics makes the call panic.
	Panics
)

// ErrFault is the error of a call that Fails.
var ErrFault = errors.New("fault injected")

// Faults is a host in which the call with the number At goes wrong, counted from 0.
type Faults struct {
	filter.Host
	Kind Fault
	At   int
	// Calls counts the calls so far.
	Calls int
}

// wrong counts a call, and reports whether it goes wrong.
func (f *Faults) wrong() bool {
	n := f.Calls
	f.Calls++
	if n == f.At && f.Kind == Panics {
		panic(ErrFault)
	}
	return n == f.At || n > f.At && f.Kind == FailsOn
}

// ResponseHeader implements filter.Host.
func (f *Faults) ResponseHeader(name string) (string, bool) {
	if f.wrong() {
		return "", false
	}
	return f.Host.ResponseHeader(name)
}

// ResponseHeaders implements filter.Host.
func (f *Faults) ResponseHeaders() ([][2]string, error) {
	if f.wrong() {
		return nil, ErrFault
	}
	return f.Host.ResponseHeaders()
}

// ReplaceResponseHeaders implements filter.Host.
func (f *Faults) ReplaceResponseHeaders(headers [][2]string) error {
	if f.wrong() {
		return ErrFault
	}
	return f.Host.ReplaceResponseHeaders(headers)
}

// ResponseBody implements filter.Host.
func (f *Faults) ResponseBody(start, length int) ([]byte, error) {
	if f.wrong() {
		return nil, ErrFault
	}
	return f.Host.ResponseBody(start, length)
}

// ReplaceResponseBody implements filter.Host.
func (f *Faults) ReplaceResponseBody(body []byte) error {
	if f.wrong() {
		return ErrFault
	}
	return f.Host.ReplaceResponseBody(body)
}

// ResponseTrailers implements filter.Host.
func (f *Faults) ResponseTrailers() ([][2]string, error) {
	if f.wrong() {
		return nil, ErrFault
	}
	return f.Host.ResponseTrailers()
}

// RemoveResponseTrailers implements filter.Host.
func (f *Faults) RemoveResponseTrailers() error {
	if f.wrong() {
		return ErrFault
	}
	return f.Host.RemoveResponseTrailers()
}

// SendLocalReply implements filter.Host.
func (f *Faults) SendLocalReply(status int, headers [][2]string, body []byte) error {
	if f.wrong() {
		return ErrFault
	}
	return f.Host.SendLocalReply(status, headers, body)
}

// RequestHeaders implements filter.Host.
func (f *Faults) RequestHeaders() ([][2]string, error) {
	if f.wrong() {
		return nil, ErrFault
	}
	return f.Host.RequestHeaders()
}

// Property implements filter.Host.
func (f *Faults) Property(p filter.Property) ([]byte, bool) {
	if f.wrong() {
		return nil, false
	}
	return f.Host.Property(p)
}

// Log implements filter.Host.
func (f *Faults) Log(level filter.Level, line []byte) {
	f.wrong()
	f.Host.Log(level, line)
}

// Now implements filter.Host.
func (f *Faults) Now() int64 {
	f.wrong()
	return f.Host.Now()
}
