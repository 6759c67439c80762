package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"errormask/cmd/errormask/pluginconfig"
)

// readConfiguration reads the one configuration of the filter that a file has, and checks it; nil without a file. Of several plugins in the
// file it is the one with the given word.
func readConfiguration(ctx context.Context, file, word string) ([]byte, error) {
	if file == "" {
		return nil, nil
	}
	text, err := readFile(ctx, file)
	if err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	content, err := pluginconfig.Find(text, word)
	found := content.Configurations
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s:%w", file, err)
	case len(found) > 1:
		return nil, fmt.Errorf("%s has %d configurations of errormask: choose one with --name", file, len(found))
	}
	if fault := found[0].Check(); fault != nil {
		return nil, fmt.Errorf("%s:%w", file, fault)
	}
	return []byte(found[0].JSON), nil
}

// checkFilter finds a file that cannot be the filter: what a runtime says of one is hard to read.
func checkFilter(path string) error {
	file, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the filter is not built: %w: run make build", err)
	case err != nil:
		return fmt.Errorf("the filter: %w", err)
	}
	defer file.Close()
	const magic = "\x00asm" // WebAssembly Core, section 5.5.16
	begin := make([]byte, len(magic))
	_, err = io.ReadFull(file, begin)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("the filter: %w", err)
	}
	if string(begin) != magic {
		return fmt.Errorf("the filter %s is no WebAssembly module: run make build", path)
	}
	return nil
}
