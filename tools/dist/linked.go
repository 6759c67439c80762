package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
)

// part is something that is in the module and was made by others, or errormask itself.
type part struct {
	name, version string
	sum           string // what go.sum says of a module's files, "" for other parts
	licence       string // SPDX identifiers
	texts         []string
	data          bool // taken over as data, not linked as code
}

// self is errormask's own part, the first one.
const self = "errormask"

// known are the licences of what may be linked in. Somebody has read each of them: what is not here stops the distribution.
var known = map[string]part{
	"github.com/proxy-wasm/proxy-wasm-go-sdk": {licence: "Apache-2.0", texts: []string{"LICENSE", "NOTICE"}},
}

// data is what the sources took over from elsewhere. Its texts are in this command's directory.
var data = []part{
	{name: "RFC 7932", version: "2016-07", licence: "BSD-3-Clause", texts: []string{"rfc7932.txt"}, data: true},
	{name: "Brotli static dictionary", version: "1.0", licence: "MIT", texts: []string{"brotli.txt"}, data: true},
}

// The Go linker puts the build's description between these two marks in every program (cmd/go/internal/modload.ModInfoData).
// `go version -m` does not read WebAssembly, so they are looked for here.
var infoStart, infoEnd = unhex("3077af0c9274080241e1c107e6d618e6"), unhex("f932433186182072008242104116d8f2")

func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return b
}

var abiName = regexp.MustCompile(`proxy_abi_version_([0-9]+)_([0-9]+)_([0-9]+)`)

// linkedIn reads out of the module itself what it consists of, and the version of the proxy-wasm ABI that it speaks.
func linkedIn(wasm []byte, root string) (parts []part, abi string, err error) {
	_, rest, ok := bytes.Cut(wasm, infoStart)
	text, _, closed := bytes.Cut(rest, infoEnd)
	if !ok || !closed {
		return nil, "", fmt.Errorf("the built filter does not tell what it was built from: it has no build information of Go")
	}
	info, err := debug.ParseBuildInfo(string(text))
	if err != nil {
		return nil, "", fmt.Errorf("the built filter's build information: %w", err)
	}
	goPart, err := standardLibrary(wasm, root)
	if err != nil {
		return nil, "", err
	}
	parts = []part{{name: self, licence: "Apache-2.0", texts: []string{"LICENSE"}}, goPart}
	for _, module := range info.Deps {
		p, ok := known[module.Path]
		if !ok {
			return nil, "", fmt.Errorf("the built filter contains %s, whose licence nobody has read: add it to `known` in tools/dist/linked.go", module.Path)
		}
		p.name, p.version, p.sum = module.Path, module.Version, module.Sum
		parts = append(parts, p)
	}
	version := abiName.FindSubmatch(wasm)
	if version == nil {
		return nil, "", fmt.Errorf("the built filter exports no version of the proxy-wasm ABI")
	}
	return append(parts, data...), string(bytes.Join(version[1:], []byte("."))), nil
}

// compiler is the name in the section "producers" before the length and the text of the version (WebAssembly tool conventions).
const compiler = "Go cmd/compile"

// standardLibrary is Go itself, whose licence lies where the go command is installed: it has to be the one that built the module.
func standardLibrary(wasm []byte, root string) (part, error) {
	_, rest, _ := bytes.Cut(wasm, []byte(compiler))
	if len(rest) == 0 || len(rest) < 1+int(rest[0]) {
		return part{}, fmt.Errorf("the built filter does not tell which version of Go built it")
	}
	version := string(rest[1 : 1+rest[0]])
	installed, err := goEnv(root, "GOVERSION")
	if err != nil {
		return part{}, err
	}
	if version != installed {
		return part{}, fmt.Errorf("the built filter was built by %s, and %s is installed: run `make build`", version, installed)
	}
	// The standard library has copies of some modules, with licences of their own.
	if bytes.Contains(wasm, []byte("vendor/golang.org/")) {
		return part{}, fmt.Errorf("the built filter contains a module that Go's standard library has a copy of: add its licence in tools/dist/linked.go")
	}
	return part{name: "std", version: strings.TrimPrefix(version, "go"), licence: "BSD-3-Clause", texts: []string{"LICENSE", "PATENTS"}}, nil
}

func goEnv(root, name string) (string, error) {
	value, err := goCommand(root, "env", name)
	return strings.TrimSpace(string(value)), err
}

func goCommand(root string, args ...string) ([]byte, error) {
	command := exec.Command("go", args...)
	command.Dir = root
	output, err := command.Output()
	if err != nil {
		var problem string
		if exit, ok := err.(*exec.ExitError); ok {
			problem = ": " + strings.TrimSpace(string(exit.Stderr))
		}
		return nil, fmt.Errorf("go %s: %w%s", strings.Join(args, " "), err, problem)
	}
	return output, nil
}

// directory is where a part's licence lies.
func (p part) directory(root string) (string, error) {
	switch {
	case p.data:
		return filepath.Join(root, "tools/dist/licences"), nil
	case p.name == self:
		return root, nil
	case p.name == "std":
		return goEnv(root, "GOROOT")
	}
	output, err := goCommand(root, "mod", "download", "-json", p.name+"@"+p.version)
	if err != nil {
		return "", err
	}
	var module struct{ Dir, Sum string }
	if err := json.Unmarshal(output, &module); err != nil {
		return "", fmt.Errorf("go mod download: %w", err)
	}
	if module.Sum != p.sum {
		return "", fmt.Errorf("%s %s has the sum %s, the one that is linked in %s", p.name, p.version, module.Sum, p.sum)
	}
	return module.Dir, nil
}
