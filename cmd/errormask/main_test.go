package main

import (
	"strings"
	"testing"
)

func TestDispatch(t *testing.T) {
	const help = "errormask keeps the details of server errors from clients and in the proxy's log.\n"
	for _, c := range []struct {
		args           string
		status         int
		stdout, stderr string // how they begin
	}{
		{"", exitUsage, "", help},
		{"help", exitOK, help, ""},
		{"--help", exitOK, help, ""},
		{"rnu", exitUsage, "", `errormask: unknown command "rnu": did you mean run?` + "\n"},
		{"rum", exitUsage, "", `errormask: unknown command "rum": did you mean run?` + "\n"},
		{"hepl", exitUsage, "", `errormask: unknown command "hepl": did you mean help?` + "\n"},
		{"deploy", exitUsage, "", `errormask: unknown command "deploy": errormask help lists the commands` + "\n"},
		{"help run", exitOK, "usage: errormask run [flags]\n", ""},
		{"help rnu", exitUsage, "", `errormask: unknown command "rnu": did you mean run?` + "\n"},
		{"help help", exitOK, help, ""},
		{"run -h", exitOK, "usage: errormask run [flags]\n", ""},
		{"run --prt 1", exitUsage, "", "errormask run: there is no flag --prt, did you mean --port?: errormask run -h shows the flags\n"},
		{"run --speed 1", exitUsage, "", "errormask run: there is no flag --speed: errormask run -h shows the flags\n"},
		{"run --port x", exitUsage, "", "errormask run: --port \"x\": want a whole number: errormask run -h shows the flags\n"},
		{"run --port 99999999999999999999", exitUsage, "", `errormask run: --port "99999999999999999999": want a whole number: errormask run -h`},
		{"run --port", exitUsage, "", "errormask run: --port needs a value: errormask run -h shows the flags\n"},
		{"check --json=maybe", exitUsage, "", `errormask check: --json "maybe": want true or false, or no value: errormask check -h`},
		{"try -H x", exitUsage, "", `errormask try: -H "x": want a header such as "Content-Type: text/html": errormask try -h`},
		{"run --port 70000", exitUsage, "", "errormask run: port 70000: want one from 0 to 65535: errormask run -h"},
		{"run --\x1b[5m", exitUsage, "", `errormask run: there is no flag --\x1b[5m: errormask run -h`},
		{"run fast", exitUsage, "", `errormask run: unexpected argument "fast": errormask run -h`},
		{"run --port 0 -- --port", exitUsage, "", `errormask run: unexpected argument "--port": errormask run -h`},
	} {
		var stdout, stderr strings.Builder
		status := dispatch(t.Context(), strings.Fields(c.args), &stdout, &stderr)
		if status != c.status {
			t.Errorf("errormask %s: status %d, want %d", c.args, status, c.status)
		}
		for _, stream := range []struct{ name, got, want string }{{"stdout", stdout.String(), c.stdout}, {"stderr", stderr.String(), c.stderr}} {
			if !strings.HasPrefix(stream.got, stream.want) || stream.want == "" && stream.got != "" {
				t.Errorf("errormask %s: %s is\n%s\nwant it to begin with\n%s", c.args, stream.name, stream.got, stream.want)
			}
		}
	}
}
