package oci

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/static"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

const (
	wasmLayer  types.MediaType = "application/vnd.module.wasm.content.layer.v1+wasm"
	wasmConfig types.MediaType = "application/vnd.module.wasm.config.v1+json"
)

// otherModule is an empty one.
const otherModule = "\x00asm\x01\x00\x00\x00"

// TestChanged makes images that differ in one thing from those that `make dist` packs. It shows that the fetchers look at that thing.
func TestChanged(t *testing.T) {
	wasm := string(shipped(t))
	config := layer(wasmConfig, "{}")
	for _, c := range []struct {
		name  string
		image v1.Image
		want  string // in the error of both fetchers, "" where they take the image
	}{
		{"image", imageOf(t, layer(types.OCILayer, packed(t, "plugin.wasm", wasm))), ""},
		{"image, file in a directory", imageOf(t, layer(types.OCILayer, packed(t, "opt/plugin.wasm", wasm))), ""},
		{"image, other name", imageOf(t, layer(types.OCILayer, packed(t, "errormask.wasm", wasm))), "plugin.wasm not found in the archive"},
		{"image, licences in a layer after it", imageOf(t, layer(types.OCILayer, packed(t, "plugin.wasm", wasm)), layer(types.OCILayer, packed(t, "LICENSES.txt", "..."))),
			"plugin.wasm not found in the archive"},
		{"image, zstd", imageOf(t, layer(types.OCILayerZStd, packed(t, "plugin.wasm", wasm))),
			"invalid media type application/vnd.oci.image.layer.v1.tar+zstd (expect application/vnd.oci.image.layer.v1.tar+gzip)"},
		{"image, no tar", imageOf(t, layer(types.OCILayer, wasm)), "failed to parse layer as tar.gz: gzip: invalid header"},

		{"artifact", imageOf(t, config, layer(wasmLayer, wasm)), ""},
		{"artifact, module first", imageOf(t, layer(wasmLayer, wasm), config), ""},
		{"artifact, two modules", imageOf(t, layer(wasmLayer, wasm), layer(wasmLayer, otherModule)), ""}, // the first one is taken
		{"artifact, module alone", imageOf(t, layer(wasmLayer, wasm)), "number of layers must be 2 but got 1"},
		{"artifact, licences too", imageOf(t, config, layer(wasmLayer, wasm), layer("text/plain", "...")), "number of layers must be 2 but got 3"},
		{"artifact, two modules and configuration", imageOf(t, config, layer(wasmLayer, wasm), layer(wasmLayer, otherModule)), "number of layers must be 2 but got 3"},
		{"artifact, other media type", imageOf(t, config, layer("application/wasm", wasm)),
			"could not find the layer of type application/vnd.module.wasm.content.layer.v1+wasm"},
	} {
		reference := push(t, c.image)
		for name, fetch := range fetchers {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				got, err := fetch(t, reference)
				if c.want != "" {
					if err == nil || !strings.Contains(err.Error(), c.want) {
						t.Errorf("got %v, want %s", err, c.want)
					}
				} else if err != nil || string(got) != wasm {
					t.Errorf("got %d bytes, %v, want the shipped module", len(got), err)
				}
			})
		}
	}
}

func layer(mediaType types.MediaType, content string) v1.Layer {
	return static.NewLayer([]byte(content), mediaType)
}

func imageOf(t *testing.T, layers ...v1.Layer) v1.Image {
	t.Helper()
	image, err := mutate.AppendLayers(mutate.MediaType(empty.Image, types.OCIManifestSchema1), layers...)
	if err != nil {
		t.Fatal(err)
	}
	return image
}

// packed is a tar+gzip with one file.
func packed(t *testing.T, name, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	if err := w.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(content)), Mode: 0o644}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
