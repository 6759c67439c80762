// Package diagnose reads what failed, where and why from the body of an error answer: from stack traces, error pages and error objects as
// languages, frameworks and databases print them. It says only what the body says: a body without an exception gives none.
package diagnose

// Diagnosis is what is known of an error. Absent is nil. The texts lie in the body and in the Parser's memory, and hold until either is
// changed; each is at most maxText bytes and one line.
type Diagnosis struct {
	// ExceptionType is the type of the exception, as printed; of a chain of causes, the innermost one's.
	ExceptionType []byte
	// ExceptionMessage is the first line of its message.
	ExceptionMessage []byte
	Frames           Frames
	// Cause is the class of what went wrong, judged by the innermost cause that tells.
	Cause Class

	calls [maxCalls][]byte
	text  []byte
}

// Frames are lines of stack traces, without the space around them.
type Frames struct {
	// Top is where the outermost exception of a chain was thrown.
	Top []byte
	// Own is the frame nearest to the innermost cause that is no runtime's and no library's.
	Own []byte
	// Cause is where the innermost cause was thrown; nil where there is no chain.
	Cause []byte
}

// Class is a class of causes, the value of error.type.
type Class uint8

const (
	Unknown Class = iota
	Database
	NullReference
	TypeError
	OutOfMemory
	UnhandledRejection
	UpstreamService
	Timeout
	Configuration
	Permission
	ResourceExhausted
	Assertion
	Syntax
)

var classNames = [...]string{
	Unknown: "unknown", Database: "database", NullReference: "null_reference", TypeError: "type_error", OutOfMemory: "out_of_memory",
	UnhandledRejection: "unhandled_rejection", UpstreamService: "upstream_service", Timeout: "timeout", Configuration: "configuration",
	Permission: "permission", ResourceExhausted: "resource_exhausted", Assertion: "assertion", Syntax: "syntax",
}

//go:noinline
func (c Class) String() string { return classNames[c] }

// maxText is the most bytes that a text of a Diagnosis has.
const maxText = 1000
