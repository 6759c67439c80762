package diagnose

import "strings"

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
	// textRank is the rank of "text" and "args", which are messages in an error object only, or beside its type.
	textRank = 2
)

// roles are the names of members, in lower case without "_", "-", ":" and "@". The higher a message's rank, the more it is the exception's own.
var roles = map[string]member{
	"exceptiontype": {aType, 0}, "exceptionclass": {aType, 0}, "errortype": {aType, 0}, "exceptionname": {aType, 0}, "errorclass": {aType, 0}, "errorname": {aType, 0},
	"name": {aName, 0}, "type": {aName, 0}, "title": {aName, 0}, "kind": {aName, 0}, "exc": {aName, 0}, "atype": {aName, 0}, "exctype": {aType, 0}, "excmessage": {aMessage, 9}, "args": {aMessage, textRank},
	"exceptionmessage": {aMessage, 9}, "debugmessage": {aMessage, 9}, "paths": {aSkipped, 0}, "faultstring": {aMessage, 7}, "soaptext": {aMessage, 7}, "panic": {aMessage, 8}, "text": {aMessage, textRank}, "excvalue": {aMessage, 9}, "exceptionvalue": {aMessage, 9}, "originalmessage": {aMessage, 9},
	"message": {aMessage, 8}, "what": {aMessage, 8}, "msg": {aMessage, 8}, "errormessage": {aMessage, 8}, "errmsg": {aMessage, 8}, "errstr": {aMessage, 8}, "developermessage": {aMessage, 8}, "internalmessage": {aMessage, 9},
	"detail": {aMessage, 7}, "details": {aMessage, 6}, "errordetail": {aMessage, 7}, "errordetails": {aMessage, 6}, "detailedmessage": {aMessage, 7},
	"description": {aMessage, 5}, "hydradescription": {aMessage, 7}, "errordescription": {aMessage, 5}, "reason": {aMessage, 5}, "exception": {anError, exceptionRank}, "error": {anError, 3},
	"err": {anError, 3}, "errors": {anError, 3}, "debug": {anError, 2}, "originalerror": {anError, 2}, "original": {anError, 2},
	"stack": {aStack, 0}, "stacktrace": {aStack, 0}, "trace": {aStack, 0}, "traceback": {aStack, 0}, "backtrace": {aStack, 0}, "traces": {aStack, 0}, "callstack": {aStack, 0}, "stackentries": {aStack, 0},
	"stacktracestring": {aStack, 0}, "exceptiondetails": {anError, 2}, "frames": {aStack, 0}, "applicationtrace": {aStack, 0}, "stackframes": {aStack, 0}, "errorstack": {aStack, 0},
	"level": {aLevel, 0}, "severity": {aLevel, 0}, "lvl": {aLevel, 0}, "fulltrace": {aSkipped, 0}, "frameworktrace": {aSkipped, 0},
	"code": {aCode, 0}, "errno": {aCode, 0}, "errorcode": {aCode, 0}, "sqlstate": {aCode, 0}, "sqlmessage": {aMessage, 7}, "status": {aCode, 0},
	"file": {aFile, 0}, "filename": {aFile, 0}, "line": {aLine, 0}, "linenumber": {aLine, 0}, "lineno": {aLine, 0}, "class": {aClass, 0}, "classname": {aClass, 0}, "function": {aFunction, 0},
	"methodname": {aFunction, 0}, "method": {aFunction, 0}, "cause": {aCause, 4}, "innerexception": {aCause, 4}, "previous": {aCause, 4}, "inner": {aCause, 4}, "rootcause": {aCause, 4},
	"causedby": {aCause, 4}, "parent": {aCause, 4}, "innererror": {aCause, 4}, "nested": {aCause, 4}, "originalexception": {aCause, 4}, "underlyingerror": {aCause, 4}, "wrapped": {aCause, 4},
	"sqlerrm": {aMessage, 8},
	"failure": {anError, 3}, "failures": {anError, 3}, "violations": {anError, 3}, "exceptions": {anError, 3}, "problems": {anError, 3}, "faults": {anError, 3}, "fault": {anError, 3}, "throwable": {anError, 3}, "ex": {anError, 3}, "faultcode": {aCode, 0}, "exceptionmsg": {aMessage, 9}, "errortext": {aMessage, 8}, "errmessage": {aMessage, 8},
}

// memberOf gives what a member means by its name.
//
// Inlined where it is called it would make the module larger.
//
//go:noinline
func memberOf(name []byte) member {
	var key [24]byte
	n := 0
	for _, c := range name {
		if c == '_' || c == '-' || c == ':' || c == '@' || c == ' ' {
			continue
		}
		if n == len(key) {
			return member{}
		}
		key[n] = fold[c]
		n++
	}
	return roles[string(key[:n])]
}

// isBenign reports whether a message says no more than the status does: all its words are those of an apology. Marks are no words, but a
// message that is nothing else said something.
func isBenign(message []byte) bool {
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
		if n > 0 && digits == 0 && !apology[string(lowered(message[:n]))] {
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
var apology = setOf("a an the this that it we our your you my is are was were be been has have had there not no on in at by of for to with and or but so us " +
	"internal unexpected unknown unhandled general generic server error errors exception failure fault problem issue application system service side end " +
	"occurred occured happened logged encountered something went wrong sorry oops whoops please try again later soon retry request requests response processing process " +
	"processed completed complete could cannot can't couldn't while message available fail failed contact support administrator team notified been http status code " +
	"page website site inconvenience apologies apologize working fix experiencing difficulties technical unable handle handled handling fulfill condition prevented from which reference id quote correlation trace call see logs log details detail entry report reported ticket number incident code help assistance immediately " +
	"investigating looking into if persists persist problems when above below more consult using include mention provide give share using as will can may do " +
	"execution")

// setOf gives the words of a list.
func setOf(list string) map[string]bool {
	words := map[string]bool{}
	for list != "" {
		word, after, _ := strings.Cut(list, " ")
		words[word], list = true, after
	}
	return words
}

func isHump(before, c byte) bool { return kinds[before] == lower && kinds[c] == upper }
