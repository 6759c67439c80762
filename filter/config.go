package filter

import (
	"errormask/filter/ascii"
	"errormask/filter/jsontext"
)

// Bounds of a configuration.
const (
	maxPolicies     = 1000
	maxRoutes       = 20000
	maxPolicyName   = 64
	maxRouteName    = 512
	maxHeaders      = 32
	allowedPolicies = "an object with a policy for each name"
	allowedRoutes   = "an object with the name of a policy for each name of a route"
)

// parse reads a configuration; an empty one gives the defaults. The error is one line that says where, what was found and what is allowed.
func parse(configuration string) (*policies, error) {
	top := defaultPolicy()
	p := &policies{all: []*policy{&top}, named: map[string]*policy{topName: &top}}
	defer p.finish()
	if ascii.Trim(configuration, " \t\r\n") == "" {
		return p, nil
	}
	r := &reader{Lexer: jsontext.Lexer{Source: configuration}}
	// Policies override the top level, wherever it stands, and routes name policies.
	var named, routes later
	err := r.document(append(policyKeys[:len(policyKeys):len(policyKeys)], "routes", "policies"), func(key string) error {
		switch key {
		case "routes":
			return r.postpone(&routes)
		case "policies":
			return r.postpone(&named)
		}
		return r.policy(&top, key)
	})
	if err == nil {
		err = r.resume(named, "policies", func() error { return r.policies(p) })
	}
	if err == nil {
		err = r.resume(routes, "routes", func() error { return r.routes(p) })
	}
	return p, err
}

var policyKeys = []string{"mode", "statuses", "origin", "response", "record"}

// policy reads the value of one of the policyKeys. What is not given stays as it is.
func (r *reader) policy(p *policy, key string) error {
	switch key {
	case "mode":
		i, err := r.oneOf(modes)
		p.mode = mode(i)
		return err
	case "statuses":
		return r.statuses(&p.statuses)
	case "origin":
		i, err := r.oneOf([]string{"any", "upstream"})
		p.upstreamOnly = i == 1
		return err
	case "response":
		return r.replacement(p)
	}
	return r.recording(p)
}

// Inlined where it is called it would make the module 1 KB larger.
//
//go:noinline
func (r *reader) policies(p *policies) error {
	return r.entries(allowedPolicies, func(name string) (func() error, error) {
		if name == topName {
			return nil, r.fail(r.where(name) + ` is the name of the configuration's top level; allowed: another name`)
		}
		if !isPolicyName(name) {
			return nil, r.fail(r.where(name) + " cannot be the name of a policy; allowed: up to " + ascii.Int(maxPolicyName) + ` letters, digits, "-" and "_"`)
		}
		if len(p.all) > maxPolicies {
			return nil, r.fail(r.where(name) + " is one policy too many; allowed: " + ascii.Int(maxPolicies))
		}
		each := p.add(name)
		return func() error {
			return r.object(policyKeys, func(key string) error { return r.policy(each, key) })
		}, nil
	})
}

// isPolicyName reports whether a name can be part of a metric's name, and told from what is around it there.
func isPolicyName(name string) bool {
	for i := range len(name) {
		if c := name[i]; c != '-' && c != '_' && !isLetterOrDigit(rune(c)) || c >= 0x80 {
			return false
		}
	}
	return name != "" && len(name) <= maxPolicyName
}

func (r *reader) routes(p *policies) error {
	return r.entries(allowedRoutes, func(route string) (func() error, error) {
		if route == "" || len(route) > maxRouteName {
			return nil, r.fail(r.where(route) + " cannot be the name of a route; allowed: 1 to " + ascii.Int(maxRouteName) + " bytes")
		}
		if len(p.routes) == maxRoutes {
			return nil, r.fail(r.where(route) + " is one route too many; allowed: " + ascii.Int(maxRoutes))
		}
		if p.routes == nil {
			p.routes = map[string]*policy{}
		}
		return func() error {
			t := r.Next()
			if p.routes[route] = p.named[t.Text]; t.Kind == jsontext.String && p.routes[route] != nil {
				return nil
			}
			hint := ""
			if t.Kind == jsontext.String {
				hint = didYouMean(t.Text, p.names())
			}
			return r.refuse(t, `the name of one of the policies, or "`+topName+`" for the top level`+hint)
		}, nil
	})
}

func (r *reader) statuses(set *statusSet) error {
	const allowed = `a list of statuses from 400 to 599, classes ("4xx", "5xx") and ranges ("500-504")`
	*set = statusSet{}
	return r.list(allowed, 1, func(t jsontext.Token) error {
		if !set.addToken(t) {
			return r.refuse(t, `a status from 400 to 599, a class ("4xx", "5xx") or a range ("500-504")`)
		}
		return nil
	})
}
