package scenario

import (
	"strconv"
	"strings"
	"time"
)

// parser takes the sections of a file in turn.
type parser struct {
	scenario Scenario
	// open is the exchange that is being read, nil before the first request.
	open *Exchange
	// last is the marker before, and seen the ones of the exchange so far.
	last string
	seen map[string]bool
}

func (p *parser) section(s section) *parseError {
	if err := p.checkPlace(s.kind); err != nil {
		return err
	}
	if len(s.words) > 0 && !markerOf(s.kind).words {
		return fail(0, "words after %q: %q", s.kind, strings.Join(s.words, " "))
	}
	switch s.kind {
	case "options":
		return p.options(s)
	case "config":
		return s.changedInto(&p.scenario.Config)
	case "refused":
		return p.refused(s)
	case "request":
		return p.request(s)
	default:
		return p.exchangeSection(s)
	}
}

func (p *parser) exchangeSection(s section) *parseError {
	switch s.kind {
	case "client goes after":
		return p.gone(s)
	case "interim":
		return p.interim(s)
	case "upstream":
		return p.upstream(s)
	case "body":
		return p.body(s)
	case "pause":
		return p.pause(s)
	case "reset":
		return p.step(Step{Reset: true})
	case "trailers":
		return headersInto(&p.open.Upstream.Trailers, s)
	case "client":
		return p.client(s)
	case "client trailers":
		return p.clientTrailers(s)
	default:
		return p.record(s)
	}
}

// checkPlace demands the order of the markers, and that what each of them needs came before.
func (p *parser) checkPlace(kind string) *parseError {
	place, repeat := markerOf(kind).place, markerOf(kind).repeat
	lastPlace := markerOf(p.last).place
	switch {
	case place < 0:
		return fail(0, "unknown marker %q", kind)
	case p.scenario.Refused != "":
		return fail(0, "%q after a refused configuration", kind)
	case kind == "refused" && p.scenario.Config == nil:
		return fail(0, "nothing was refused: no config")
	case kind == "request":
		return p.closeExchange()
	case place > requestPlace && p.open == nil:
		return fail(0, "%q before a request", kind)
	case p.last != "" && (place < lastPlace || place == lastPlace && !repeat):
		return fail(0, "%q must not follow %q", kind, p.last)
	case place > upstreamPlace && !p.seen["upstream"]:
		return fail(0, "%q without an upstream before it", kind)
	case place > clientPlace && !p.seen["client"]:
		return fail(0, "%q without a client before it", kind)
	}
	p.note(kind)
	return nil
}

func (p *parser) note(kind string) {
	p.last = kind
	if p.seen != nil {
		p.seen[kind] = true
	}
}

// closeExchange checks the exchange so far, and adds it to the scenario. It runs at the next request and at the end of the file.
func (p *parser) closeExchange() *parseError {
	if p.open == nil {
		return nil
	}
	if !p.seen["upstream"] || !p.seen["client"] {
		return fail(-1, "the exchange above lacks its upstream or its client")
	}
	x := *p.open
	x.RecordLimit = p.scenario.Options.RecordLimit
	if err := finishUpstream(&x, p.scenario.Options); err != nil {
		return err
	}
	if err := checkClient(x); err != nil {
		return err
	}
	if n := len(p.scenario.Exchanges); n > 0 && p.scenario.Exchanges[n-1].Gone >= 0 {
		return fail(-1, "an exchange after one in which the client goes")
	}
	p.scenario.Exchanges = append(p.scenario.Exchanges, x)
	p.open = nil
	return nil
}

func (p *parser) end() *parseError {
	if err := p.closeExchange(); err != nil {
		return err
	}
	if p.scenario.Refused == "" && len(p.scenario.Exchanges) == 0 {
		return fail(-1, "neither an exchange nor a refused configuration")
	}
	return nil
}

func (p *parser) refused(s section) *parseError {
	text := string(s.data)
	if text == "" || strings.Contains(text, "\n") {
		return fail(1, "the log line of a refused configuration must be one line")
	}
	p.scenario.Refused = text
	return nil
}

func (p *parser) gone(s section) *parseError {
	n, err := strconv.Atoi(strings.Join(s.words, " "))
	if err != nil || n < 0 {
		return fail(0, "client goes after %q: not a number of bytes", strings.Join(s.words, " "))
	}
	p.open.Gone = n
	return nil
}

func (p *parser) pause(s section) *parseError {
	d, err := time.ParseDuration(strings.Join(s.words, " "))
	if err != nil || d <= 0 || d > time.Second {
		return fail(0, "pause %q: not a duration of at most 1s", strings.Join(s.words, " "))
	}
	return p.step(Step{Pause: d})
}

func (p *parser) step(step Step) *parseError {
	p.open.Upstream.Steps = append(p.open.Upstream.Steps, step)
	return nil
}
