package filter

import (
	"encoding/base64"
	"testing"
)

func TestBase64(t *testing.T) {
	src := make([]byte, 300)
	for i := range src {
		src[i] = byte(i * 7)
	}
	for n := range src {
		want(t, "base64", string(appendBase64([]byte("<"), src[:n])), "<"+base64.StdEncoding.EncodeToString(src[:n]))
	}
}
