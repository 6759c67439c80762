package redact

import (
	"strings"
	"testing"
)

// hostile texts ask for as many looks ahead and back as possible.
var hostile = []string{
	"a", "aaaa ", " ", "=", ":", "token=", "token: ", "token:", `"token":`, `"token":"`, `token="`, "token='", "token=(", "token=[", `token=["",`,
	"token=Some(", "password: is ", "password: is required ", "<token>", "<token ", "<token><a>", "<token><![CDATA[", "&lt;token&gt;", "&lt;", "&amp;", "&", "&quot;",
	"</td>", "token</td>", "token</td><", "token</td><b>", "://", "://a:", "://a:b/", "://a:b@", "@", "a@", "a:b@(", "@tcp(", "thin:a/b@", "-", "--", "--token ", "-----BEGIN ",
	"-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\n", "eyJ", "eyJ-", "eyJ.", "eyJhbGciOiJI.", "eyJhbGciOiJI.abcd.", "Bearer ", "Bearer a", "Basic ", "Basic YTpi", "Bearer+", "Basic+", "Basic+YTpi+", "pypi-", "ghs_.", "ya29.", "hvs.", "xapp-", ".",
	"sk-", "sk-a-", "SG.", "SG.a.", "whsec_", "whsec_+", "4", "4111 ", "4111-", "4111111111111111 ", `\`, `\\`, `\"`, `"`, `'`, `''`, "`", "\\n", `\u0022`, "%", "%3D",
	"token%3D", "%74oken=", "%74", "[", "]", "[redacted ", "[redacted token 3 #abcdef]", "…", "…[9 bytes cut]… ", "…[9 bytes cut]… A\n", "name=\"token\"", "name=token value=",
	`"loc":["token`, "token=a,", "token=a;b", "token=a&b", "token=a&", "token=;", ";token=a b", "token=>\n", "token=>string(1) \"", "\n", "\r", "\x00", "\xff", "token_value_", "token_2", "s",
	"key_", "token = '", "Authorization: Bearer ", "Authorization: [", "Cookie: a", "Cookie: a\n", "password: a\\", "password: a\\\\n", "{", "}",
	"(token)values('", "(token)values('a',", "(token)values(a,", "(a,token)values('a','b'),(", "values(", "),(", " values (", ")values (", " '", "PASSWORD '", "identified by '", "= '",
	"credentials: {", `"credentials":{"a":"b",`, `"tokens":[{`, `"a":"b",`, `"a":[`, `"tokens":[` + "\n", "password: |\n ", "password: |\n", "- token: >\n  a\n", "password=secret&", "token\\u003d", "token\\\\u003a ", "\\u003d",
	"curl -u a:", "-p ", "curl -u ", "-pa ", "--user a", "\"--token\", ", "(\"token\", ", "{token,\"", "token is ", "token to of as ", "password (", "AUTH ", "identified by ", "%40", "%3A%40", "IDENTIFIED BY ", "-> ", "token -> ",
	"token | ", "| ", "token\t", "│", "token│", "\x1b[", "\x1b[1m", "token\x1b[1m", "[1m", "1;1;m", "token=\x1b[1m", "<b>", "token:<b>", "token</b>: ", "</b>", "token</dt>", "</name>",
	"<a name=\"token\">", "name=token>", "name=token>a", "<v", "name=token><v", "<token>\n", "<token>\n</", "\"value\":\"a\",", "\"value\":\"a\",\"path\":", "value: ", "://aaaaaaaaaaaaaaaaaaaa1@", "token={", ";token={", "rejected value [", "password!=", "?code=",
	"(token)values(?)", "(token)values(?) params: [", "values(?)[", "(token)values(a", "password('", "login('", "login('a',", "\"token\":{", "\"token\":{\"old\":\"", "-----BEGIN PRIVATE KEY-----<", "<br>-----",
	"Cookie(", "Cookie(a,", "Cookie[a,", "Cookie()", "Cookie(\n", "Cookie('", "token was ", "token for bob was ", "' for key '", "a' for key 'token' ", `"token" is "`, `"token" with value `, ":token \"", ":a/b ", "{:", "session id ",
	"session {id:", "id=", "\n  a [input_value='", "token\n [input_value='", "parameters: $1 = '", "$1 = ", "token=<<", "token=<<\"", "\\u003ctoken\\u003e", "\\u003c", "token=\\u003e", `\&quot;`, `token\&quot;:\&quot;`, "token=\"<a ", "key=\"<a ", "token: '<b>", "key '", "code=", "key=",
	"a1B2c3D4e5", "Zt4kQ9vXw2L/", "Zt4kQ9vXw2-", "cus_Zt4kQ9vXw2 ", "a!B1", "a!", "a&amp;B1", "&amp;a", "a#", "1234 ", "code 1234 ", "your code 1234-1234", "1234-", "12345678", "code ",
	"&amp;amp;", `\&`, `\\&amp;#34;`, "name=\"token\"\r\n\r\n", `name=\"token\"\r\n\r\n`, "password -\\u003e ", "token:a\":", "password a&", "array ( 0 => '", "token => array ( 0 => 'a', ", `<<"token">> => `, `>>`, "crypt(", "crypt(a, ", `"card":{"number":`, `number":4929114870032651`,
}

