package main

import (
	"unsafe"

	"github.com/proxy-wasm/proxy-wasm-go-sdk/proxywasm"

	"errormask/filter"
)

// host is the proxy, as the filter sees it. The SDK knows which stream is meant: the one whose callback runs.
type host struct{}

// proxy is the one there is. The methods are the pointer's, as those of a value would be in the module twice.
var proxy filter.Host = new(host)

func (*host) ResponseHeader(name string) (string, bool) {
	value, err := proxywasm.GetHttpResponseHeader(name)
	return value, err == nil
}

func (*host) ResponseHeaders() ([][2]string, error) { return proxywasm.GetHttpResponseHeaders() }

func (*host) ReplaceResponseHeaders(headers [][2]string) error {
	return proxywasm.ReplaceHttpResponseHeaders(headers)
}

func (*host) ResponseBody(start, length int) ([]byte, error) {
	return proxywasm.GetHttpResponseBody(start, length)
}

func (*host) ReplaceResponseBody(body []byte) error { return proxywasm.ReplaceHttpResponseBody(body) }

func (*host) ResponseTrailers() ([][2]string, error) { return proxywasm.GetHttpResponseTrailers() }

func (*host) RemoveResponseTrailers() error { return proxywasm.ReplaceHttpResponseTrailers(nil) }

// noGRPCStatus leaves the choice of a gRPC status, which only matters to a gRPC client, to the proxy.
const noGRPCStatus = -1

func (*host) SendLocalReply(status int, headers [][2]string, body []byte) error {
	return proxywasm.SendHttpResponse(uint32(status), headers, body, noGRPCStatus)
}

func (*host) RequestHeaders() ([][2]string, error) { return proxywasm.GetHttpRequestHeaders() }

// properties stand at the index of their filter.Property.
var properties = [...]string{
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

func (*host) Property(p filter.Property) ([]byte, bool) {
	return property(properties[p])
}

func (*host) Log(level filter.Level, line []byte) {
	loggers[level](unsafe.String(unsafe.SliceData(line), len(line))) // read during the call alone, so it need not be copied
}

// loggers stand at the index of their filter.Level.
var loggers = [...]func(string){
	filter.Trace:    proxywasm.LogTrace,
	filter.Debug:    proxywasm.LogDebug,
	filter.Info:     proxywasm.LogInfo,
	filter.Warn:     proxywasm.LogWarn,
	filter.Error:    proxywasm.LogError,
	filter.Critical: proxywasm.LogCritical,
}
