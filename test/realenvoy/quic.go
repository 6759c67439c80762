package realenvoy

// Certificate names the PEM files of a server's certificate chain and private key.
type Certificate struct{ Chain, Key string }

func (c Certificate) transportSocket() object {
	certificate := object{"certificate_chain": object{"filename": c.Chain}, "private_key": object{"filename": c.Key}}
	return object{"name": "envoy.transport_sockets.quic", "typed_config": object{
		"@type": "type.googleapis.com/envoy.extensions.transport_sockets.quic.v3.QuicDownstreamTransport",
		"downstream_tls_context": object{
			"common_tls_context": object{"tls_certificates": []object{certificate}},
		},
	}}
}

// udp makes it an address of UDP.
func udp(address object) object {
	address["socket_address"].(object)["protocol"] = "UDP"
	return address
}
