package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	"github.com/CycloneDX/cyclonedx-go"
)

// billOfMaterials is a CycloneDX document. Time and serial number, which would differ from run to run, are optional and left out.
func billOfMaterials(wasm []byte, parts []part, r release) ([]byte, error) {
	bom := cyclonedx.NewBOM()
	var components []cyclonedx.Component
	var below []string
	for _, p := range parts {
		c := component(p)
		if p.name == self {
			c.Type, c.Version = cyclonedx.ComponentTypeApplication, r.version
			c.PackageURL, c.BOMRef = "", self
			c.Hashes = &[]cyclonedx.Hash{{Algorithm: cyclonedx.HashAlgoSHA256, Value: fmt.Sprintf("%x", sha256.Sum256(wasm))}}
			bom.Metadata = &cyclonedx.Metadata{Component: &c}
			if r.revision != "" {
				c.Properties = &[]cyclonedx.Property{{Name: "errormask:revision", Value: r.revision}}
			}
			continue
		}
		components, below = append(components, c), append(below, c.BOMRef)
	}
	bom.Components = &components
	bom.Dependencies = &[]cyclonedx.Dependency{{Ref: self, Dependencies: &below}}
	var b bytes.Buffer
	err := cyclonedx.NewBOMEncoder(&b, cyclonedx.BOMFileFormatJSON).SetPretty(true).EncodeVersion(bom, cyclonedx.SpecVersion1_6)
	if err != nil {
		return nil, fmt.Errorf("the bill of materials: %w", err)
	}
	return b.Bytes(), nil
}

func component(p part) cyclonedx.Component {
	c := cyclonedx.Component{
		Type: cyclonedx.ComponentTypeLibrary, Name: p.name, Version: p.version,
		Licenses: &cyclonedx.Licenses{{License: &cyclonedx.License{ID: p.licence}}},
	}
	if p.data {
		c.Type, c.BOMRef = cyclonedx.ComponentTypeData, "data:"+p.texts[0]
		return c
	}
	c.PackageURL = "pkg:golang/" + p.name + "@" + p.version
	c.BOMRef = c.PackageURL
	if p.sum != "" {
		c.Properties = &[]cyclonedx.Property{{Name: "errormask:go.sum", Value: p.sum}}
	}
	return c
}
