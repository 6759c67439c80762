package diagnose

import (
	"bytes"

	"errormask/filter/find"
)

// phpErrors begin PHP's own messages.
var phpErrors = []string{"PHP Fatal error: ", "PHP Parse error: ", "PHP Warning: ", "PHP Notice: ", "Fatal error: ", "Parse error: ", "Warning: ", "Notice: ", "Deprecated: ",
	"PHP Deprecated: ", "Recoverable fatal error: ", "Catchable fatal error: "}

// phpError reads "Fatal error: message in /app/file.php on line 12", and leaves "Fatal error: Uncaught ..." to the header.
func (p *Parser) phpError(line []byte) bool {
	if rest, ok := cutPrefix(line, "Fatal error: exception "); ok && p.count == 0 { // OCaml's
		n := typeLength(rest)
		message, _, _ := cut(trimPrefix(rest[n:], `("`), `\n`)
		p.enterNamed(rest[:n], trimSuffix(message, `")`))
		return true
	}
	for _, kind := range phpErrors {
		if !hasPrefix(line, kind) {
			continue
		}
		message := trimSpace(line[len(kind):])
		if hasPrefix(message, "Uncaught ") {
			return p.phpUncaught(message[9:])
		}
		end, place := thrownIn(message)
		if end == 0 {
			return false
		}
		if p.count == 0 {
			p.enterNamed(nil, trimSpace(message[:end]))
			p.thrown(place)
		}
		return true
	}
	return false
}

// phpUncaught reads "Type: message in /app/file.php:12". The place where it was thrown is no frame of the trace below, but the top of it.
func (p *Parser) phpUncaught(line []byte) bool {
	p.enterCause(line)
	return true
}

// numberedError reads Magento's "Exception #1 (Type): message", which it prints in a list and again above each one's frames.
func (p *Parser) numberedError(line []byte) bool {
	typ, message, ok := cut(line, "): ")
	open := bytes.IndexByte(typ, '(')
	if !ok || open < 0 || !hasPrefix(line, "Exception #") {
		return false
	}
	p.enterNamed(typ[open+1:], message)
	return true
}

// withMessage reads how PHP 5 and Yii print an exception: exception 'Type' with message 'message' in /app/file.php:12, PHP Warning 'Type' with ...
func withMessage(line []byte) header {
	typ, message, ok := cut(line, "' with message '")
	typ = typ[lastByte(typ, '\'')+1:]
	if !ok || certaintyOfText(typ) == no {
		return header{}
	}
	h := header{typ: typ, sure: yes}
	if end, place := thrownIn(message); end > 0 {
		message, h.place = message[:end], place
	}
	h.message = trimSuffix(trimSpace(message), "'")
	return h
}

// titled reads lines of pages whose next line is the message: Yii's title and heading, "PHP Warning – yii\base\ErrorException", and a cell
// of IIS's table.
func (p *Parser) titled(line []byte) bool {
	h := header{sure: yes, await: true}
	if i := lastByte(line, ' '); i >= 0 && hasSuffix(line[:i], " –") && certaintyOfText(line[i+1:]) == yes {
		h.typ = line[i+1:]
	} else if string(line) != "Config Error" {
		return false
	}
	p.enter(&h)
	p.scan.await = true
	p.chain[p.scan.current].code = line
	return true
}

// thrownIn finds the place behind a message: " in /app/file.php:12", " in /app/file.php on line 12", " in file /app/file.php on line 12".
// end is where the message ends, 0 if there is no place.
func thrownIn(message []byte) (end int, place []byte) {
	rest := trimDigits(message)
	if len(rest) == len(message) || !hasSuffix(rest, ":") && !hasSuffix(rest, " on line ") {
		return 0, nil
	}
	end = find.LastIndex(rest, " in ")
	if end < 0 {
		return 0, nil
	}
	place = trimPrefix(message[end+4:], "file ")
	if hasSuffix(message[:end], ", called") {
		return 0, nil // where it was called, not thrown
	}
	if len(place) > 3 && (place[0] == '/' || place[1] == ':') || includes(place, ".php") {
		return end, place
	}
	return 0, nil
}

// thrown makes a frame of the place where an exception was thrown: no line of PHP's traces has it.
func (p *Parser) thrown(place []byte) {
	if file, line, ok := cut(place, " on line "); ok {
		start := len(p.text)
		p.write("", file, ":", line, "\n")
		place = p.text[start : len(p.text)-1 : len(p.text)-1]
	}
	file := trimDigits(place)
	p.addFrame(&frame{place, inAt, place, nil, file})
}

// endsPlaced reports whether a text ends with the place where it was thrown.
func endsPlaced(text []byte) bool {
	end, _ := thrownIn(text)
	return end > 0
}
