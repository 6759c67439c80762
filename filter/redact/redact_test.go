package redact

import (
	"bytes"
	"strings"
	"testing"
)

// redacted is the text without digests.
func redacted(o Options, text string) string {
	o.Key = testKey
	return withoutDigests(New(o).Append(nil, []byte(text)))
}

func TestAppendAppends(t *testing.T) {
	r := New(Options{Key: testKey})
	got := r.Append([]byte("before "), []byte("nothing here"))
	if string(got) != "before nothing here" {
		t.Errorf("got %q", got)
	}
	if got := r.Append(nil, nil); got != nil {
		t.Errorf("of nothing: got %q", got)
	}
}

// TestDigest: equal values can be told from different ones, wherever they stand, and only with the same key.
func TestDigest(t *testing.T) {
	const text = "password=hunter2\n{\"token\":\"hunter2\"}\nsecret: hunter3"
	got := string(New(Options{Key: testKey}).Append(nil, []byte(text)))
	digests := digests.FindAllString(got, -1)
	if len(digests) != 3 || digests[0] != digests[1] || digests[0] == digests[2] {
		t.Errorf("got %s", got)
	}
	if other := string(New(Options{Key: [16]byte{1}}).Append(nil, []byte(text))); other == got {
		t.Errorf("another key gives the same: %s", other)
	}
}

// TestSipHash has vectors of the function's reference implementation, for the key 00 01 .. 0f and the text 00 01 ..
func TestSipHash(t *testing.T) {
	r := New(Options{Key: testKey})
	for n, want := range map[int]uint64{0: 0x726fdb47dd0e0e31, 1: 0x74f839c593dc67fd, 8: 0x93f5f5799a932462, 15: 0xa129ca6149be45e5} {
		if got := sipHash(r.k0, r.k1, []byte("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e")[:n]); got != want {
			t.Errorf("of %d bytes: got %x, want %x", n, got, want)
		}
	}
}

func TestKeys(t *testing.T) {
	keys := []string{"merchantPin", "IBAN", "x-tenant id", "contraseña", "line2", "", "--", strings.Repeat("k", 100)}
	for text, want := range map[string]string{
		`{"merchant_pin":"12"}`:       `{"merchant_pin":"[redacted merchant-pin 2 #]"}`,
		`the.merchant.pin=12`:         `the.merchant.pin=[redacted merchant-pin 2 #]`,
		`customerIban: DE12`:          `customerIban: [redacted iban 4 #]`,
		`caliban: DE12`:               `caliban: DE12`,
		`X-Tenant-ID: 7`:              `X-Tenant-ID: [redacted x-tenant-id 1 #]`,
		`contraseña=abc`:              `contraseña=[redacted contraseña 3 #]`,
		`{"line2":"x","line1":"y"}`:   `{"line2":"[redacted line2 1 #]","line1":"y"}`,
		`{"password":"x","iban":"y"}`: `{"password":"[redacted password 1 #]","iban":"[redacted iban 1 #]"}`,
	} {
		got := redacted(Options{Keys: keys}, text)
		if got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
		r := New(Options{Keys: keys, Key: testKey})
		once := r.Append(nil, []byte(text))
		if again := r.Append(nil, once); string(again) != string(once) {
			t.Errorf("%s became %s", once, again)
		}
	}
}

func TestEmail(t *testing.T) {
	for text, want := range map[string]string{
		`user bob@example.com not found`:            `user [redacted email 15 #] not found`,
		`{"email":"bob.x+y@mail.example.co.uk"}`:    `{"email":"[redacted email 26 #]"}`,
		`Bob <bob@example.com>.`:                    `Bob <[redacted email 15 #]>.`,
		`one\nbob@example.com.`:                     `one\n[redacted email 15 #].`,
		`at @Component, x@y, root@localhost, @x.io`: `at @Component, x@y, root@localhost, @x.io`,
		`pkg@1.2.3`: `pkg@1.2.3`,
	} {
		if got := redacted(Options{Email: true}, text); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
		if got := redacted(Options{}, text); got != text {
			t.Errorf("without the option: got %s", got)
		}
	}
}

