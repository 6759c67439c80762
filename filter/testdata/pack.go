// Packs tables of words for the module: of each NAME.txt it writes NAME.deflate, the text without its comments as raw deflate. make tables runs it.
package main

import (
	"bytes"
	"compress/flate"
	"log"
	"os"
)

func main() {
	for _, name := range os.Args[1:] {
		if err := pack(name); err != nil {
			log.Fatal(err)
		}
	}
}

func pack(name string) error {
	text, err := os.ReadFile(name + ".txt")
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		return err
	}
	for line := range bytes.Lines(text) {
		if line[0] != '\n' && line[0] != '#' {
			w.Write(line) // a buffer gives no error
		}
	}
	w.Close()
	return os.WriteFile(name+".deflate", packed.Bytes(), 0o644)
}
