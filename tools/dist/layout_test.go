package main

import (
	"maps"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/validate"
)

// only gives the one image of a layout.
func only(t *testing.T, dir string) (v1.Image, v1.Descriptor) {
	t.Helper()
	index, err := layout.ImageIndexFromPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	list, err := index.IndexManifest()
	if err != nil {
		t.Fatal(err)
	}
	if len(list.Manifests) != 1 {
		t.Fatalf("%s has %d images, want one, since tools ask which one otherwise", dir, len(list.Manifests))
	}
	image, err := index.Image(list.Manifests[0].Digest)
	if err != nil {
		t.Fatal(err)
	}
	return image, list.Manifests[0]
}

// TestLayouts reads what a release's labels, media types and file names are.
func TestLayouts(t *testing.T) {
	out, revision := filepath.Join(t.TempDir(), "dist"), strings.Repeat("0a", 20)
	if err := run(root, root+"/build/errormask.wasm", out, release{"1.2.0", revision}); err != nil {
		t.Fatal(err)
	}
	labels := map[string]string{
		"org.opencontainers.image.title":       "errormask",
		"org.opencontainers.image.description": "Envoy filter: clients get a generic answer instead of error details, the operator gets the details in the log",
		"org.opencontainers.image.licenses":    "Apache-2.0 AND BSD-3-Clause AND MIT",
		"org.opencontainers.image.version":     "1.2.0",
		"org.opencontainers.image.revision":    revision,
	}
	const runtimeConfig = "application/vnd.module.wasm.config.v1+json runtime-config.json"
	for form, want := range map[string][]string{
		"image":    {"application/vnd.oci.image.config.v1+json ", "application/vnd.oci.image.layer.v1.tar+gzip "},
		"artifact": {runtimeConfig, runtimeConfig, "application/vnd.module.wasm.content.layer.v1+wasm plugin.wasm"},
	} {
		t.Run(form, func(t *testing.T) {
			image, descriptor := only(t, filepath.Join(out, form))
			manifest, err := image.Manifest()
			if err != nil {
				t.Fatal(err)
			}
			var blobs []string
			for _, b := range append([]v1.Descriptor{manifest.Config}, manifest.Layers...) {
				blobs = append(blobs, string(b.MediaType)+" "+b.Annotations["org.opencontainers.image.title"])
			}
			if !reflect.DeepEqual(blobs, want) {
				t.Errorf("blobs are %q, want %q", blobs, want)
			}
			wanted := maps.Clone(labels)
			if form == "image" {
				wanted["module.wasm.image/variant"] = "compat"
				if err := validate.Image(image); err != nil {
					t.Error(err)
				}
			}
			if !reflect.DeepEqual(manifest.Annotations, wanted) {
				t.Errorf("annotations are %q, want %q", manifest.Annotations, wanted)
			}
			if name := descriptor.Annotations["org.opencontainers.image.ref.name"]; name != "1.2.0" {
				t.Errorf("the tag is %q, want 1.2.0", name)
			}
		})
	}
}
