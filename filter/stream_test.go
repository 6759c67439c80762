package filter

import (
	"strings"
	"testing"
)

func TestOtherStatusesPassUntouched(t *testing.T) {
	h := newDouble("503", [2]string{"x-powered-by", "Express"}, [2]string{"content-length", "4"})
	var s Stream
	s.Reset(mustNew(t, ""))
	h.headers(&s, false)
	h.body(&s, "boom", false)
	h.end(&s, [2]string{"x-trailer", "t"})
	s.OnDone(h)
	want(t, "client", h.client.String(), ":status: 503\nx-powered-by: Express\ncontent-length: 4\nboomx-trailer: t\n")
	want(t, "host calls", h.calls, 1)
	want(t, "records", len(h.logged), 0)
}

func TestMaskedAnswer(t *testing.T) {
	h := newDouble("500", [2]string{"content-type", "text/html"}, [2]string{"content-length", "12"}, [2]string{"set-cookie", "a=1"},
		[2]string{"etag", `"x"`}, [2]string{"set-cookie", "b=2"}, [2]string{"x-debug-token", "t"}, [2]string{"retry-after", "3"})
	var s Stream
	s.Reset(mustNew(t, ""))
	h.headers(&s, false)
	h.body(&s, "Error: ", false)
	h.body(&s, "", false)
	h.body(&s, "boom", false)
	h.end(&s, [2]string{"x-trailer", "boom"})
	s.OnDone(h)
	want(t, "client", h.client.String(), ":status: 500\ncontent-length: 34\nset-cookie: a=1\nset-cookie: b=2\nretry-after: 3\ncache-control: no-store\n"+
		"content-type: application/json\n{\"error\": \"Internal Server Error\"}")
	want[any](t, "content", member(t, h.logged[0], "http.response.body.content"), "Error: boom")
}

func TestLengthOnlyWhereTheUpstreamGaveOne(t *testing.T) {
	for length, expected := range map[string]bool{"": false, "0": false, "00": false, "1": true, "10": true} {
		h := newDouble("500", [2]string{"content-length", length})
		run(t, mustNew(t, ""), h, "x")
		want(t, "length "+length, strings.Contains(h.client.String(), "content-length: 34\n"), expected)
		want(t, "lengths", strings.Count(h.client.String(), "content-length"), map[bool]int{true: 1}[expected])
	}
}

func TestAnswerWithoutBodyBecomesALocalReply(t *testing.T) {
	h := newDouble("500", [2]string{"content-length", "0"}, [2]string{"set-cookie", "a=1"}, [2]string{"set-cookie", "b=2"}, [2]string{"x-runtime", "1"},
		[2]string{"transfer-encoding", "chunked"})
	run(t, mustNew(t, ""), h)
	want(t, "replied", h.replied, true)
	want(t, "client", h.client.String(), "set-cookie: a=1\nset-cookie: b=2\ncache-control: no-store\ncontent-type: application/json\n{\"error\": \"Internal Server Error\"}")
	// The local reply wipes the details out, so they must have been read before it.
	want[any](t, "details", member(t, h.logged[0], "envoy.code_details"), "via_upstream")
}

func TestDetailsOfALocalReplyAreReadBeforeIt(t *testing.T) {
	h := newDouble("500")
	var s Stream
	s.Reset(mustNew(t, ""))
	h.headers(&s, true)
	h.properties[CodeDetails] = ""
	s.OnDone(h)
	want[any](t, "details", member(t, h.logged[0], "envoy.code_details"), "via_upstream")
}

func TestGRPCPasses(t *testing.T) {
	for contentType, passes := range map[string]bool{
		"application/grpc": true, "application/grpc+proto": true, "Application/gRPC; x=y": true,
		"application/grpc-web": false, "application/grpcish": false, "application/json": false, "": false,
	} {
		h := newDouble("500", [2]string{"content-type", contentType})
		run(t, mustNew(t, ""), h, "boom")
		want(t, contentType+" passes", strings.HasSuffix(h.client.String(), "boom"), passes)
		want(t, contentType+" records", len(h.logged), map[bool]int{false: 1}[passes])
	}
}

