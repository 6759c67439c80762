package scenario

import (
	"slices"
	"strconv"
)

// finishUpstream chooses the framing and counts what is left to be counted.
func finishUpstream(x *Exchange, o Options) *parseError {
	u := &x.Upstream
	if u.Refused {
		if len(u.Steps)+len(u.Trailers)+len(u.Interim) > 0 {
			return fail(-1, "an upstream that refuses sends nothing")
		}
		return nil
	}
	u.Framing = framingOf(*x, o)
	if u.Framing == NoBody && len(u.Steps)+len(u.Trailers) > 0 {
		return fail(-1, "%s %d has no body", x.Request.Method, u.Status)
	}
	if len(u.Trailers) > 0 && u.Framing != Chunked && o.Upstream == "http/1.1" {
		return fail(-1, "trailers need a chunked body in HTTP/1.1")
	}
	return checkLength(u, o)
}

func framingOf(x Exchange, o Options) Framing {
	u := x.Upstream
	switch {
	case o.Upstream == "h2" && len(u.Steps)+len(u.Trailers) == 0:
		return NoBody
	case o.Upstream == "h2" && x.Request.Method == "HEAD" && len(u.Body()) == 0:
		return Chunked // an empty DATA frame ends the stream
	case x.Request.Method == "HEAD" || u.Status == 204 || u.Status == 304:
		return NoBody
	case hasHeader(u.Headers, "content-length"):
		return ContentLength
	case o.Upstream == "http/1.1" && slices.Contains(u.Headers, Header{"connection", "close"}):
		return UntilClose
	default:
		return Chunked
	}
}

// checkLength writes the number of bytes in the place of auto, and refuses lengths that no upstream could mean.
func checkLength(u *Upstream, o Options) *parseError {
	for i, h := range u.Headers {
		if h[0] != "content-length" {
			continue
		}
		sent := len(u.Body())
		if h[1] == "auto" {
			u.Headers[i][1] = strconv.Itoa(sent)
			continue
		}
		n, err := strconv.Atoi(h[1])
		switch {
		case err != nil || n < 0:
			return fail(-1, "content-length %q is neither a number nor auto", h[1])
		case u.Framing == ContentLength && n < sent:
			return fail(-1, "content-length %d, but the upstream sends %d bytes", n, sent)
		case u.Framing == ContentLength && n > sent && o.Upstream == "h2" && !u.resets():
			return fail(-1, "content-length %d, but the upstream ends the stream after %d bytes", n, sent)
		}
	}
	return nil
}

func (u Upstream) resets() bool {
	return slices.ContainsFunc(u.Steps, func(s Step) bool { return s.Reset })
}

// checkClient finds expectations that contradict themselves.
func checkClient(x Exchange) *parseError {
	const anyID = `{"error.id": "00000000-0000-4000-8000-000000000000"}`
	c := x.WithErrorID([]string{anyID}).Client
	for _, h := range c.Headers {
		switch {
		case OwnedByProxy(h):
			return fail(-1, "client: %s is the proxy's own: leave it out", h[0])
		case h[0] == "content-length" && x.Request.Method != "HEAD" && !c.Incomplete && h[1] != strconv.Itoa(len(c.Body)):
			return fail(-1, "client: content-length %s, but a body of %d bytes", h[1], len(c.Body))
		}
	}
	if x.Request.Method == "HEAD" && len(c.Body) > 0 {
		return fail(-1, "client: an answer to HEAD has no body")
	}
	return nil
}
