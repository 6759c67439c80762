package host_test

import (
	"strings"
	"testing"

	"errormask/test/proxy"
	"errormask/test/scenario"
)

// TestWhatACallbackMayRead compares with what the same guest read in Envoy 1.40.
func TestWhatACallbackMayRead(t *testing.T) {
	plugin := newPlugin(t, newVM(t, guest(t, "probe")), "mine")
	r := probe(t, plugin, "nothing")

	headers := line(t, r, "response headers end=false conf=mine")
	wantIn(t, headers,
		`request: [] error status returned by host: not found`,
		`response: [[":status" "500"] ["x-probe" "nothing"] ["content-length" "6"] ["x-envoy-upstream-service-time" "0"]] <nil>`,
		`trailers: [] error status returned by host: not found`,
		`body: "" error status returned by host: not found`,
		`:path header: "" error status returned by host: bad argument`,
		`request.path: "" error status returned by host: not found`,
		`request.duration: "" error status returned by host: not found`,
		`response.code: "\xf4\x01\x00\x00\x00\x00\x00\x00" <nil>`,
		`response.code_details: "via_upstream" <nil>`,
		`xds.route_name: "scenario" <nil>`,
		`xds.cluster_name: "upstream" <nil>`,
		`upstream.address: "127.0.0.1:8080" <nil>`,
		`connection.mtls: "\x00" <nil>`,
		`no.such: "" error status returned by host: not found`)
}

func TestWhatTheBodyCallbackMayRead(t *testing.T) {
	plugin := newPlugin(t, newVM(t, guest(t, "probe")), "")
	x := exchange("nothing")
	x.Upstream.Steps = []scenario.Step{{Data: []byte("abcdef")}}
	r := proxy.Run(x, scenario.Options{}, proxy.EmptyEnds, plugin.Open)
	wantIn(t, line(t, r, "response body size=6 end=false"),
		`request: [] error status returned by host: not found`,
		`response: [] error status returned by host: not found`,
		`body: "abcdef" <nil>`,
		`response.headers.content-type: "" error status returned by host: not found`,
		`response.code_details: "via_upstream" <nil>`)
	wantIn(t, line(t, r, "response body size=0 end=true"), `body: "" error status returned by host: not found`)
}

func TestWhatTheLogCallbackMayRead(t *testing.T) {
	plugin := newPlugin(t, newVM(t, guest(t, "probe")), "")
	x := exchange("nothing")
	x.Upstream.Headers = x.Upstream.Headers[:1]
	x.Upstream.Framing = scenario.Chunked
	x.Upstream.Trailers = []scenario.Header{{"x-t", "1"}}
	r := proxy.Run(x, scenario.Options{}, proxy.LastEnds, plugin.Open)
	wantIn(t, line(t, r, "log"),
		`request: [[":authority" "shop.example"] [":path" "/shop?a=1"] [":method" "GET"] [":scheme" "http"] ["user-agent" "test"] ["x-forwarded-proto" "http"]`,
		`response: [[":status" "500"] ["x-probe" "nothing"] ["x-envoy-upstream-service-time" "0"] ["date" "`,
		`trailers: [["x-t" "1"]] <nil>`,
		`body: "" error status returned by host: not found`,
		`:path header: "/shop?a=1" <nil>`,
		`request.path: "/shop?a=1" <nil>`,
		`request.method: "GET" <nil>`,
		`request.host: "shop.example" <nil>`,
		`request.duration: number true`,
		`request.headers.user-agent: "test" <nil>`)
	for _, l := range r.Lines {
		if strings.HasPrefix(l.Text, "response body") && strings.Contains(l.Text, "end=true") {
			t.Errorf("end_of_stream in a body callback, although trailers follow: %s", l.Text)
		}
	}
}

func TestEditsOutsideOfTheirCallback(t *testing.T) {
	plugin := newPlugin(t, newVM(t, guest(t, "probe")), "")
	for _, command := range []string{"edit-request", "edit-trailers", "edit-body"} {
		r := probe(t, plugin, command)
		if got, want := line(t, r, "edit: "), "edit: error status returned by host: bad argument"; got != want {
			t.Errorf("%s: %s, want %s", command, got, want)
		}
		if string(r.Answer.Body) != "abcdef" || r.Answer.Status != 500 || !r.Answer.Complete {
			t.Errorf("%s changed the answer: %+v", command, r.Answer)
		}
	}
}

func TestPropertyOfTheGuestsOwn(t *testing.T) {
	plugin := newPlugin(t, newVM(t, guest(t, "probe")), "")
	wantIn(t, line(t, probe(t, plugin, "set-property"), "log"), `probe.note: "noted" <nil>`)
	wantIn(t, line(t, probe(t, plugin, "nothing"), "log"), `probe.note: "" error status returned by host: not found`)
}
