package istiod

import "strings"

// What stands around the examples in a cluster, as little of it as istiod needs. Names, labels and namespaces are the ones that the examples speak of.

// services are the applications behind shop.example.com. The endpoint of checkout is the proxy checkoutSidecar.
const services = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.shop.svc.cluster.local, admin.shop.svc.cluster.local, metrics.shop.svc.cluster.local]
  ports: [{number: 80, name: http, protocol: HTTP}]
  resolution: STATIC
  endpoints: [{address: 10.1.0.1}]
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: checkout, namespace: shop, labels: {istio.io/use-waypoint: waypoint}}
spec:
  hosts: [checkout.shop.svc.cluster.local]
  addresses: [10.2.0.2]
  ports: [{number: 80, name: http, protocol: HTTP, targetPort: 8080}]
  resolution: STATIC
  endpoints: [{address: 10.1.0.2, labels: {app: checkout}}]
`

// publicGateway is the gateway that virtual-service.yaml is bound to.
const publicGateway = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: public, namespace: istio-ingress}
spec:
  selector: {istio: ingressgateway}
  servers:
  - hosts: ["*/shop.example.com"]
    port: {number: 80, name: http, protocol: HTTP}
`

// answering are filters of Istio's own that answer by themselves. NAMESPACE and ATTACHED stand for those of the proxy.
const answering = `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: tokens, namespace: NAMESPACE}
spec:
  ATTACHED
  jwtRules:
  - issuer: shop.example.com
    jwks: '{"keys": [{"kty": "oct", "kid": "1", "k": "c2hvcA"}]}'
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: nobody, namespace: NAMESPACE}
spec:
  ATTACHED
  action: DENY
  rules: [{to: [{operation: {paths: [/forbidden]}}]}]
`

// another is a plugin of the same phase as the examples'.
const another = `
apiVersion: extensions.istio.io/v1alpha1
kind: WasmPlugin
metadata: {name: another, namespace: istio-ingress}
spec:
  selector: {matchLabels: {istio: ingressgateway}}
  url: oci://registry.example.com/another:1.0.0
  phase: AUTHN
  priority: 500
`

// waypoint is the one that waypoint.yaml is for, with its service and the address of waypointProxy.
const waypoint = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: waypoint, namespace: shop}
spec:
  gatewayClassName: istio-waypoint
  listeners: [{name: mesh, port: 15008, protocol: HBONE}]
status:
  addresses: [{type: Hostname, value: waypoint.shop.svc.cluster.local}]
---
apiVersion: v1
kind: Service
metadata:
  name: waypoint
  namespace: shop
  labels: {gateway.networking.k8s.io/gateway-name: waypoint, gateway.istio.io/managed: istio.io-mesh-controller}
spec:
  clusterIP: 10.2.0.9
  ports: [{name: mesh, port: 15008, appProtocol: hbone}]
  selector: {gateway.networking.k8s.io/gateway-name: waypoint}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: waypoint, namespace: shop}
spec:
  address: 10.1.0.9
  labels: {gateway.networking.k8s.io/gateway-name: waypoint}
`

func answeringOn(namespace, attached string) string {
	return strings.NewReplacer("NAMESPACE", namespace, "ATTACHED", attached).Replace(answering)
}

// node is a proxy, as it tells istiod who it is.
type node struct {
	kind, address, namespace string
	labels                   map[string]string
}

var (
	ingressGateway  = &node{"router", "10.1.0.8", "istio-ingress", map[string]string{"istio": "ingressgateway"}}
	checkoutSidecar = &node{"sidecar", "10.1.0.2", "shop", map[string]string{"app": "checkout"}}
	waypointProxy   = &node{"waypoint", "10.1.0.9", "shop", map[string]string{
		"gateway.networking.k8s.io/gateway-name": "waypoint", "gateway.istio.io/managed": "istio.io-mesh-controller",
	}}
)
