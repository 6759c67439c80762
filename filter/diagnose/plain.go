package diagnose

import "errormask/filter/find"

// pageWords are what ColdFusion's and SAP's pages begin a message with that has no type.
var pageWords = []string{"Element ", "ERROR: "}

// pagePhrases begin what pages say of any error: Tomcat's, CloudFront's, ASP.NET's.
var pagePhrases = []string{"HTTP Status ", "We can't connect to the ", "Details: To "}

// searchText looks in a text without exceptions for a line that tells a cause, as a database's own message does.
func (p *Parser) searchText(text []byte) {
	text = text[:min(len(text), window)]
	for range 60 {
		line, rest, ok := cut(text, "\n")
		text = rest
		if _, line = trim(line); hasPrefix(line, "Error making API request") { // Vault's client, above what the server said
			p.toldCode = line
		} else if len(line) > 0 && !startsWith(line, pagePhrases) {
			if json := trimPrefix(line, "data: "); hasPrefix(json, `{"`) { // of a stream of events, or of a part of several
				if p.readJSON(json); p.count > 0 || p.told != nil {
					return
				}
			}
			line = line[:min(len(line), 2*maxText)]
			if h := p.embedded(line); h.sure == yes && !p.markup {
				p.enter(&h)
				return
			}
			if name, value, ok := cut(line, "] => "); ok && line[0] == '[' { // PHP's print_r
				if string(name) != "[message" {
					continue
				}
				line = value
			}
			message := p.logMessage(line)
			logged := message != nil && !p.markup && p.told == nil
			if message == nil {
				message = cutStamp(line)
			}
			if row := p.row(nil, line, nil); (logged || row < spoken) && !isBenign(message) {
				if p.toldCode == nil {
					p.toldCode = line
				}
				if !isPhrase(line) && (!p.markup || rules[row].cause == Database || startsWith(line, pageWords)) {
					p.told, p.toldRank = cutSuffixes(cutSeverity(message)), ownMessage
				}
				if row < spoken {
					return
				}
			}
		}
		if !ok {
			return
		}
	}
}

// splitLine takes a line apart that was a Java trace of many lines, before somebody made blanks of the line ends.
func (p *Parser) splitLine(raw []byte) bool {
	if p.scan.split || !includes(raw[:min(len(raw), 400)], "va:") || count(raw, ".java:") < 3 {
		return false
	}
	s := &p.scan
	s.split, s.messageFrom = true, -1
	text, from, end := s.text, s.from, s.end
	for s.text = nil; len(raw) > 0; {
		n := len(raw)
		for _, mark := range []string{" at ", " Caused by: ", " ... "} {
			if i := find.Index(raw[1:n], mark); i >= 0 {
				n = i + 1
			}
		}
		p.line(raw[:n])
		raw = raw[n:]
	}
	s.text, s.from, s.end, s.split, s.before = text, from, end, false, nil
	return true
}

// severities stand before messages.
var severities = []string{"-", "psql: ", "mysqldump: ", "mysql: ", "FATAL ERROR: ", "Internal Server Error: ", "ERROR: ", "FATAL: ", "PANIC: ", "error: ", "Error: ", "PHP Fatal error: ", "Fatal error: ", "PHP Warning: ", "Warning: ", "Database error: ", "Database Error: ",
	"* ", "rpc error making call: "}

func cutSeverity(line []byte) []byte {
	line = trimPrefixes(line, severities)
	if _, message, ok := cut(line, ": Fatal error: "); ok { // behind Swift's place
		line = message
	}
	if i := find.Index(line, ": Assertion `"); i > 0 { // glibc's place
		line = line[i+2:]
	}
	if _, message, ok := cut(line, `, message: "`); ok && hasPrefix(line, "status: ") { // Rust's tonic
		line, _, _ = cut(message, `", details: `)
	}
	if hasPrefix(line, "WordPress database error: [") {
		line = trimSuffix(line[len("WordPress database error: ["):], "]")
	}
	return line
}
