package filter

import (
	"errormask/filter/jsontext"
)

// policies are all that a configuration has.
type policies struct {
	// all begins with the top level.
	all []*policy
	// named has them by name, and routes by the name of a route.
	named, routes map[string]*policy
	// statuses are those that any of them may mask or record: no other answer is worth a look at its route.
	statuses statusSet
	// unknown are names that a route's metadata gave to no policy, each of which is worth one warning.
	unknown map[string]bool
}

// maxUnknown bounds the warnings. The names come from the proxy's configuration, not from its clients.
const maxUnknown = 64

// add gives a new policy, which says what the top level says until more is known.
func (p *policies) add(name string) *policy {
	each := *p.top()
	each.name = name
	p.all = append(p.all, &each)
	p.named[name] = &each
	return &each
}

func (p *policies) top() *policy { return p.all[0] }

// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func (p *policies) names() []string {
	names := make([]string, len(p.all))
	for i, each := range p.all {
		names[i] = each.name
	}
	return names
}

// finish notes what is known only when all policies are.
func (p *policies) finish() {
	for _, each := range p.all {
		each.describe()
		if each.mode != off {
			p.statuses.addAll(&each.statuses)
		}
	}
}

// choose gives the policy of a stream's route: the one that the route's metadata names, else the one that the configuration has for the route's name, else
// the top level.
func (p *policies) choose(h Host) *policy {
	if name, ok := h.Property(RoutePolicy); ok && len(name) > 0 {
		if chosen := p.named[string(name)]; chosen != nil {
			return chosen
		}
		p.warn(h, string(name))
		return p.top()
	}
	if len(p.routes) > 0 {
		if name, ok := h.Property(RouteName); ok {
			if chosen := p.routes[string(name)]; chosen != nil {
				return chosen
			}
		}
	}
	return p.top()
}

func (p *policies) warn(h Host, name string) {
	if p.unknown[name] || len(p.unknown) == maxUnknown {
		return
	}
	if p.unknown == nil {
		p.unknown = map[string]bool{}
	}
	p.unknown[name] = true
	h.Log(Warn, []byte("errormask: a route's metadata names the policy "+jsontext.Quote(name)+", which the configuration does not have"+
		didYouMean(name, p.names())+": the top level applies"))
}

// policyFor gives the policy that wants an answer with this status, nil if none does. A status that cannot be read is 0, and might be any.
func (s *Stream) policyFor(h Host, status int) (p *policy) {
	p = s.filter.policies.top()
	attempt(func() { p = s.filter.policies.choose(h) })
	if p.mode == off || status != 0 && !p.statuses.has(status) || p.upstreamOnly && !isFromUpstream(codeDetails(h)) {
		return nil
	}
	return p
}

// codeDetails says who answered, and why; "" if that is not known.
//
// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func codeDetails(h Host) (details string) {
	attempt(func() {
		value, _ := h.Property(CodeDetails)
		details = string(value)
	})
	return details
}

// isFromUpstream reports whether these details of a response's headers say that the upstream answered, and not the proxy. What is not known
// comes from the upstream.
func isFromUpstream(details string) bool { return details == "" || details == "via_upstream" }