func TestAppendQuery(t *testing.T) {
	r := New(Options{Key: testKey})
	for query, want := range map[string]string{
		"":                             "",
		"&":                            "&",
		"a=1&b=2":                      "a=1&b=2",
		"password=secret&token=token":  "password=[redacted password 6 #]&token=[redacted token 5 #]",
		"token=abc":                    "token=[redacted token 3 #]",
		"a=1&token=a;b,c d'e\"f&b=2":   "a=1&token=[redacted token 11 #]&b=2",
		"%74oken=abc&user[pin]=12":     "%74oken=[redacted token 3 #]&user[pin]=[redacted pin 2 #]",
		"api-key=a=b==&x":              "api-key=[redacted api-key 5 #]&x",
		"token=&password&secret=":      "token=&password&secret=",
		"sig=aB%2B":                    "sig=[redacted signature 5 #]",
		"authorization=Bearer+abc":     "authorization=Bearer+[redacted authorization 3 #]",
		"next=%2Fx%3Ftoken%3Dabc&y=1":  "next=%2Fx%3Ftoken%3D[redacted token 3 #]&y=1",
		"db=postgres://u:pw@h/x":       "db=postgres://u:[redacted password 2 #]@h/x",
		"card=4111111111111111&n=4111": "card=[redacted card 16 #]&n=4111",
		"token=[redacted token 3 #abcdef]&id=550e8400-e29b-41d4-a716-446655440000": "token=[redacted token 3 #]&id=550e8400-e29b-41d4-a716-446655440000",
		"token=null&name=password&value=x":                                         "token=null&name=password&value=x",
	} {
		got := r.AppendQuery(nil, []byte(query))
		if withoutDigests(got) != want {
			t.Errorf("%s: got %s, want %s", query, withoutDigests(got), want)
		}
		if again := r.AppendQuery(nil, got); !bytes.Equal(again, got) {
			t.Errorf("%s: %s became %s", query, got, again)
		}
	}
}

// TestCut: a cut may have divided a secret.
func TestCut(t *testing.T) {
	for text, want := range map[string]string{
		`{"token":"abc def …[9 bytes cut]… ghi jkl","x":1}`:          `{"token":"[redacted token 7 #] …[9 bytes cut]… [redacted cut 7 #]","x":1}`,
		`token=abc …[9 bytes cut]… ghi jkl`:                          `token=[redacted token 3 #] …[9 bytes cut]… [redacted cut 3 #] jkl`,
		`plain …[9 bytes cut]… text of words`:                        `plain …[9 bytes cut]… [redacted cut 4 #] of words`,
		`plain …[9 bytes cut]… , "a":1`:                              `plain …[9 bytes cut]… , "a":1`,
		"-----BEGIN PRIVATE KEY-----\nMII …[9 bytes cut]… x\nAB==\n": "[redacted private-key 31 #] …[9 bytes cut]… [redacted cut 1 #]\nAB==\n",
		"-----BEGIN PRIVATE KEY-----\nMII …[9 bytes cut]… x\nAB==\n-----END PRIVATE KEY-----\nand so on": "[redacted private-key 31 #] …[9 bytes cut]… " +
			"[redacted private-key 32 #]\nand so on",
		"… and …[x bytes cut]… are no marks": "… and …[x bytes cut]… are no marks",
	} {
		got := redacted(Options{}, text)
		if got != want {
			t.Errorf("%s:\n got  %s\n want %s", text, got, want)
		}
	}
	r := New(Options{Key: testKey})
	for tail, want := range map[string]string{
		"":                                "",
		"ter2\",\"user\":\"bob\"}":        "[redacted cut 4 #]\",\"user\":\"bob\"}",
		"\",\"user\":\"bob\"}":            "\",\"user\":\"bob\"}",
		" at x.js:1":                      " at x.js:1",
		"AB==\n-----END PRIVATE KEY-----": "[redacted private-key 30 #]",
		"x token=abc":                     "[redacted cut 1 #] token=[redacted token 3 #]",
	} {
		got := r.AppendTail(nil, []byte(tail))
		if withoutDigests(got) != want {
			t.Errorf("tail %s: got %s, want %s", tail, withoutDigests(got), want)
		}
		if again := r.AppendTail(nil, got); !bytes.Equal(again, got) {
			t.Errorf("tail %s: %s became %s", tail, got, again)
		}
	}
}