func TestEmptyGenericBody(t *testing.T) {
	h := newDouble("500", [2]string{"content-type", "text/html"}, [2]string{"content-length", "4"})
	run(t, mustNew(t, `{"response": {"body": ""}}`), h, "boom", "boom")
	want(t, "client", h.client.String(), ":status: 500\ncontent-length: 0\ncache-control: no-store\n")
}

func TestHeaderPolicy(t *testing.T) {
	gone := "content-type content-length content-encoding content-language content-location content-disposition content-range accept-ranges " +
		"content-md5 digest content-digest repr-digest etag last-modified trailer connection keep-alive proxy-connection transfer-encoding upgrade te " +
		"server server-timing sourcemap x-sourcemap x-runtime x-generator x-application-context grpc-message grpc-status-details-bin " +
		"x-powered-by x-powered-cms x-aspnet-version x-aspnetmvc-version x-debug-token x-debug-token-link x-exception x-exception-class x-error " +
		"x-error-message x-stacktrace x-stack-trace"
	kept := "set-cookie retry-after www-authenticate proxy-authenticate access-control-allow-origin access-control-expose-headers vary link date via age expires " +
		"x-request-id x-correlation-id x-b3-traceid traceresponse strict-transport-security content-security-policy x-content-type-options x-frame-options " +
		"x-envoy-upstream-service-time x-ratelimit-remaining location allow"
	for names, stays := range map[string]bool{gone: false, kept: true} {
		for _, name := range strings.Fields(names) {
			h := newDouble("500", [2]string{name, "the-value"})
			run(t, mustNew(t, ""), h, "boom")
			want(t, name+" stays", strings.Contains(h.client.String(), name+": the-value"), stays)
		}
	}
}

func TestCacheControlStays(t *testing.T) {
	h := newDouble("500", [2]string{"cache-control", "private, max-age=3"})
	run(t, mustNew(t, ""), h, "boom")
	want(t, "cache-control", strings.Count(h.client.String(), "cache-control"), 1)
	want(t, "its value", strings.Contains(h.client.String(), "cache-control: private, max-age=3\n"), true)
}

// TestUnreadableStatusIsMasked: it might be one that must not be shown.
func TestUnreadableStatusIsMasked(t *testing.T) {
	h := newDouble("500")
	h.response = h.response[1:]
	run(t, mustNew(t, ""), h, "boom")
	want(t, "shown", strings.Contains(h.client.String(), "boom"), false)
	want(t, "records", len(h.logged), 1)
}

func TestModeOffPassesWhatCannotBeRead(t *testing.T) {
	h := newDouble("500")
	h.response = h.response[1:]
	run(t, mustNew(t, `{"mode": "off"}`), h, "boom")
	want(t, "client", h.client.String(), "boom")
}

func TestOneRecordForEachStream(t *testing.T) {
	h := newDouble("500")
	var s Stream
	s.Reset(mustNew(t, ""))
	h.headers(&s, false)
	h.body(&s, "boom", true)
	s.OnDone(h)
	s.OnDone(h)
	want(t, "records", len(h.logged), 1)
}

func TestStreamsDoNotMix(t *testing.T) {
	f := mustNew(t, "")
	first := newDouble("500", [2]string{"content-type", "text/html"}, [2]string{"content-encoding", "identity"})
	run(t, f, first, strings.Repeat("first", 5000))
	second := newDouble("500")
	run(t, f, second, "second")
	want[any](t, "content", member(t, second.logged[0], "http.response.body.content"), "second")
	want[any](t, "content type", member(t, second.logged[0], "http.response.header.content_type"), nil)
	want[any](t, "truncated", member(t, second.logged[0], "http.response.body.truncated"), nil)
}

func TestZeroStreamPassesEverything(t *testing.T) {
	h := newDouble("500")
	var s Stream
	h.headers(&s, false)
	h.body(&s, "boom", false)
	h.end(&s)
	s.OnDone(h)
	want(t, "client", h.client.String(), ":status: 500\nboom")
}
