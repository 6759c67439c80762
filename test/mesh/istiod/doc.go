// Package istiod has istiod itself translate examples/istio for a gateway, a sidecar and a waypoint, and holds what it sends to them against what the
// examples promise.
package istiod
