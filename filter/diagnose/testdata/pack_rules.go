// Writes rules.deflate: rules.txt without its comments, as raw deflate. make rules runs it in filter/diagnose.
package main

import (
	"bytes"
	"compress/flate"
	"log"
	"os"
)

func main() {
	text, err := os.ReadFile("rules.txt")
	if err != nil {
		log.Fatal(err)
	}
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		log.Fatal(err)
	}
	for line := range bytes.Lines(text) {
		if line[0] != '\n' && line[0] != '#' {
			w.Write(line) // a buffer gives no error
		}
	}
	w.Close()
	if err := os.WriteFile("rules.deflate", packed.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}
