// Package mesh holds examples/istio and examples/envoy-gateway against those systems' own types, schemas and rules, and runs the configurations in
// them on a real Envoy.
package mesh
