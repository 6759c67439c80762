package main

import (
	"github.com/proxy-wasm/proxy-wasm-go-sdk/proxywasm/types"

	"errormask/filter"
)

// stream passes the callbacks of one HTTP stream on to the filter. Request bodies and trailers are left to the SDK's defaults, which let them pass.
type stream struct {
	types.DefaultHttpContext
	filter.Stream
	plugin *plugin
	ended  bool
}

func (s *stream) OnHttpRequestHeaders(int, bool) types.Action {
	s.OnRequestHeaders(proxy)
	return types.ActionContinue
}

func (s *stream) OnHttpResponseHeaders(_ int, endOfStream bool) types.Action {
	return action(s.OnResponseHeaders(proxy, endOfStream))
}

func (s *stream) OnHttpResponseBody(size int, endOfStream bool) types.Action {
	return action(s.OnResponseBody(proxy, size, endOfStream))
}

func (s *stream) OnHttpResponseTrailers(int) types.Action {
	return action(s.OnResponseTrailers(proxy))
}

func (s *stream) OnHttpStreamDone() {
	s.OnDone(proxy)
	if !s.ended {
		s.ended = true
		s.plugin.end(s)
	}
}

func action(a filter.Action) types.Action {
	if a == filter.Continue {
		return types.ActionContinue
	}
	return types.ActionPause
}
