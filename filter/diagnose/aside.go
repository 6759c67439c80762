package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

// Between a type and its message, behind both, or in their place, formats put things of their own: codes, places, members.

// readAside reads what stands between a type and the colon, or instead of a colon.
func (p *Parser) readAside(h *header, rest []byte) {
	switch {
	case hasPrefix(rest, "- ") && bytes.IndexByte(h.typ, '.') < 0 && !oneWord(h.typ) && !includes(rest, "Exception: "):
		// Sinatra's log and oak's, above frames. Java's loggers name themselves so.
		h.message, h.sure = trimSpace(trimSuffix(rest[2:], ":")), ifFrames
	case rest[0] == '[':
		// Node's codes, as in "TypeError [ERR_INVALID_ARG_TYPE]: message", and "DOMException [AbortError]: message".
		code, message, ok := cut(rest[1:], "]: ")
		if !ok || bytes.IndexByte(code, ' ') >= 0 {
			h.sure = no
			return
		}
		if string(h.typ) == "DOMException" || certaintyOfText(code) == yes { // an error's name, not a code
			h.typ = code
		}
		h.message = message
	case string(h.typ) == "SoapFault": // PHP's, and its code: exception: [HTTP] message
		_, h.message, _ = cut(rest, "] ")
		h.sure = yes
	case h.sure == yes && hasPrefix(rest, `thrown with message "`): // Whoops
		h.message = trimSuffix(rest[len(`thrown with message "`):], `"`)
	case rest[0] == '(' && includes(rest, "): ") && kinds[rest[1]] == digit:
		// .NET's codes, as in "SqlException (0x80131904): message".
		_, h.message, _ = cut(rest, "): ")
	case rest[0] == '(' && h.sure == yes && (hasSuffix(rest, ")") || hasSuffix(rest, "):")):
		h.message = trimSuffix(rest[1:], ":")
		h.message = h.message[:len(h.message)-1]
	case rest[0] == '(' && h.sure == yes && len(rest) > 1 && bytes.IndexByte(rest, ')') < 0:
		// Rails, where the message has more lines.
		h.message, h.sure = rest[1:], ifFrames
	case h.sure == ifFrames && p.markup && !oneWord(h.typ) && startsWith(rest, places): // Django's heading of TemplateDoesNotExist
		h.await, h.sure = true, yes
	case h.sure == yes && rest[0] == '#': // CodeIgniter's code, above the message
		h.await = true
	case h.sure == yes && (startsWith(rest, places) || hasPrefix(rest, "in ") && rails(rest[3:])):
		i := find.Index(rest, ": ")
		if h.await = i < 0; i > 0 {
			h.message = rest[i+2:]
		}
	default:
		h.sure = no
	}
}

// places are how the place begins that pages name behind a type, above the message.
var places = []string{"at /", "at GET /", "at POST /", "occurred at "}

// readTail reads a type behind the message: Crystal's "Exception: message (Type)" and Nim's "Error: unhandled exception: message [Type]".
func (h *header) readTail() {
	message := trimPrefix(h.message, "unhandled exception: ")
	n := len(message)
	open := max(find.LastIndex(message, " ("), find.LastIndex(message, " ["))
	if open < 0 || string(h.typ) != "Exception" && len(message) == len(h.message) || message[n-1] != ')' && message[n-1] != ']' {
		return
	}
	if typ := message[open+2 : n-1]; certaintyOfText(typ) == yes {
		h.typ, h.message, h.sure = typ, message[:open], yes
	}
}

// messageMember gives the message of an error that is printed with its members, as in SqlError {sqlState = "53300", sqlErrorMsg = "message"}; nil
// if none is named so.
func (p *Parser) messageMember(members []byte) []byte {
	for range 16 {
		before, value, ok := cut(members, `"`)
		if !ok {
			return nil
		}
		end := 0
		for end < len(value) && value[end] != '"' {
			if value[end] == '\\' {
				end++
			}
			end++
		}
		end = min(end, len(value))
		name := trimEnd(before)
		if n := len(name) - 1; n > 0 && (name[n] == '=' || name[n] == ':') && namesMessage(trimEnd(name[:n])) {
			return p.unescaped(value[:end])
		}
		members = value[min(end+1, len(value)):]
	}
	return nil
}

// messageNames are what names of messages end with.
var messageNames = []string{"msg", "message", "str", "reason", "description", "err", "error"}

// namesMessage reports whether a text ends with a name of messages.
func namesMessage(name []byte) bool {
	for _, last := range messageNames {
		if n := len(name) - len(last); n >= 0 && hasFold(name[n:], last) {
			return true
		}
	}
	return false
}
