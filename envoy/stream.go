//go:build wasip1

package main

import (
	"github.com/proxy-wasm/proxy-wasm-go-sdk/proxywasm/types"

	"errormask/filter"
)

// stream passes the callbacks of one HTTP stream on to the filter. The request's own are left to the SDK's defaults: nothing is done there.
type stream struct {
	types.DefaultHttpContext
	filter.Stream
	plugin *plugin
}

func (s *stream) OnHttpResponseHeaders(_ int, endOfStream bool) types.Action {
	return action(s.OnResponseHeaders(host{}, endOfStream))
}

func (s *stream) OnHttpResponseBody(size int, endOfStream bool) types.Action {
	return action(s.OnResponseBody(host{}, size, endOfStream))
}

func (s *stream) OnHttpResponseTrailers(int) types.Action {
	return action(s.OnResponseTrailers(host{}))
}

func (s *stream) OnHttpStreamDone() {
	s.OnDone(host{})
	s.plugin.end(s)
}

func action(a filter.Action) types.Action {
	if a == filter.Continue {
		return types.ActionContinue
	}
	return types.ActionPause
}
