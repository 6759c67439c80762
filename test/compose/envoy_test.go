package compose

import (
	"net"
	"os"
	"strings"
	"testing"

	"errormask/test/realenvoy"
	"errormask/test/realenvoy/envoytest"
)

// place is where something of envoy.yaml is here instead of in a container.
type place struct{ there, here string }

// places are all that differs here: addresses, and the file of the filter.
func places(t *testing.T, shop string) []place {
	t.Helper()
	host, port, err := net.SplitHostPort(shop)
	if err != nil {
		t.Fatal(err)
	}
	return []place{
		{"{address: 0.0.0.0, port_value: 9901}", "{address: 127.0.0.1, port_value: 0}"},
		{"{address: 0.0.0.0, port_value: 10000}", "{address: 127.0.0.1, port_value: 0}"},
		{"{address: shop, port_value: 3000}", "{address: " + host + ", port_value: " + port + "}"},
		{"filename: /wasm/errormask.wasm", "filename: " + envoytest.Wasm(t)},
	}
}

// config is the example's envoy.yaml for that shop.
func config(t *testing.T, shop string) []byte {
	t.Helper()
	file, err := os.ReadFile(example + "envoy.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(file)
	for _, p := range places(t, shop) {
		if strings.Count(text, p.there) != 1 {
			t.Fatalf("envoy.yaml has %q %d times, want it once", p.there, strings.Count(text, p.there))
		}
		text = strings.Replace(text, p.there, p.here, 1)
	}
	return []byte(text)
}

// startEnvoy starts one with the example's configuration.
func startEnvoy(t *testing.T, binary, shop string) *realenvoy.Envoy {
	t.Helper()
	e, _ := envoytest.Start(t, realenvoy.Options{Binary: binary, Config: config(t, shop)})
	return e
}
