package scenario

import (
	"fmt"
	"strconv"
	"strings"
)

func (p *parser) options(s section) *parseError {
	for i, line := range lines(s.data) {
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			return fail(1+i, "option %q is not key: value", line)
		}
		if err := setOption(&p.scenario.Options, key, strings.TrimSpace(value)); err != nil {
			return &parseError{1 + i, err}
		}
	}
	return nil
}

func setOption(o *Options, key, value string) (err error) {
	host, isSkip := strings.CutPrefix(key, "skip ")
	prefix, isRoute := strings.CutPrefix(key, "route ")
	switch {
	case isSkip:
		return setSkip(o, Host(host), value)
	case isRoute:
		return addRoute(o, prefix, strings.Fields(value))
	case key == "downstream":
		o.Downstream, err = oneOf(key, value, "http/1.1", "http/1.0", "h2")
	case key == "upstream":
		o.Upstream, err = oneOf(key, value, "http/1.1", "h2")
	case key == "buffer_limit":
		o.BufferLimit, err = positive(key, value)
	case key == "record_limit":
		o.RecordLimit, err = positive(key, value)
	case key == "route":
		_, err = oneOf(key, value, "disabled")
		o.Disabled = true
	default:
		err = fmt.Errorf("unknown option %q", key)
	}
	return err
}

func addRoute(o *Options, prefix string, words []string) error {
	if !strings.HasPrefix(prefix, "/") || len(words) == 0 {
		return fmt.Errorf("route %s: want a path and the route's name", prefix)
	}
	r := Route{Prefix: prefix, Name: words[0]}
	for _, word := range words[1:] {
		policy, isPolicy := strings.CutPrefix(word, "policy=")
		switch {
		case isPolicy:
			r.Policy = policy
		case word == "disabled":
			r.Disabled = true
		default:
			return fmt.Errorf("route %s: %q is neither policy=NAME nor disabled", prefix, word)
		}
	}
	o.Routes = append(o.Routes, r)
	return nil
}

func setSkip(o *Options, host Host, reason string) error {
	if host != Engine && host != Wasm && host != Envoy {
		return fmt.Errorf("skip: unknown host %q", host)
	}
	if reason == "" {
		return fmt.Errorf("skip %s: no reason", host)
	}
	if o.Skip == nil {
		o.Skip = map[Host]string{}
	}
	o.Skip[host] = reason
	return nil
}

func oneOf(key, value string, allowed ...string) (string, error) {
	for _, a := range allowed {
		if value == a {
			return value, nil
		}
	}
	return "", fmt.Errorf("%s: %q is none of %s", key, value, strings.Join(allowed, ", "))
}

func positive(key, value string) (int, error) {
	n, err := strconv.Atoi(value)
	if err != nil || n <= 0 {
		return 0, fmt.Errorf("%s: %q is not a number above 0", key, value)
	}
	return n, nil
}
