// Package direct runs the engine in plain Go on the model of a proxy, without WebAssembly in between.
package direct

import (
	"math"

	"errormask/filter"
	"errormask/test/proxy"
)

// Open makes streams of this filter for proxy.Run.
func Open(f *filter.Filter) func(*proxy.Stream) proxy.Callbacks {
	return OpenWith(f, func(h filter.Host) filter.Host { return h })
}

// OpenWith is Open with a host of one's own around each stream's real one.
func OpenWith(f *filter.Filter, wrap func(filter.Host) filter.Host) func(*proxy.Stream) proxy.Callbacks {
	return func(s *proxy.Stream) proxy.Callbacks {
		e := &engine{host: wrap(host{s})}
		e.stream.Reset(f)
		return e
	}
}

// engine is one stream of the engine.
type engine struct {
	stream filter.Stream
	host   filter.Host
}

func (e *engine) OnRequestHeaders(int, bool) proxy.Action {
	e.stream.OnRequestHeaders(e.host)
	return proxy.Continue
}

func (e *engine) OnRequestBody(int, bool) proxy.Action { return proxy.Continue }

func (e *engine) OnResponseHeaders(_ int, endOfStream bool) proxy.Action {
	return action(e.stream.OnResponseHeaders(e.host, endOfStream))
}

func (e *engine) OnResponseBody(size int, endOfStream bool) proxy.Action {
	return action(e.stream.OnResponseBody(e.host, size, endOfStream))
}

func (e *engine) OnResponseTrailers(int) proxy.Action {
	return action(e.stream.OnResponseTrailers(e.host))
}

func (e *engine) OnLog()    { e.stream.OnDone(e.host) }
func (e *engine) OnDone()   {}
func (e *engine) OnDelete() {}

func action(a filter.Action) proxy.Action {
	if a == filter.Continue {
		return proxy.Continue
	}
	return proxy.Pause
}

// host is what the engine sees of a stream: the same that it sees through the adapter and the SDK.
type host struct{ stream *proxy.Stream }

func (h host) ResponseHeader(name string) (string, bool) {
	value, status := h.stream.Header(proxy.ResponseHeaders, name)
	return value, status == proxy.OK
}

func (h host) ResponseHeaders() ([][2]string, error) { return h.headers(proxy.ResponseHeaders) }
func (h host) RequestHeaders() ([][2]string, error)  { return h.headers(proxy.RequestHeaders) }

// headers fails, as the SDK does, where the proxy answers nothing.
func (h host) headers(m proxy.Map) ([][2]string, error) {
	headers, status := h.stream.Headers(m)
	if status == proxy.OK && len(headers) == 0 {
		status = proxy.NotFound
	}
	return headers, status.Err()
}

func (h host) ReplaceResponseHeaders(headers [][2]string) error {
	return h.stream.ReplaceHeaders(proxy.ResponseHeaders, headers).Err()
}

func (h host) ResponseBody(start, length int) ([]byte, error) {
	body, status := h.stream.Body()
	if status != proxy.OK {
		return nil, status
	}
	body = body[min(start, len(body)):min(start+length, len(body))]
	if len(body) == 0 {
		return nil, proxy.NotFound
	}
	return append([]byte(nil), body...), nil
}

func (h host) ReplaceResponseBody(body []byte) error {
	return h.stream.ReplaceBody(0, math.MaxInt32, body).Err()
}

func (h host) ResponseTrailers() ([][2]string, error) { return h.headers(proxy.ResponseTrailers) }

func (h host) RemoveResponseTrailers() error {
	return h.stream.ReplaceHeaders(proxy.ResponseTrailers, nil).Err()
}

func (h host) SendLocalReply(status int, headers [][2]string, body []byte) error {
	return h.stream.SendLocalReply(status, headers, body, -1, "").Err()
}

var paths = map[filter.Property]string{
	filter.RouteName:       "xds\x00route_name",
	filter.ClusterName:     "xds\x00cluster_name",
	filter.UpstreamAddress: "upstream\x00address",
	filter.CodeDetails:     "response\x00code_details",
	filter.RequestDuration: "request\x00duration",
	filter.RequestTime:     "request\x00time",
	filter.RequestProtocol: "request\x00protocol",
	filter.RequestMethod:   "request\x00method",
	filter.RequestAccept:   "request\x00headers\x00accept",
	filter.RequestID:       "request\x00id",
	filter.RoutePolicy:     "xds\x00route_metadata\x00filter_metadata\x00errormask\x00policy",
}

func (h host) Property(p filter.Property) ([]byte, bool) {
	value, status := h.stream.Property(paths[p])
	return value, status == proxy.OK
}

func (h host) SetProperty(name string, value []byte) error {
	return h.stream.SetProperty(name, value).Err()
}

// DefineCounter and Increment count nothing: a metric is not a stream's.
func (h host) DefineCounter(string) (filter.Counter, error) { return 0, nil }
func (h host) Increment(filter.Counter, int)                {}

func (h host) Log(level filter.Level, line []byte) { h.stream.Log(int(level), string(line)) }
func (h host) Now() int64                          { return h.stream.Now().UnixNano() }
