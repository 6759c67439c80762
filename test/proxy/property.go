package proxy

import (
	"encoding/binary"
	"strings"
	"time"
)

// Property gives an attribute by its path, whose parts are separated by zero bytes: a string as it is, a number as 8 bytes little
// endian, a bool as one byte. The result may be empty.
func (s *Stream) Property(path string) ([]byte, Status) {
	parts := strings.Split(strings.TrimRight(path, "\x00"), "\x00")
	var value []byte
	ok := false
	switch parts[0] {
	case "request":
		value, ok = s.requestProperty(parts[1:])
	case "response":
		value, ok = s.responseProperty(parts[1:])
	default:
		value, ok = s.plainProperty(parts)
	}
	if !ok {
		return nil, NotFound
	}
	return value, OK
}

// SetProperty stores a value of the filter's own, to be read by Property under the same path.
func (s *Stream) SetProperty(path string, value []byte) Status {
	s.state[path] = append([]byte(nil), value...)
	return OK
}

func (s *Stream) plainProperty(parts []string) ([]byte, bool) {
	switch strings.Join(parts, ".") {
	case "xds.route_name":
		return []byte(s.route.Name), true
	case "xds.route_metadata.filter_metadata.errormask.policy":
		return []byte(s.route.Policy), s.route.Policy != ""
	case "xds.cluster_name":
		return []byte(ClusterName), true
	case "upstream.address":
		return []byte(UpstreamAddress), s.routed
	case "connection.id":
		return number(1), true
	case "connection.mtls":
		return []byte{0}, true
	case "plugin_name":
		return []byte(PluginName), true
	case "plugin_root_id", "plugin_vm_id":
		return nil, true
	}
	value, ok := s.state[parts[0]]
	return value, ok && len(parts) == 1
}

// requestFields are those that Envoy takes from the request's headers, so that they go and come with them.
var requestFields = map[string]string{
	"path": ":path", "url_path": ":path", "query": ":path", "host": ":authority", "scheme": ":scheme", "method": ":method",
	"referer": "referer", "useragent": "user-agent", "id": "x-request-id",
}

func (s *Stream) requestProperty(parts []string) ([]byte, bool) {
	if len(parts) == 0 {
		return nil, false
	}
	switch parts[0] {
	case "time":
		return number(uint64(s.start.UnixNano())), true
	case "size":
		return number(uint64(len(s.exchange.Request.Body))), true
	case "protocol":
		return []byte(protocolName(s.client.protocol)), true
	case "duration":
		return number(uint64(max(time.Since(s.start), 1))), s.logging
	case "headers":
		return fromHeaders(s.readable(RequestHeaders), parts[1:])
	}
	name, ok := requestFields[parts[0]]
	if !ok {
		return nil, false
	}
	value, ok := fromHeaders(s.readable(RequestHeaders), []string{name})
	path, query, _ := strings.Cut(string(value), "?")
	switch parts[0] {
	case "url_path":
		value = []byte(path)
	case "query":
		value = []byte(query)
	}
	return value, ok
}

func (s *Stream) responseProperty(parts []string) ([]byte, bool) {
	if len(parts) == 0 {
		return nil, false
	}
	switch parts[0] {
	case "code":
		return number(uint64(s.code)), s.code != 0
	case "code_details":
		if s.details == nil {
			return nil, false
		}
		return []byte(*s.details), true
	case "flags":
		return number(0), true
	case "headers":
		return fromHeaders(s.readable(ResponseHeaders), parts[1:])
	case "trailers":
		return fromHeaders(s.readable(ResponseTrailers), parts[1:])
	}
	return nil, false
}

func fromHeaders(h *Headers, name []string) ([]byte, bool) {
	if h == nil || len(name) != 1 {
		return nil, false
	}
	value, ok := h.Joined(name[0])
	return []byte(value), ok
}

func protocolName(protocol string) string {
	if protocol == "h2" {
		return "HTTP/2"
	}
	return strings.ToUpper(protocol)
}

func number(n uint64) []byte { return binary.LittleEndian.AppendUint64(nil, n) }
