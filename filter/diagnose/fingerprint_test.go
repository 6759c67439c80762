package diagnose

import (
	"strings"
	"testing"
)

func fingerprintOf(body string) uint64 {
	var p Parser
	return Fingerprint(p.Parse("", []byte(body)))
}

// TestSameBug: each line holds bodies of one bug, separated by " | ".
func TestSameBug(t *testing.T) {
	for _, line := range []string{
		"Error: user 17 not found | Error: user 99182 not found",
		"Error: no order 1b4e28ba-2fa1-11d2-883f-0016d3cca427 | Error: no order 6fa459ea-ee8a-3ca4-894e-db77e160355e",
		"Error: getaddrinfo ENOTFOUND api.example.com | Error: getaddrinfo ENOTFOUND db-2.internal.example",
		"Error: connect ECONNREFUSED 10.0.0.1:5432 | Error: connect ECONNREFUSED [fd00::1]:5432",
		`{"message":"cannot parse \"abc\""} | {"message":"cannot parse \"xyz 17\""}`,
		"open /srv/upload-8a7f/x.csv: no space left on device | open /srv/var/y: no space left on device",
		"Error: lock 0x7f001c taken at 2031-04-02T09:31:55.640Z | Error: lock 0x55dead taken at 2030-01-01T00:00:00Z",
		"deadlock detected in block deadbeef | deadlock detected in block facade0b",
		"a.B: x\n\tat a.B$$Lambda$14/0x0000000800c03000.run(B.java:1) | a.B: x\n\tat a.B$$Lambda$977/0x00007f1c2a0d8f60.run(B.java:20)",
		"a.B: x\n\tat a.B$$EnhancerBySpringCGLIB$$1f2e3d4c.run(B.java:1) | a.B: x\n\tat a.B$$EnhancerBySpringCGLIB$$aabbccdd.run(B.java:9)",
		"TypeError: x\n    at f (/app/dist/main.8f3c2a1b.js:1:2345) | TypeError: x\n    at f (/app/dist/main.07d2e19c.js:1:999)",
		"TypeError: x\n    at /app/dist/main.8f3c2a1b.js:1:2345 | TypeError: x\n    at /app/dist/main.07d2e19c.js:1:999",
	} {
		same := strings.Split(strings.ReplaceAll(line, `\n`, "\n"), " | ")
		if fingerprintOf(same[0]) != fingerprintOf(same[1]) {
			t.Errorf("one bug, two fingerprints:\n%s\n%s", same[0], same[1])
		}
	}
}

// TestOtherBug: all of these differ.
func TestOtherBug(t *testing.T) {
	seen := map[uint64]string{}
	for _, body := range []string{
		"", "Error: user 17 not found", "Error: user 17 not allowed", "TypeError: user 17 not found", `{"message":"user 17 not found"}`, "Service busy", "Service gone",
		"a.B: x\n\tat a.C.run(C.java:1)", "a.B: x\n\tat a.C.stop(C.java:1)", "a.D: x\n\tat a.C.run(C.java:1)", "a.B: ENOSPC: x\n\tat a.C.run(C.java:1)", "a.B: EACCES: x\n\tat a.C.run(C.java:1)",
		`ERROR: column "price" does not exist`, `ERROR: column "cost" does not exist`, "TypeError: x\n    at /app/users.js:1:2", "TypeError: x\n    at /app/orders.js:1:2",
		"Traceback (most recent call last):\n  File \"/app/a.py\", line 3, in get\nKeyError: 'k'\n", "Traceback (most recent call last):\n  File \"/app/b.py\", line 3, in put\nKeyError: 'k'\n",
	} {
		if other, ok := seen[fingerprintOf(body)]; ok {
			t.Errorf("two bugs, one fingerprint:\n%s\n%s", other, body)
		}
		seen[fingerprintOf(body)] = body
	}
}

// TestFrozen: these numbers are in operators' alerts. Never change one: a change of the code that changes one is wrong.
func TestFrozen(t *testing.T) {
	for body, want := range map[string]uint64{
		"Internal Server Error":          0x21e3a9e0034fdbe7,
		"Error: user 17 not found":       0x6cce649d888c489e,
		"ERROR:  deadlock detected":      0x8705becd4af05104,
		`{"message":"no seat in row 7"}`: 0x0b5533cb6e68cac1,
		"java.lang.IllegalStateException: order 4711\n\tat com.acme.Orders.save(Orders.java:12)\n\tat java.base/java.lang.Thread.run(Thread.java:840)\n":             0xf5c82b2716b4ce04,
		"TypeError: Cannot read properties of undefined (reading 'name')\n    at show (/app/src/users.js:14:22)\n    at /app/node_modules/express/lib/router.js:1:1": 0x0726c80fa2671615,
		"Traceback (most recent call last):\n  File \"/app/views.py\", line 3, in get\nKeyError: 'k'\n":                                                              0xa23137e0570a68dc,
		"panic: boom\n\ngoroutine 1 [running]:\nmain.f(0x1)\n\t/app/main.go:3 +0x1\n":                                                                                0xa74278e31c213dec,
	} {
		if got := fingerprintOf(body); got != want {
			t.Errorf("%#x, frozen is %#x, of\n%s", got, want, body)
		}
	}
}
