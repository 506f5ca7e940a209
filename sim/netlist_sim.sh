#!/usr/bin/env bash
# Simulates designs again as Yosys's netlists for iCE40, with the models of its cells: what was proved of the Verilog
# must hold for what becomes of it. Run it from the repository's root:
#
#   sim/netlist_sim.sh DESIGN...       DESIGN: a folder that `winnow generate` wrote
#
# The netlist takes the accelerator's place in the design's own test bench, which compares every beat of its frames with
# what the golden model computed, without and with random gaps and stalls. Logs stay in DESIGN/sim/netlist.
set -euo pipefail
export LC_ALL=C

# shellcheck source=sim/netlist.sh
source "$(dirname "${BASH_SOURCE[0]}")/netlist.sh"

# synthesize RTL TOP OUTPUT: netlist.v, whose module has the accelerator's name, ports and parameter
synthesize() {
    # shellcheck disable=SC2046
    (cd "$1" && yosys -q -l "$3/yosys.log" -p "
        read_verilog $(tr '\n' ' ' < "$2.f")
        synth_ice40 -dsp -top $2
        check -assert
        tee -q -o $3/stat.txt stat
        write_verilog -noattr $3/netlist.v") > "$3/yosys.out" 2>&1
    sed -i "s/^module $2(/module $2 #(parameter MEMORY_PATH = \"\") (/" "$3/netlist.v"
    grep -q "^module $2 #(" "$3/netlist.v"
}

# build BENCH FOLDER OUTPUT; Verilator does not take the cells' inputs with defaults, which are those that it assumes
build() {
    sed "s/^\( *input .*\bMASK\) = 16'h 0000,/\1,/" "$(dirname "$(command -v yosys)")/../share/yosys/ice40/cells_sim.v" > "$3/cells.v"
    verilator --binary --timing --timescale 1ns/1ps -O3 -j 2 -Wno-fatal -Wno-lint --x-assign unique --x-initial unique \
        --top-module "$1" -GVECTOR_PATH="\"$2/\"" --Mdir "$3/build" -o simulate \
        -DNO_ICE40_DEFAULT_ASSIGNMENTS "$3/cells.v" "$3/netlist.v" "$2/$1.v" > "$3/verilator.log" 2>&1
}

# complain WHAT LOG
complain() {
    echo "netlist_sim: $1; $2 ends with:" >&2
    tail -5 "$2" >&2
    exit 1
}

[[ $# -gt 0 ]] || { echo "usage: sim/netlist_sim.sh DESIGN..." >&2; exit 2; }
require_tools netlist_sim yosys verilator
require_designs netlist_sim "$@"
for design; do
    top=$(top_of "$design")
    mkdir -p "$design/sim/netlist"
    output=$(cd "$design/sim/netlist" && pwd)
    SECONDS=0
    synthesize "$design/rtl" "$top" "$output" || complain "Yosys failed" "$output/yosys.log"
    cells=$(awk '/Number of cells/ { cells = $4 } END { print cells }' "$output/stat.txt")
    printf '%s: %d cells, %d s\n' "$design" "$cells" "$SECONDS"
    build "${top}_bench" "$(cd "$design/bench" && pwd)" "$output" || complain "Verilator failed" "$output/verilator.log"
    for seed in 0 1; do
        SECONDS=0
        "$output/build/simulate" "+seed=$seed" +verilator+rand+reset+2 "+verilator+seed+$((seed + 1))" > "$output/seed$seed.log" 2>&1 \
            || complain "the netlist differs from the golden model" "$output/seed$seed.log"
        grep -q '^PASSED$' "$output/seed$seed.log" || complain "the bench did not pass" "$output/seed$seed.log"
        printf '%s: %s, PASSED, %d s\n' "$design" "$(grep '^seed' "$output/seed$seed.log")" "$SECONDS"
    done
done
