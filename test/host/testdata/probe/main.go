// Command probe is a guest for the tests of package host. It logs what the host lets it see in each callback, and does what the
// upstream's x-probe header tells it to do: so the same file tells what a real Envoy answers.
package main

import (
	"encoding/binary"
	"fmt"
	"strings"
	"time"

	"github.com/proxy-wasm/proxy-wasm-go-sdk/proxywasm"
	"github.com/proxy-wasm/proxy-wasm-go-sdk/proxywasm/types"
)

func main() {}

func init() { proxywasm.SetPluginContext(newPlugin) }

type plugin struct {
	types.DefaultPluginContext
	configuration string
}

func newPlugin(uint32) types.PluginContext { return &plugin{} }

// OnPluginStart keeps the configuration; "refuse" is refused.
func (p *plugin) OnPluginStart(int) types.OnPluginStartStatus {
	configuration, err := proxywasm.GetPluginConfiguration()
	if err != nil && err != types.ErrorStatusNotFound {
		proxywasm.LogCriticalf("configuration: %v", err)
		return types.OnPluginStartStatusFailed
	}
	p.configuration = string(configuration)
	if p.configuration == "refuse" {
		proxywasm.LogCritical("refused")
		return types.OnPluginStartStatusFailed
	}
	return types.OnPluginStartStatusOK
}

func (p *plugin) NewHttpContext(id uint32) types.HttpContext {
	return &stream{id: id, configuration: p.configuration}
}

type stream struct {
	types.DefaultHttpContext
	id                     uint32
	configuration, command string
	hoard                  [][]byte
}

func (s *stream) OnHttpResponseHeaders(_ int, end bool) types.Action {
	s.command, _ = proxywasm.GetHttpResponseHeader("x-probe")
	s.report(fmt.Sprintf("response headers end=%t", end))
	return s.act()
}

func (s *stream) OnHttpResponseBody(size int, end bool) types.Action {
	s.report(fmt.Sprintf("response body size=%d end=%t", size, end))
	switch s.command {
	case "shrink":
		_ = proxywasm.ReplaceHttpResponseBody([]byte("x"))
	case "buffer":
		if !end {
			return types.ActionPause
		}
	case "late-reply":
		_ = proxywasm.SendHttpResponse(418, nil, []byte("late"), -1)
	case "trap-body":
		panic("trap")
	}
	return types.ActionContinue
}

func (s *stream) OnHttpResponseTrailers(int) types.Action {
	s.report("response trailers")
	if s.command == "drop-trailers" {
		_ = proxywasm.ReplaceHttpResponseTrailers(nil)
	}
	return types.ActionContinue
}

func (s *stream) OnHttpStreamDone() { s.report("log") }

func (s *stream) act() types.Action {
	switch s.command {
	case "stop":
		return types.ActionPause
	case "local-reply":
		headers := [][2]string{{"set-cookie", "a=1"}, {"set-cookie", "b=2"}, {"content-type", "application/json"}}
		check("send", proxywasm.SendHttpResponse(500, headers, []byte(`{"x":1}`), -1))
	case "local-reply-empty":
		check("send", proxywasm.SendHttpResponse(500, [][2]string{{"content-type", "text/x"}}, nil, -1))
	case "shrink":
		_ = proxywasm.ReplaceHttpResponseHeader("content-length", "1")
	case "trap":
		var none []int
		_ = none[len(s.command)]
	case "sleep":
		time.Sleep(time.Second)
	case "replace":
		check("replace", proxywasm.ReplaceHttpResponseHeaders([][2]string{{":status", "200"}, {"x-new", "1"}}))
	case "edit-request":
		check("edit", proxywasm.ReplaceHttpRequestHeader("x", "y"))
	case "edit-trailers":
		check("edit", proxywasm.ReplaceHttpResponseTrailer("x", "y"))
	case "edit-body":
		check("edit", proxywasm.ReplaceHttpResponseBody([]byte("x")))
	case "set-property":
		check("set", proxywasm.SetProperty([]string{"probe.note"}, []byte("noted")))
	case "hoard":
		s.hoard = append(s.hoard, make([]byte, 64<<10))
	case "print":
		fmt.Println("to stdout")
	}
	return types.ActionContinue
}

func check(what string, err error) { proxywasm.LogInfof("%s: %v", what, err) }

func (s *stream) report(where string) {
	if s.command == "hoard" || s.command == "quiet" {
		return
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s conf=%s", where, s.configuration)
	pairs(&b, "request", proxywasm.GetHttpRequestHeaders)
	pairs(&b, "response", proxywasm.GetHttpResponseHeaders)
	pairs(&b, "trailers", proxywasm.GetHttpResponseTrailers)
	body, err := proxywasm.GetHttpResponseBody(0, 1<<20)
	fmt.Fprintf(&b, "\n  body: %q %v", body, err)
	value, err := proxywasm.GetHttpRequestHeader(":path")
	fmt.Fprintf(&b, "\n  :path header: %q %v", value, err)
	for _, path := range properties {
		property(&b, path)
	}
	proxywasm.LogInfo(b.String())
}

var properties = []string{
	"request.path", "request.method", "request.host", "request.duration", "request.protocol", "request.headers.user-agent", "request.id", "request.size",
	"response.code", "response.code_details", "response.flags", "response.headers.content-type", "upstream.address",
	"xds.route_name", "xds.cluster_name", "xds.node.id", "plugin_name", "plugin_root_id", "plugin_vm_id", "connection.mtls", "connection.id",
	"xds.route_metadata.filter_metadata.errormask.policy", "no.such", "probe.note",
}

func property(b *strings.Builder, path string) {
	parts := strings.Split(path, ".")
	if path == "probe.note" {
		parts = []string{path}
	}
	value, err := proxywasm.GetProperty(parts)
	if len(value) == 8 && strings.HasSuffix(path, "duration") {
		fmt.Fprintf(b, "\n  %s: number %t", path, binary.LittleEndian.Uint64(value) > 0)
		return
	}
	fmt.Fprintf(b, "\n  %s: %q %v", path, value, err)
}

// pairs asks for all pairs. The SDK panics on the empty answer that a host gives for a map that it does not have.
func pairs(b *strings.Builder, name string, get func() ([][2]string, error)) {
	defer func() {
		if recover() != nil {
			fmt.Fprintf(b, "\n  %s: empty", name)
		}
	}()
	headers, err := get()
	fmt.Fprintf(b, "\n  %s: %q %v", name, headers, err)
}
