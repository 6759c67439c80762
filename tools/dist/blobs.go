package main

import (
	"encoding/json"
	"fmt"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/partial"
	"github.com/google/go-containerregistry/pkg/v1/static"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// image is one of given blobs, whatever their media types are. The library's own images are always container images.
type image struct {
	manifest, config []byte
	layers           map[v1.Hash]v1.Layer
}

func newImage(config blob, layers []blob, annotations map[string]string) (v1.Image, error) {
	i := image{config: config.content, layers: map[v1.Hash]v1.Layer{}}
	manifest := v1.Manifest{SchemaVersion: 2, MediaType: types.OCIManifestSchema1, Annotations: annotations}
	for _, b := range layers {
		layer, descriptor, err := b.layer()
		if err != nil {
			return nil, err
		}
		manifest.Layers = append(manifest.Layers, descriptor)
		i.layers[descriptor.Digest] = layer
	}
	_, descriptor, err := config.layer()
	if err != nil {
		return nil, err
	}
	manifest.Config = descriptor
	if i.manifest, err = json.Marshal(manifest); err != nil {
		return nil, err
	}
	return partial.CompressedToImage(i)
}

func (b blob) layer() (v1.Layer, v1.Descriptor, error) {
	layer := static.NewLayer(b.content, b.mediaType)
	digest, err := layer.Digest()
	if err != nil {
		return nil, v1.Descriptor{}, err
	}
	descriptor := v1.Descriptor{MediaType: b.mediaType, Digest: digest, Size: int64(len(b.content))}
	if b.title != "" {
		descriptor.Annotations = map[string]string{"org.opencontainers.image.title": b.title}
	}
	return layer, descriptor, nil
}

func (i image) MediaType() (types.MediaType, error) { return types.OCIManifestSchema1, nil }
func (i image) RawManifest() ([]byte, error)        { return i.manifest, nil }
func (i image) RawConfigFile() ([]byte, error)      { return i.config, nil }

func (i image) LayerByDigest(digest v1.Hash) (partial.CompressedLayer, error) {
	layer, ok := i.layers[digest]
	if !ok {
		return nil, fmt.Errorf("no layer %s", digest)
	}
	return layer, nil
}
