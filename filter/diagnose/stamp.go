package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

// cutStamp gives a line without what a logger wrote before it: the time, and behind that the level, as in "[2031-04-02 09:31:55] production.ERROR:
// message" and "2031-04-02T09:31:55.640Z ERROR message". The line begins with a digit or a bracket; what is nothing else is left as it is.
func cutStamp(line []byte) []byte {
	if line[0] == '[' {
		return cutGroups(line)
	}
	n, colons := 0, 0
	for _, c := range line[:min(len(line), 48)] {
		if kinds[c] != digit && (c < ' ' || c > '/') && c != ':' && c != 'T' && c != 'Z' {
			break
		}
		n++
		if c == ':' {
			colons++
		}
	}
	rest := trimSpace(line[n:])
	if n < 8 || colons < 2 || len(rest) == 0 {
		return line
	}
	return cutWorker(cutLevel(rest))
}

// cutGroups takes away groups of brackets, as in "[Tue Apr 02 09:31:55 2031] [php:error] [pid 41] message", if the first one has a time.
func cutGroups(line []byte) []byte {
	if startsWith(line, nuxtTags) {
		return cutTags(line)
	}
	rest := line
	for len(rest) > 0 && rest[0] == '[' {
		end := bytes.IndexByte(rest[:min(len(rest), 64)], ']')
		for end+1 < len(rest) && rest[end+1] == ']' { // an identifier that was taken for a secret
			end++
		}
		isError := hasPrefix(rest, "[Error: ") // with which Node begins what has no trace
		if end < 0 || isError || len(rest) == len(line) && count(rest[:end], ":") < 2 || len(rest) > end+1 && rest[end+1] != ' ' {
			break
		}
		rest = trimSpace(rest[end+1:])
	}
	if len(rest) == 0 || len(rest) == len(line) {
		return line
	}
	return cutLevel(rest)
}

var levels = []string{"error", "critical", "fatal", "severe", "warning", "warn", "alert", "crit", "emerg", "panic"}

// errorLevels are levels of errors as loggers write them.
var errorLevels = []string{"ERROR ", "ERROR: ", "ERROR] ", "ERROR:", "CRITICAL ", "CRITICAL: ", "CRITICAL:", "FATAL ", "FATAL: ", "SEVERE ", "SEVERE: ", "FEHLER ", "FEHLER: ",
	"ERREUR: ", "SCHWERWIEGEND: ", "level=error ", "level=ERROR "}

// logMessage gives what a logger wrote behind a level of errors, without the time and the names before it, as in "09:31:55,640 worker[4471] CRITICAL
// job.sync - message", "ERROR 2031-04-02 09:31:55 message" and "ERROR 1 --- [main] job.Sync : message"; nil if the line, which has no space around
// it, is none of a logger.
func (p *Parser) logMessage(line []byte) []byte {
	reach := 64
	if line[0] != '[' && kinds[line[0]] != digit && !startsWith(line, logStarts) {
		reach = len("SCHWERWIEGEND: ") // it begins with the level
	}
	for _, level := range errorLevels {
		i := find.Index(line[:min(len(line), reach)], level)
		if i < 0 || i > 0 && reach < 64 || i+len(level) == len(line) {
			continue
		}
		rest := trimSpace(line[i+len(level):])
		if len(rest) > 0 {
			rest = cutStamp(rest)
		}
		if len(rest) == 0 {
			break
		}
		if n := find.Index(rest, " - "); n > 0 && (rest[0] == '[' || bytes.IndexByte(rest[:n], ' ') < 0) { // behind the logger's name
			rest = rest[n+len(" - "):]
		}
		if kinds[rest[0]] == digit || rest[0] == '-' { // a process, or a code
			_, rest, _ = cut(rest, ": ")
		}
		for _, name := range []string{`error="`, `err="`, `msg="`} { // logfmt
			if i := find.Index(rest, name); i >= 0 {
				return p.messageMember(rest[i:])
			}
		}
		return rest
	}
	return nil
}

// logStarts are how the lines begin of Go's and Ruby's loggers, besides those with a time.
var logStarts = []string{"time=", "ts=", "E, ["}

// cutLevel takes away "ERROR", "[error]", "production.ERROR:". "Error:" is a type.
func cutLevel(line []byte) []byte {
	word, _, ok := cut(line[:min(len(line), 24)], " ")
	if !ok || len(word) < 3 || hasPrefix(word, "[Error:") || kinds[word[0]] == upper && kinds[word[1]] == lower {
		return line
	}
	rest := line[len(word):]
	if i := bytes.IndexByte(word, '.'); i > 0 {
		word = word[i+1:]
	}
	word = trimPrefix(word, "[")
	for _, level := range levels {
		if hasFold(word, level) && (len(word) == len(level) || kinds[word[len(level)]] == other) {
			return trimSpace(rest)
		}
	}
	return line
}

// logged reads what Monolog writes of an exception: `message {"exception":"[object] (Type(code: 0): message at /app/file.php:12)`.
func (p *Parser) logged(line []byte) (found bool) {
	for {
		_, object, ok := cut(line, `[object] (`)
		n := typeLength(object)
		if !ok || n == 0 || !hasPrefix(object[n:], "(code: ") {
			return found
		}
		_, message, _ := cut(object[n:], "): ")
		message, line, _ = cut(message, `\n[previous exception] `) // where line ends are escaped as well
		message, _, _ = cut(message, `)"`)
		at := find.LastIndex(message, " at ")
		if at < 0 {
			return found
		}
		p.enterNamed(p.unescaped(object[:n]), p.unescaped(message[:at]))
		p.scan.messageFrom = -1
		p.thrown(trimSuffix(message[at+4:], ")"))
		found = true
	}
}

// unescaped gives what a part of a JSON string means.
func (p *Parser) unescaped(text []byte) []byte {
	start := len(p.text)
	for len(text) > 0 {
		n := bytes.IndexByte(text, '\\')
		if n < 0 {
			n = len(text)
		}
		p.put(text[:n])
		if text = text[n:]; len(text) > 0 {
			text = text[p.escape(text):]
		}
	}
	return p.text[start:len(p.text):len(p.text)]
}
