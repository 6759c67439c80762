package diagnose

import (
	"strings"

	"errormask/filter/words"
)

// role is what a member of an error object means.
type role uint8

const (
	aNothing role = iota
	aType
	aName    // a type or another name
	aMessage // its rank is in roles
	aStack
	aCode
	aFile
	aLine
	aClass
	aFunction
	aCause
	aSkipped // repeats another member
	anError  // an object, a message, or a type
	aLevel   // of a logger's record
	aFault   // of an error of AWS' SDK for JavaScript: whose it is
)

type member struct {
	role role
	rank uint8
}

// ownMessage is the lowest rank of a message that is more likely the exception's own than words of who sends it on.
const ownMessage = 7

const (
	// exceptionRank is the rank of "exception": a list below it is a chain in Slim's JSON, not several errors.
	exceptionRank = 4
	// namesType is that of names which in an error object are a type's, whatever they end with.
	namesType = 1
	// textRank is the rank of "text" and "args", which are messages in an error object only, or beside its type.
	textRank = 2
	// valueRank is the rank of "value", which is a message beside a type, as Sentry has it, or where the message is an object, as OData has it.
	valueRank = 4
)

// members have the names of members, in lower case without "_", "-", ":" and "."; "@type" is that of data. The higher a message's rank, the more it is the exception's own.
var members = [...]struct {
	role  role
	rank  uint8
	names string
}{
	{aType, 0, "exceptiontype exceptionclass errortype exceptionname errorclass errorname exctype"},
	{aName, namesType, "name type exc"},
	{aName, 0, "title kind atype"},
	{aMessage, 9, "excmessage exceptionmessage debugmessage excvalue exceptionvalue originalmessage internalmessage exceptionmsg"},
	{aMessage, 8, "panic message what msg errormessage errmsg errstr developermessage sqlerrm errortext errmessage mensaje mensagem messaggio meldung nachricht fehlermeldung"},
	{aMessage, 7, "faultstring soaptext detail errordetail detailedmessage hydradescription sqlmessage"},
	{aMessage, 6, "details errordetails diagnostics technical"},
	{aMessage, 5, "description errordescription reason"},
	{aMessage, valueRank, "value"},
	{aMessage, 3, "stderr"},
	{aMessage, textRank, "args text"},
	{anError, exceptionRank, "exception"},
	{anError, 3, "error err errors failure failures violations exceptions problems faults fault throwable ex fehler erreur errore erro"},
	{anError, 2, "debug originalerror original exceptiondetails"},
	{aCause, 9, "causes chain"},
	{aCause, 4, "cause cause0 cause1 cause2 cause3 innerexceptions innerexception previous inner rootcause causedby parent innererror nested originalexception underlyingerror wrapped"},
	{aStack, 0, "stack stacktrace trace traceback backtrace traces callstack stackentries stacktracestring frames applicationtrace stackframes errorstack"},
	{aCode, 0, "code errno errorcode sqlstate status faultcode excmodule"},
	{aLevel, 0, "level severity lvl"},
	{aFile, 0, "file filename"},
	{aLine, 0, "line linenumber lineno"},
	{aClass, 0, "class classname"},
	{aFunction, 0, "function methodname method"},
	{aFault, 0, "$fault"},
	{aSkipped, 0, "paths fulltrace frameworktrace"},
}

// roles has what the members mean. lengths has, by the low five bits of its first byte, how long such a name may be: most names are none of them.
var roles, lengths = func() (roles map[string]member, lengths [32]uint32) {
	roles = make(map[string]member, 128)
	for _, m := range members {
		for name, after := "", m.names; after != ""; {
			name, after, _ = strings.Cut(after, " ")
			roles[name] = member{m.role, m.rank}
			lengths[name[0]&31] |= 1 << len(name)
		}
	}
	return roles, lengths
}()

// memberOf gives what a member means by its name.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func memberOf(name []byte) member {
	var key [24]byte
	n := 0
	for _, c := range name {
		if c == '_' || c == '-' || c == ':' || c == '.' || c == ' ' {
			continue
		}
		if n == len(key) {
			return member{}
		}
		key[n] = fold[c]
		n++
	}
	if n == 0 || lengths[key[0]&31]>>n&1 == 0 {
		return member{}
	}
	return roles[string(key[:n])]
}

// isBenign reports whether a message says no more than the status does: all its words are those of an apology. Marks are no words, but a
// message that is nothing else said something.
func isBenign(message []byte) bool {
	if hasPrefix(message, "<p>There has been a critical error on") { // WordPress
		return true
	}
	if hasPrefix(message, "Request failed with status code ") { // axios
		return false
	}
	words, marks := 0, 0
	for len(message) > 0 {
		if message[0] >= 0x80 {
			return false
		}
		if message[0] == '[' {
			if n := markLength(message); n > 0 {
				message = message[n:]
				marks++
				continue
			}
		}
		n, digits := 0, 0
		for n < len(message) && (kinds[message[n]] != other || message[n] == '\'') && !(n > 0 && isHump(message[n-1], message[n])) {
			if kinds[message[n]] == digit {
				digits++
			}
			n++
		}
		if n < len(message) && message[n] == '@' { // an address to write to
			for digits = 1; n < len(message) && message[n] != ' '; n++ {
			}
		}
		if n > 0 && digits == 0 && !apology.Has(message[:n]) {
			return false
		}
		words += min(n, 1)
		message = message[max(n, 1):]
	}
	return words > 0 || marks == 0
}

// lowered gives a short word in lower case.
func lowered(word []byte) []byte {
	var low [16]byte
	n := 0
	for n < len(word) && n < len(low) {
		low[n] = fold[word[n]]
		n++
	}
	return low[:n]
}

// apology is words of messages that tell nothing.
var apology = words.Set{Name: "apology"}

func isHump(before, c byte) bool { return kinds[before] == lower && kinds[c] == upper }
