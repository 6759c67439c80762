package diagnose

import (
	"bytes"

	"errormask/filter/words"
)

// conclude judges the chain.
func (p *Parser) conclude(text []byte) Diagnosis {
	d := Diagnosis{text: text}
	if p.count == 0 {
		d.ExceptionMessage = clip(p.told)
		d.Cause = p.judge()
		return d
	}
	inner := &p.chain[p.count-1]
	if inner.frames == 0 && inner.place != nil {
		inner.addFrame(&frame{inner.place, inAt, inner.place, nil, trimSuffix(trimDigits(inner.place), ":")}, false)
	}
	if len(inner.typ) == 0 && p.toldRank > inner.rank || len(inner.message) == 0 && p.count == 1 && p.toldRank >= ownMessage {
		inner.tell(p.told, p.told)
	}
	d.ExceptionType, d.ExceptionMessage = clip(inner.typ), clip(trimPrefixes(inner.message, levelsBefore))
	d.Frames.Top = clip(p.chain[0].top)
	if p.count > 1 {
		d.Frames.Cause = clip(inner.top)
	}
	for i := p.count - 1; i >= 0 && d.Frames.Own == nil; i-- {
		d.Frames.Own, d.calls = clip(p.chain[i].own), p.chain[i].calls
	}
	d.Cause = p.judge()
	return d
}

// levelsBefore are the levels that PostgreSQL's drivers, or PHP's handlers, leave before a message.
var levelsBefore = []string{"ERROR: ", "FATAL: ", "PANIC: ", "Warning: ", "Notice: ", "Deprecated: "}

// judge goes from the innermost exception outwards to the first that tells something.
func (p *Parser) judge() Class {
	found := Unknown // what a weak row says
	for i := p.count - 1; i >= 0; i-- {
		e := &p.chain[i]
		row := p.row(e.typ, e.context, e.code)
		if (row >= spoken || bytes.IndexByte(trimPrefix(e.context, rubyKey), ' ') < 0) && namesSetting(e.context) { // 'DATABASE_URL' speaks of a database, but a KeyError for want of it does not
			if weaker := causes.find(e.typ, inType, len(rules), 0); weaker < len(rules) && rules[weaker].kind >= weak {
				row = weaker
			}
		}
		if row == len(rules) || rules[row].kind >= weak {
			switch {
			case e.about != Unknown:
				return e.about
			case row < len(rules) && found == Unknown:
				if found = rules[row].cause; namesSetting(e.context) {
					return Configuration
				}
			}
			continue
		}
		switch r := &rules[row]; {
		case r.cause == UnhandledRejection && p.count > 1, r.cause == Unknown:
			continue
		case (r.kind == transport || row >= spoken) && (namesDatabase(e.context) || p.around(i, Database)):
			return Database
		case r.kind == transport && p.around(i, Timeout):
			return Timeout
		case r.kind == parsed && p.around(i, UpstreamService):
			return UpstreamService
		case r.kind == parsed && found != Unknown: // what was read was well-formed, but a value in it did not fit
			return found
		default:
			return r.cause
		}
	}
	if found != Unknown {
		return found
	}
	if found = p.classify(nil, p.told, p.toldCode); (found == Unknown || found == Syntax) && p.spare != nil {
		if outer := p.classify(nil, p.spare, nil); found == Unknown || outer == UpstreamService {
			found = outer
		}
	}
	if found == Unknown && p.unhandled {
		return UnhandledRejection
	}
	return found
}

// around reports whether an exception from the innermost outwards has frames, or one further out has words, of a class. A text that did
// not parse is another service's, too, where what read it, or what is said of it, is named so.
func (p *Parser) around(innermost int, class Class) bool {
	for i := innermost; i >= 0; i-- {
		e := &p.chain[i]
		if e.about == class || class == UpstreamService && (tellsForeign(e.context) || tellsForeign(e.own)) {
			return true
		}
		if row := p.row(e.typ, e.context, e.code); row < len(rules) && rules[row].cause == class {
			return true
		}
		if e.own != nil && e.about != Unknown {
			return false
		}
	}
	return false
}

// tellsForeign reports whether a text has a word of a page or of another service, or a page's first character.
func tellsForeign(text []byte) bool {
	text = firstLine(text[:min(len(text), maxContext)])
	return causes.find(text, isForeign, len(rules), 0) < len(rules) || includes(text, "'<'") || includes(text, "token <")
}

// rubyKey is what Ruby's ENV says before the name that it does not have.
const rubyKey = `key not found: "`

// namesSetting reports whether a message has a name as variables of the environment have, capitals and an underscore, and either is nothing
// else or the name's last word is one of settings: names of constants look the same.
func namesSetting(message []byte) bool {
	message = trimPrefix(message[:min(len(message), maxContext)], rubyKey)
	for i := 0; i < len(message); i++ {
		if parts[message[i]]&inWord != 0 {
			end, seen := wordEnd(message, i)
			if last := lastByte(message[i:end], '_'); seen&^aDigit == inWord|aCapital && last > 0 &&
				(end-i+len("''") >= len(message) || settings.Has(message[i+last+1:end])) {
				return true
			}
			i = end
		}
	}
	return false
}

// settings are last words of the names of settings.
var settings = words.Set{Name: "settings"}

// row gives the row of rules for an exception, and len(rules) if none fits.
func (p *Parser) row(typ, context, code []byte) int {
	context = context[:min(len(context), maxContext)]
	p.looked += len(typ) + len(context) + len(code)
	row := causes.find(typ, inType, len(rules), 0)
	row = causes.find(context, inMessage, row, 0)
	return causes.find(code, inMessage, row, 0)
}

func (p *Parser) classify(typ, context, code []byte) Class {
	row := p.row(typ, context, code)
	if row == len(rules) {
		return Unknown
	}
	switch r := &rules[row]; {
	case r.kind == transport && namesDatabase(context):
		return Database
	case r.kind == parsed && (tellsForeign(context) || tellsForeign(code)):
		return UpstreamService
	case r.kind >= weak && namesSetting(context):
		return Configuration
	case r.kind == answer:
		return Unknown
	default:
		return r.cause
	}
}

// namesDatabase reports whether a message has the name of a database, as a scheme or in a host, or the port of one.
func namesDatabase(message []byte) bool {
	return causes.find(message[:min(len(message), maxContext)], isStore, len(rules), 0) < len(rules) || hasDatabasePort(message)
}

// hasDatabasePort reports whether a message has an address with a port that is a database's unless somebody changed it.
func hasDatabasePort(message []byte) bool {
	message = message[:min(len(message), maxContext)]
	for {
		i := bytes.IndexByte(message, ':')
		if i < 0 {
			return false
		}
		message = message[i+1:]
		port := 0
		for _, c := range message[:min(len(message), 6)] {
			if kinds[c] != digit {
				break
			}
			port = port*10 + int(c-'0')
		}
		switch port {
		case 5432, 6432, 3306, 1433, 1521, 27017, 6379, 9042, 26257, 11211, 9200:
			return true
		}
	}
}
