package diagnose

// rpcCall ends the first line with which Python's gRPC prints a call that failed, "<_InactiveRpcError of RPC that terminated with:".
const rpcCall = " of RPC that terminated with:"

// rpcDetails gives what the service said, which stands on a line below that.
func rpcDetails(text []byte) []byte {
	_, details, _ := cut(text, `details = "`)
	return trimSuffix(firstLine(details), `"`)
}
