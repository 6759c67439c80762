package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// Media types of the Wasm image specification.
const (
	wasmLayer  types.MediaType = "application/vnd.module.wasm.content.layer.v1+wasm"
	wasmConfig types.MediaType = "application/vnd.module.wasm.config.v1+json"
)

// contents is what an image carries.
type contents struct{ wasm, runtimeConfig, licences []byte }

// form is one of the two ways in which proxies take a module from a registry.
type form struct {
	name string
	// build gives the configuration and the layers, and may add annotations.
	build func(contents, map[string]string) (config blob, layers []blob, err error)
}

// blob is a layer or a configuration; a title is the name of the file that tools write it to.
type blob struct {
	content   []byte
	mediaType types.MediaType
	title     string
}

// forms follow the Wasm image specification, which calls them "compat" and "oci".
var forms = []form{{"image", containerImage}, {"artifact", artifact}}

// containerImage has one layer, a tar with plugin.wasm. Readers look for that name and pass over the rest.
func containerImage(c contents, annotations map[string]string) (blob, []blob, error) {
	annotations["module.wasm.image/variant"] = "compat"
	files, err := tarOf([]file{{"plugin.wasm", c.wasm}, {"runtime-config.json", c.runtimeConfig}, {licencesName, c.licences}})
	if err != nil {
		return blob{}, nil, err
	}
	packed, err := gzipOf(files)
	if err != nil {
		return blob{}, nil, err
	}
	unpacked, _, err := v1.SHA256(bytes.NewReader(files))
	if err != nil {
		return blob{}, nil, err
	}
	config, err := json.Marshal(v1.ConfigFile{
		Architecture: "wasm", OS: "wasip1", Created: v1.Time{Time: time.Unix(0, 0).UTC()},
		RootFS: v1.RootFS{Type: "layers", DiffIDs: []v1.Hash{unpacked}},
	})
	return blob{config, types.OCIConfigJSON, ""}, []blob{{packed, types.OCILayer, ""}}, err
}

// artifact has exactly two layers, or it is refused. The first one is the configuration as well, as registries and tools of today want it.
func artifact(c contents, _ map[string]string) (blob, []blob, error) {
	config := blob{c.runtimeConfig, wasmConfig, "runtime-config.json"}
	return config, []blob{config, {c.wasm, wasmLayer, "plugin.wasm"}}, nil
}

// runtimeConfig tells a reader for which runtime the module is.
func runtimeConfig(abi string) []byte {
	return fmt.Appendf(nil, `{"type": "envoy_proxy", "abiVersions": [%q], "config": {}}`, abi)
}

func annotations(parts []part, r release) map[string]string {
	all := map[string]string{
		"org.opencontainers.image.title":       self,
		"org.opencontainers.image.description": "Envoy filter: clients get a generic answer instead of error details, the operator gets the details in the log",
		"org.opencontainers.image.licenses":    expression(parts),
		"org.opencontainers.image.version":     r.version,
	}
	if r.revision != "" {
		all["org.opencontainers.image.revision"] = r.revision
	}
	return all
}

// write makes an OCI layout with one image, which has the tag, and gives the layout as one file too.
func (f form) write(dir string, c contents, annotations map[string]string, tag string) ([]byte, error) {
	config, layers, err := f.build(c, annotations)
	if err != nil {
		return nil, err
	}
	image, err := newImage(config, layers, annotations)
	if err != nil {
		return nil, err
	}
	path, err := layout.Write(dir, empty.Index)
	if err != nil {
		return nil, err
	}
	if err := path.AppendImage(image, layout.WithAnnotations(map[string]string{"org.opencontainers.image.ref.name": tag})); err != nil {
		return nil, err
	}
	return tarOfDirectory(dir)
}
