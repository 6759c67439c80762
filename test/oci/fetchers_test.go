// Package oci pushes what `make dist` packed to a registry and fetches it with the code of those who will.
package oci

import (
	"io"
	"os"
	"testing"
	"time"

	gatewayapi "github.com/envoyproxy/gateway/api/v1alpha1"
	"github.com/envoyproxy/gateway/internal/logging"
	gateway "github.com/envoyproxy/gateway/internal/wasm"
	istio "istio.io/istio/pkg/wasm"
)

// fetchers take a reference of an image and give the module in it.
var fetchers = map[string]func(t *testing.T, reference string) ([]byte, error){
	"Istio":         fetchWithIstio,
	"Envoy Gateway": fetchWithGateway,
}

// fetchWithIstio asks the cache of Istio's agent, which is what a WasmPlugin's url is given to.
func fetchWithIstio(t *testing.T, reference string) ([]byte, error) {
	cache := istio.NewLocalFileCache(t.TempDir(), istio.Options{})
	defer cache.Cleanup()
	path, err := cache.Get("oci://"+reference, istio.GetOptions{RequestTimeout: time.Minute})
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// fetchWithGateway asks the fetcher below Envoy Gateway's cache, since the cache itself only serves to an Envoy.
func fetchWithGateway(t *testing.T, reference string) ([]byte, error) {
	logger := logging.DefaultLogger(io.Discard, gatewayapi.LogLevelError)
	fetcher, err := gateway.NewImageFetcher(t.Context(), gateway.ImageFetcherOption{Insecure: true}, logger)
	if err != nil {
		return nil, err
	}
	fetch, _, err := fetcher.PrepareFetch(reference)
	if err != nil {
		return nil, err
	}
	return fetch()
}
