package envoytest

import "testing"

func TestTrouble(t *testing.T) {
	const at = "[2026-01-02 03:04:05.678][12]"
	for line, trouble := range map[string]bool{
		at + "[error][wasm] [x.cc:1] wasm log a a errormask: {\"timestamp\":\"2026-01-02T03:04:05Z\"}":               false,
		at + "[critical][wasm] [x.cc:1] wasm log a a errormask: {\"timestamp\":\"2026-01-02T03:04:05Z\"}":            false,
		at + "[critical][wasm] [x.cc:1] wasm log errormask: {\"timestamp\":\"2026-01-02T03:04:05Z\"}":                false,
		at + "[critical][wasm] [x.cc:1] wasm log a errormask: errormask: configuration refused: not JSON":            false,
		at + "[critical][wasm] [x.cc:1] Plugin a failed to load":                                                     false,
		at + "[critical][wasm] [x.cc:1] wasm log a a errormask: something else":                                      true,
		at + "[critical][assert] [x.cc:1] assert failure: x":                                                         true,
		at + "[error][wasm] [x.cc:1] Function: proxy_on_response_headers failed: Uncaught RuntimeError: unreachable": true,
		"panic: runtime error: index out of range":                                                                   true,
	} {
		got := troubleIn("an innocent line\n" + line + "\n")
		if got != "" != trouble {
			t.Errorf("%s\nis trouble: %t, want %t", line, got != "", trouble)
		}
	}
}