// TestLineEndsAndBytes has what a file of texts cannot show.
func TestLineEndsAndBytes(t *testing.T) {
	for text, want := range map[string]string{
		"Cookie: a=b\r\nX: y\r\n":                 "Cookie: [redacted cookie 3 #]\r\nX: y\r\n",
		"password=a\x00b":                         "password=[redacted password 1 #]\x00b",
		"\xff\xfepassword=\xff\xfe x":             "\xff\xfepassword=[redacted password 2 #] x",
		"name=\"password\"\r\n\r\nx y\r\n":        "name=\"password\"\r\n\r\n[redacted password 3 #]\r\n",
		"password:\r\n  next: 1":                  "password:\r\n  next: 1",
		"password=":                               "password=",
		"password=\"":                             "password=\"",
		"password: ":                              "password: ",
		"\"password\":\"":                         "\"password\":\"",
		"\x1b[36mtoken\x1b[0m=\x1b[32mx\x1b[0m y": "\x1b[36mtoken\x1b[0m=\x1b[32m[redacted token 1 #]\x1b[0m y",
		"\x1b[1mpin\x1b[22m: \x1b[33m12":          "\x1b[1mpin\x1b[22m: \x1b[33m[redacted pin 2 #]",
		"\x1b[31merror\x1b[0m: token expired":     "\x1b[31merror\x1b[0m: token expired",
		"password=`x y` z":                        "password=`[redacted password 3 #]` z",
	} {
		if got := redacted(Options{}, text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestMarkInHolder: the bracket of a mark is none of those that are counted.
func TestMarkInHolder(t *testing.T) {
	text := "creds: {" + strings.Repeat("[", deepestHolder-1) + " [redacted pin 2 #abcdef] x: 'y'"
	if got := redacted(Options{}, text); !strings.HasSuffix(got, " x: '[redacted credential 1 #]'") {
		t.Errorf("got %s", got)
	}
	text = strings.Replace(text, "[", "[[", 1)
	if got := redacted(Options{}, text); !strings.HasSuffix(got, " x: 'y'") {
		t.Errorf("deeper: got %s", got)
	}
}

// TestTwice has texts that once were redacted differently the second time, found by FuzzAgain.
func TestTwice(t *testing.T) {
	r := New(Options{Key: testKey, Email: true})
	for _, text := range []string{
		"session=eXpired: ", ">PASS</td><", "<Token>token=0<", "token: uneXpeCted  token: AA", `ConneCtionString:0= PAss=0 `, "<token=0>0 >0", `<token="<0">0`,
		`ConneCtionString:"=0"PAss=B"`, `<token=">"0`, "BAsiC 0zp000+BasiC+0zp000A", "ConneCtionString:0= PAss= ", "token=(token=0{", `<token a="x>y" pin="0">0`,
		"0@0.AA.eyJ0000000.0", "token=$AK" + "IAIOSFODNN7EXAMPLE", "<token=0\"0 >0", "<token=<00 >0", "<token=0\"0\"\">0", "0Cred:{00: [\"0\":B\"00", "0tokens : {0\": \"}0\"0:\"00",
	} {
		for name, redact := range map[string]func(dst, text []byte) []byte{"text": r.Append, "tail": r.AppendTail, "query": r.AppendQuery} {
			once := redact(nil, []byte(text))
			if twice := redact(nil, once); string(twice) != string(once) {
				t.Errorf("%s %s:\n once  %s\n twice %s", name, text, once, twice)
			}
		}
	}
}

// TestAForgedMarkShowsNothing: whoever writes what looks like a mark into a statement does not keep the secrets beside it from being hidden.
func TestAForgedMarkShowsNothing(t *testing.T) {
	r := New(Options{Key: testKey})
	for _, text := range []string{
		`INSERT INTO u (name, password, token) VALUES ('[redacted a 1 #000000]', 'sommerwind', 'herbst77')`,
		`INSERT INTO u (password, name, token) VALUES ('[redacted a 1 #000000]', 'sommerwind', 'herbst77')`,
		`INSERT INTO u (name, password, token) VALUES ('x [redacted a 1 #000000] y', 'sommerwind', 'herbst77')`,
	} {
		if got := string(r.Append(nil, []byte(text))); strings.Contains(got, "herbst77") {
			t.Errorf("%s\nbecame %s", text, got)
		}
	}
}
