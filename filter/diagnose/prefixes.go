package diagnose

import "errormask/filter/find"

// prefixes stand before a header.
var prefixes = []string{
	"Uncaught ", "(in promise) ", "Unhandled exception. ", "Unhandled Exception: ", "Unhandled rejection ", "Unhandled Promise Rejection: ",
	"UnhandledPromiseRejectionWarning: ", "PHP Fatal error:  ", "Fatal error: ", "HTTP ERROR 500 ", "Exception Details: ",
	"(Inner Exception #0) ", "Caused by: ", "500 ", "500: ", "Unexpected error: ", "Internal Server Error: ", "Error during request: ", "Unhandled error: ", "Server Error: ",
	"Execution exception[[", "Error: Uncaught ", "error: Uncaught ", "Error executing route: ", "(fatal) ", "[uncaught application error]: ", "Original exception: ", "Exception occurred: ", "Request failed: ",
	"ERROR: LoadError: ", "Configuration error: ",
}

// rejections are those of them that a promise's rejection has, which nobody handled.
var rejections = []string{"Unhandled rejection ", "UnhandledPromise", "(in promise)"}

// beginsPrefix is the first bytes of prefixes.
var beginsPrefix = func() (begins [256]bool) {
	for _, prefix := range prefixes {
		begins[prefix[0]] = true
	}
	return begins
}()

// cutPrefixes takes away what stands before a header.
func (p *Parser) cutPrefixes(line []byte) []byte {
	if hasPrefix(line, "(node:") {
		if _, rest, ok := cut(line, ") "); ok {
			line = rest
		}
	}
	if hasPrefix(line, `Exception in thread "`) {
		if i := find.Index(line[21:], `" `); i >= 0 {
			line = line[21+i+2:]
		}
	}
	for again := true; again; {
		again = false
		if len(line) == 0 || !beginsPrefix[line[0]] {
			break
		}
		for _, prefix := range prefixes {
			if hasPrefix(line, prefix) {
				p.unhandled = p.unhandled || startsWith(line, rejections)
				line, again = trimSpace(line[len(prefix):]), true
			}
		}
	}
	return line
}
