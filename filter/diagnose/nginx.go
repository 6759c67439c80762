package diagnose

import "bytes"

// cutWorker takes away what nginx writes around a message: process, thread and connection before it, "812#812: *1409 ", and behind it the
// request that it was about, ", client: 192.0.2.1, server: ...".
func cutWorker(line []byte) []byte {
	const longest = len("4194304#4194304")
	process, rest, ok := cut(line, ": ")
	if !ok || len(process) > longest || bytes.IndexByte(process, '#') < 1 || kinds[process[0]] != digit {
		return line
	}
	if hasPrefix(rest, "*") {
		_, rest, _ = cut(rest, " ")
	}
	line, _, _ = cut(rest, ", client: ")
	return line
}