// TestTimeIsLinear counts the bytes that are looked at besides those of the one pass: no more than a small number for each byte of a text,
// however long it is.
func TestTimeIsLinear(t *testing.T) {
	r := New(Options{Key: testKey, Email: true})
	worst := 0.0
	for _, piece := range hostile {
		for _, before := range []string{"", "token=\"", "-----BEGIN PRIVATE KEY-----", "<token>", "token: is ", "://a:b", `"credentials":{`, "(token)values("} {
			text := before + strings.Repeat(piece, 1<<17/len(piece)) + " \"."
			s := scan{r: r, text: []byte(text)}
			s.look(0)
			each := float64(s.looked) / float64(len(text))
			worst = max(worst, each)
			if each > 100 {
				t.Errorf("%q and then %q: %.1f looks for each byte", before, piece, each)
			}
		}
	}
	t.Logf("%.1f looks for a byte at the most", worst)
}

func TestUsualTextsAllocateNothing(t *testing.T) {
	r := New(Options{Key: testKey})
	dst := make([]byte, 0, 1<<16)
	for name, text := range benchmarks {
		body := []byte(text)
		if n := testing.AllocsPerRun(100, func() {
			dst = r.Append(dst[:0], body)
			dst = r.AppendQuery(dst, body)
			dst = r.AppendTail(dst, body)
		}); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

const trace = `java.lang.IllegalStateException: Could not open the session for user 42
	at com.example.shop.checkout.CheckoutService.pay(CheckoutService.java:123)
	at com.example.shop.checkout.CheckoutController.post(CheckoutController.java:45)
	at java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)
Caused by: org.postgresql.util.PSQLException: FATAL: password authentication failed for user "shop"
	at org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:693)
	at org.postgresql.Driver.connect(Driver.java:259)
`

const stack = `Error: connect ECONNREFUSED 10.0.0.1:5432
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)
    at async Pool.connect (/srv/app/node_modules/pg-pool/index.js:45:11)
    at async CheckoutService.reserve (/srv/app/src/checkout/service.js:88:23)
    at async /srv/app/src/checkout/routes.js:31:19
    at Layer.handle [as handle_request] (/srv/app/node_modules/express/lib/router/layer.js:95:5)
`

var benchmarks = map[string]string{
	"node":   strings.Repeat(stack, 3)[:1024],
	"trace":  strings.Repeat(trace, 2)[:1024],
	"json":   strings.Repeat(`{"error":{"code":"E42","message":"could not reserve","id":"550e8400-e29b-41d4-a716-446655440000"},"items":[1,2,3]},`, 10)[:1024],
	"secret": strings.Repeat(`{"user":"bob","password":"hunter2","url":"postgres://a:b@c/d","note":"Bearer abc123def"} `, 12)[:1024],
	"words":  strings.Repeat("the quick brown fox jumps over the lazy dog ", 24)[:1024],
}

func BenchmarkAppend(b *testing.B) {
	r := New(Options{Key: testKey})
	for name, text := range benchmarks {
		b.Run(name, func(b *testing.B) {
			body, dst := []byte(text), make([]byte, 0, 4096)
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				dst = r.Append(dst[:0], body)
			}
		})
	}
}
