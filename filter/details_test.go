package filter

import (
	"fmt"
	"strings"
	"testing"
)

// TestWhatTellsOfTheErrorIsRecorded: an application may put all that it says of an error into a header or a trailer.
func TestWhatTellsOfTheErrorIsRecorded(t *testing.T) {
	h := newDouble("500", [2]string{"x-error-message", "ORA-00942"}, [2]string{"x-debug-a", "1"}, [2]string{"x-debug-a", "2"}, [2]string{"x-powered-by", "Express"},
		[2]string{"set-cookie", "sid=1"})
	var s Stream
	s.Reset(mustNew(t, ""))
	h.headers(&s, false)
	h.body(&s, "boom", false)
	h.end(&s, [2]string{"grpc-message", "panic: nil"}, [2]string{"x\"y", "z"})
	s.OnDone(h)
	got := members(t, h.logged[0])
	want[any](t, "header", got["http.response.header.x_error_message"], "ORA-00942")
	want[any](t, "repeated header", got["http.response.header.x_debug_a"], "1, 2")
	want[any](t, "technology", got["http.response.header.x_powered_by"], nil)
	want[any](t, "cookie", got["http.response.header.set_cookie"], nil)
	want[any](t, "trailer", got["http.response.trailer.grpc_message"], "panic: nil")
	want[any](t, "trailer with a strange name", got[`http.response.trailer.x"y`], "z")
}

// TestDetailsAreBounded: many and long ones neither lengthen the record beyond its limit nor push the body out of it.
func TestDetailsAreBounded(t *testing.T) {
	for _, character := range []string{"x", "\x01"} {
		var headers [][2]string
		for i := range 100 {
			headers = append(headers, [2]string{"x-error-" + fmt.Sprintf("%03d", i), strings.Repeat(character, 70000)})
		}
		h := newDouble("500", headers...)
		run(t, mustNew(t, ""), h, strings.Repeat(character+" ", 35000))
		checkLine(t, h.logged[0])
		if size := len(h.logged[0]); size > lineBudget || size < lineBudget/2 {
			t.Errorf("%q: a record of %d bytes", character, size)
		}
	}
}
