package diagnose

// phrases are those of a proxy's status whose words tell a class, but are no message.
var phrases = []string{"bad gateway", "gateway timeout", "gateway time-out", "service unavailable", "service temporarily unavailable", "the service is currently unavailable.",
	"the service is temporarily unavailable.",
	"an invalid response was received from the upstream server", "endpoint request timed out"}

// isPhrase reports whether a line is a status phrase, maybe with its number before it.
func isPhrase(line []byte) bool {
	return isOneOf(trimSpace(cutDigits(line)), phrases)
}
