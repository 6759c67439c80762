package diagnose

import "bytes"

// conclude judges the chain.
func (p *Parser) conclude(text []byte) Diagnosis {
	d := Diagnosis{text: text}
	if p.count == 0 {
		d.ExceptionMessage = clip(p.told)
		d.Cause = p.classify(nil, p.told, p.toldCode)
		p.fallBack(&d)
		return d
	}
	inner := &p.chain[p.count-1]
	if inner.frames == 0 && inner.place != nil {
		inner.addFrame(&frame{inner.place, inAt, inner.place, nil, trimSuffix(trimDigits(inner.place), ":")}, false)
	}
	if len(inner.typ) == 0 && p.toldRank > inner.rank || len(inner.message) == 0 && p.count == 1 && p.toldRank >= ownMessage {
		inner.message, inner.context = p.told, p.told
	}
	d.ExceptionType, d.ExceptionMessage = clip(inner.typ), clip(inner.message)
	d.Frames.Top = clip(p.chain[0].top)
	if p.count > 1 {
		d.Frames.Cause = clip(inner.top)
	}
	for i := p.count - 1; i >= 0 && d.Frames.Own == nil; i-- {
		d.Frames.Own, d.calls = clip(p.chain[i].own), p.chain[i].calls
	}
	d.Cause = p.judge()
	p.fallBack(&d)
	return d
}

// judge goes from the innermost exception outwards to the first that tells something.
func (p *Parser) judge() Class {
	for i := p.count - 1; i >= 0; i-- {
		e := &p.chain[i]
		row := p.row(e.typ, e.context, e.code)
		if row == len(rules) {
			if e.about != Unknown {
				return e.about
			}
			continue
		}
		if rules[row].cause == UnhandledRejection && i > 0 {
			continue
		}
		if rules[row].transport && p.concernsDatabase(i) {
			return Database
		}
		return rules[row].cause
	}
	return p.classify(nil, p.told, p.toldCode)
}

// concernsDatabase reports whether the frames of a transport error or an exception around it are the database's.
func (p *Parser) concernsDatabase(innermost int) bool {
	if hasDatabasePort(p.chain[innermost].context) {
		return true
	}
	for i := innermost; i >= 0; i-- {
		e := &p.chain[i]
		if e.about == Database {
			return true
		}
		if row := p.row(e.typ, e.context, e.code); row < len(rules) && rules[row].cause == Database {
			return true
		}
		if e.own != nil && e.about != Unknown {
			return false
		}
	}
	return false
}

// row gives the row of rules for an exception, and len(rules) if none fits.
func (p *Parser) row(typ, context, code []byte) int {
	context = context[:min(len(context), maxContext)]
	p.looked += len(typ) + len(context) + len(code)
	row := causes.find(typ, inType, len(rules), 0)
	row = causes.find(context, inMessage, row, 0)
	return causes.find(code, inMessage, row, 0)
}

func (p *Parser) classify(typ, context, code []byte) Class {
	if row := p.row(typ, context, code); row < len(rules) {
		if rules[row].transport && hasDatabasePort(context) {
			return Database
		}
		return rules[row].cause
	}
	return Unknown
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
		case 5432, 6432, 3306, 1433, 1521, 27017, 6379, 9042, 26257, 11211:
			return true
		}
	}
}

// fallBack is the class of a rejection that tells nothing else.
func (p *Parser) fallBack(d *Diagnosis) {
	if d.Cause == Unknown && p.unhandled {
		d.Cause = UnhandledRejection
	}
}
