package diagnose

import (
	"strings"
	"testing"
)

// bodies are of the kinds that a masked answer usually has.
var bodies = []struct{ name, contentType, body string }{
	{"express", "text/html", "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Error</title>\n</head>\n<body>\n<pre>TypeError: Cannot read properties of undefined (reading &#39;name&#39;)<br> &nbsp; &nbsp;at show (/app/src/users.js:14:22)" +
		strings.Repeat("<br> &nbsp; &nbsp;at Layer.handle [as handle_request] (/app/node_modules/express/lib/router/layer.js:95:5)", 8) + "</pre>\n</body>\n</html>\n"},
	{"java", "text/plain", javaTrace(8)},
	{"java-long", "text/plain", javaTrace(80)},
	{"json", "application/json", `{"timestamp":"2031-04-02T09:31:55.640+00:00","status":500,"error":"Internal Server Error","trace":"` +
		strings.NewReplacer("\n", `\r\n`, "\t", `\t`).Replace(javaTrace(6)) + `","message":"boom","path":"/parcels/7/quote"}`},
	{"bare", "application/json", `{"error":"Something went wrong","code":500,"requestId":"0a1b2c3d"}`},
	{"nginx", "text/html", "<html>\r\n<head><title>500 Internal Server Error</title></head>\r\n<body>\r\n<center><h1>500 Internal Server Error</h1></center>\r\n<hr><center>nginx/1.25.3</center>\r\n</body>\r\n</html>\r\n"},
}

func javaTrace(frames int) string {
	return "java.lang.IllegalStateException: order 4711 could not be saved\n\tat com.acme.Orders.save(Orders.java:12)\n" +
		strings.Repeat("\tat org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1065)\n", frames) +
		"Caused by: org.postgresql.util.PSQLException: ERROR: deadlock detected\n\tat org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2725)\n\t... 12 more\n"
}

func BenchmarkParse(b *testing.B) {
	for _, c := range bodies {
		b.Run(c.name, func(b *testing.B) {
			var p Parser
			body := []byte(c.body)
			b.ReportAllocs()
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				Fingerprint(p.Parse(c.contentType, body))
			}
		})
	}
}
