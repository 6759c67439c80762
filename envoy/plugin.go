package main

import (
	"github.com/proxy-wasm/proxy-wasm-go-sdk/proxywasm"
	"github.com/proxy-wasm/proxy-wasm-go-sdk/proxywasm/types"

	"errormask/filter"
)

// plugin is one filter configuration in the proxy; a proxy may have several of them in one VM.
type plugin struct {
	types.DefaultPluginContext
	filter *filter.Filter
	// idle holds the contexts of ended streams, so that a stream that passes untouched costs no allocation.
	idle []*stream
}

// maxIdle bounds the contexts that are kept after many streams were open at once.
const maxIdle = 1024

// OnPluginStart refuses a configuration that has a fault: the proxy then keeps its last good one, or does not start.
func (p *plugin) OnPluginStart(int) types.OnPluginStartStatus {
	configuration, err := proxywasm.GetPluginConfiguration()
	if err != nil && err != types.ErrorStatusNotFound {
		proxywasm.LogCritical("errormask: configuration refused: it cannot be read: " + err.Error())
		return types.OnPluginStartStatusFailed
	}
	if p.filter, err = filter.New(configuration); err != nil {
		proxywasm.LogCritical("errormask: configuration refused: " + err.Error())
		return types.OnPluginStartStatusFailed
	}
	for _, warning := range p.filter.Warnings() {
		proxywasm.LogWarn(warning)
	}
	return types.OnPluginStartStatusOK
}

// NewHttpContext begins a stream.
func (p *plugin) NewHttpContext(uint32) types.HttpContext {
	var s *stream
	if last := len(p.idle) - 1; last >= 0 {
		s, p.idle = p.idle[last], p.idle[:last]
	} else {
		s = &stream{plugin: p}
	}
	s.Reset(p.filter)
	s.ended = false
	return s
}

// end takes back a stream's context. The proxy calls it no more: its log callback is the last one that the SDK passes on.
func (p *plugin) end(s *stream) {
	if len(p.idle) < maxIdle {
		p.idle = append(p.idle, s)
	}
}
