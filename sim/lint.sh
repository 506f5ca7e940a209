#!/usr/bin/env bash
# Checks the Verilog: the library module by module, and generated designs. Run it from the repository's root:
#
#   sim/lint.sh [--no-synthesis] DESIGN...      DESIGN: a folder that `winnow generate` wrote
#
# 1. House rules: encoding, `default_nettype`, one module per file, no waivers.
# 2. Verilator -Wall, without a single waiver: every library module as top, with its defaults and with the parameter
#    sets of sim/lint/parameters.txt; every generated module as top.
# 3. Icarus Verilog -g2005 -Wall, on the same files.
# 4. Yosys, for ECP5, iCE40 UltraPlus and Xilinx 7: no latches, no loose ends, memories in memory blocks, one DSP block
#    per multiplier and none for anything else; and $readmemh files are found from another working directory.
set -euo pipefail
export LC_ALL=C

readonly LIBRARY=rtl-templates/lib
readonly PARAMETERS=sim/lint/parameters.txt
readonly JOBS=2
# A memory of so many bits may be made of flip-flops (partial words) or logic (tables): for a small one it is cheaper.
readonly MOST_REGISTER_BITS=2048
readonly MOST_LOGIC_BITS=16384

synthesis=yes
if [[ ${1:-} == --no-synthesis ]]; then
    synthesis=no
    shift
fi
# shellcheck source=sim/netlist.sh
source "$(dirname "${BASH_SOURCE[0]}")/netlist.sh"
# shellcheck disable=SC2046
require_tools lint verilator iverilog $([[ $synthesis == no ]] || echo yosys)
[[ -d $LIBRARY ]] || { echo "lint: $LIBRARY is missing; run from the repository's root" >&2; exit 1; }
require_designs lint "$@"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# ---------------------------------------------------------------------------------------------------------- reporting

# report WHAT DETAIL LOG: one line of the table; a log that is not empty is the failure.
report() {
    local verdict=ok
    if [[ -s $3 ]]; then
        verdict=FAIL
        failures=$((failures + 1))
    fi
    printf '%-4s  %-34s %s\n' "$verdict" "$1" "$2"
    [[ $verdict == ok ]] || head -40 "$3" | sed 's/^/      /'
}

# Runs a command; its output goes to a log only if it fails or prints anything.
quiet() {
    local log=$1 output status=0
    shift
    output=$("$@" 2>&1) || status=$?
    if [[ $status != 0 || -n $output ]]; then
        printf '%s\n%s\n' "$* (exit code $status)" "$output" >> "$log"
    fi
}

# --------------------------------------------------------------------------------------------------------- the checks

# house_rules LOG FILE...
house_rules() {
    local log=$1
    shift
    awk -v longest=120 '
        function complain(what) { print FILENAME ":" FNR ": " what }
        function finish() {
            if (file == "") return
            if (modules != 1) print file ": " modules " modules, not one"
            if (first != "`default_nettype none") print file ": the first line of code is not `default_nettype none"
            if (final != "`default_nettype wire") print file ": the last line is not `default_nettype wire"
        }
        FNR == 1 {
            finish()
            file = FILENAME; modules = 0; first = ""
            stem = file; sub(/.*\//, "", stem); sub(/\.v$/, "", stem)
        }
        { final = $0 }
        /[^ -~\t]/      { complain("a character that is not ASCII") }
        /\t/            { complain("a tab") }
        /[ \t]$/        { complain("trailing blanks") }
        length > longest { complain(length " characters, more than " longest) }
        /lint_o(ff|n)|verilator +[a-z_]*off/ { complain("a waiver") }
        first == "" && !/^ *(\/\/.*)?$/ { first = $0 }
        $1 == "module" {
            modules++
            name = $2; sub(/[^A-Za-z0-9_].*/, "", name)
            if (name != stem) complain("module " name " in a file of another name")
        }
        END { finish() }' "$@" >> "$log"
}

# A copy of a library module whose parameters have other defaults: as good as an instance, and its ports stay ports.
with_parameters() {
    local module=$1 folder=$2 setting
    shift 2
    mkdir -p "$folder"
    cp "$LIBRARY/$module.v" "$folder/$module.v"
    for setting; do
        local name=${setting%%=*} value=${setting#*=}
        grep -qE "^ *parameter .*\b$name +=" "$folder/$module.v" || { echo "$module has no parameter $name"; return 1; }
        sed -i -E "s|^( *parameter .*\b$name +=) [^,/]*[^,/ ]|\1 $value|" "$folder/$module.v"
    done
}

verilator_lint() {   # LOG TOP FOLDER FILE [FOLDER]
    quiet "$1" verilator --lint-only -Wall --top-module "$2" -y "$3" ${5:+-y "$5"} "$4"
}

icarus() {           # LOG TOP FOLDER FILE
    quiet "$1" iverilog -g2005 -Wall -o /dev/null -s "$2" -y "$3" "$4"
}

lint_library() {
    local file module sets=0 settings
    house_rules "$work/library.rules" "$LIBRARY"/*.v
    for file in "$LIBRARY"/*.v; do
        module=$(basename "$file" .v)
        verilator_lint "$work/library.verilator" "$module" "$LIBRARY" "$file"
        icarus "$work/library.icarus" "$module" "$LIBRARY" "$file"
    done
    while read -r module settings; do
        sets=$((sets + 1))
        # shellcheck disable=SC2086
        if ! with_parameters "$module" "$work/set$sets" $settings >> "$work/library.sets"; then
            continue
        fi
        quiet "$work/library.sets" verilator --lint-only -Wall --top-module "$module" -y "$LIBRARY" "$work/set$sets/$module.v"
        icarus "$work/library.icarus" "$module" "$LIBRARY" "$work/set$sets/$module.v"
    done < <(grep -v '^#' "$PARAMETERS")
    local count
    count=$(ls "$LIBRARY"/*.v | wc -l)
    report "library: house rules" "$count files" "$work/library.rules"
    report "library: Verilator -Wall" "$count modules as top" "$work/library.verilator"
    report "library: Verilator, parameters" "$sets parameter sets" "$work/library.sets"
    report "library: Icarus -g2005 -Wall" "$((count + sets)) tops" "$work/library.icarus"
}

# The modules of a design that are not the library's.
generated_files() {
    find "$1/rtl" -name '*.v' ! -name 'winnow_*.v' | sort
}

lint_design() {
    local design=$1 name=$2 file top count=0
    top=$(top_of "$design")
    house_rules "$work/$name.rules" "$design"/rtl/*.v "$design"/sim/*.v "$design"/bench/*.v
    while read -r file; do
        count=$((count + 1))
        # sim/ has the clock of a board, which a board's top needs
        verilator_lint "$work/$name.verilator" "$(basename "$file" .v)" "$design/rtl" "$file" "$design/sim"
    done < <(generated_files "$design")
    # shellcheck disable=SC2046
    (cd "$design/rtl" && quiet "$work/$name.icarus" iverilog -g2005 -Wall -o /dev/null -s "$top" $(cat "$top.f"))
    for file in "$design"/bench/*.v; do
        quiet "$work/$name.bench" verilator --lint-only -Wall --timing --top-module "$(basename "$file" .v)" -y "$design/rtl" "$file"
        icarus "$work/$name.bench" "$(basename "$file" .v)" "$design/rtl" "$file"
    done
    report "$design: house rules" "$(ls "$design"/{rtl,sim,bench}/*.v | wc -l) files" "$work/$name.rules"
    report "$design: Verilator -Wall" "$count generated modules as top" "$work/$name.verilator"
    report "$design: Icarus -g2005 -Wall" "top $top, from its file list" "$work/$name.icarus"
    report "$design: test bench" "Verilator -Wall, Icarus -g2005 -Wall" "$work/$name.bench"
}

# ----------------------------------------------------------------------------------------------------------- synthesis

# The sum of a numeric field over the whole plan.
plan_sum() { awk -F' : ' -v field="\"$2\"" '{ sub(/^ +/, "", $1) } $1 == field { sum += $2 } END { print sum + 0 }' "$1/plan.json"; }

# elaborate LOG FOLDER OUTPUT TOP PATH FILE...: from a working folder, all that comes before any family's own steps. PATH,
# if there is one, becomes the parameter MEMORY_PATH.
elaborate() {
    local log=$1 folder=$2 output=$3 top=$4 path=$5 status=0
    shift 5
    (cd "$folder" && yosys -q -l "$output.yosys" -p "
        read_verilog $*
        ${path:+chparam -set MEMORY_PATH \"$path\" $top}
        hierarchy -check -top $top
        proc
        check -assert
        flatten
        opt_expr
        opt_clean
        select -assert-none t:\$*latch* t:\$_*LATCH* t:\$sr t:\$div t:\$mod
        write_rtlil $output.il
        dump -o $output.multipliers t:\$mul
        memory_collect
        dump -o $output.memories t:\$mem_v2") > "$output.console" 2>&1 || status=$?
    if [[ $status != 0 ]] || grep -q Warning: "$output.yosys"; then
        grep -hE 'Warning:|ERROR|^Latch inferred' "$output.yosys" "$output.console" | sort -u >> "$log" \
            || echo "yosys: exit code $status" >> "$log"
    fi
}

# One line per multiplier: module file, larger operand, smaller operand, product.
multipliers() {
    awk '
        $1 == "cell"                          { file = $3; sub(/.*\$mul\$/, "", file); sub(/:.*/, "", file) }
        $1 == "parameter" && $2 == "\\A_WIDTH" { a = $3 }
        $1 == "parameter" && $2 == "\\B_WIDTH" { b = $3 }
        $1 == "parameter" && $2 == "\\Y_WIDTH" { print file, (a > b ? a : b), (a > b ? b : a), $3 }' "$1.multipliers"
}

# One line per memory: name, bits, write ports.
memories() {
    awk '
        $1 == "parameter" && $2 == "\\WR_PORTS" { ports = $3 }
        $1 == "parameter" && $2 == "\\SIZE"     { size = $3 }
        $1 == "parameter" && $2 == "\\WIDTH"    { width = $3 }
        $1 == "parameter" && $2 == "\\MEMID"    { name = $3; gsub(/["\\]/, "", name); print name, size * width, ports }' "$1.memories"
}

synthesize() {       # FAMILY OUTPUT IL TOP
    local family=$1 output=$2 command
    case $family in
        ecp5)   command="synth_ecp5" ;;
        ice40)  command="synth_ice40 -dsp" ;;
        xilinx) command="synth_xilinx -flatten -noiopad -noclkbuf" ;;
    esac
    SECONDS=0
    yosys -q -l "$output.yosys" -p "
        read_rtlil $3
        $command -top $4
        check -assert
        tee -o $output.stat stat" > "$output.console" 2>&1 || grep -iE 'error' -h "$output.yosys" "$output.console" | sort -u > "$output.error"
    echo "$SECONDS" > "$output.seconds"
}

cells() {            # STAT PATTERN: how many cells have a type that matches
    awk -v pattern="^($2)\$" 'NF == 2 && $1 ~ pattern { sum += $2 } END { print sum + 0 }' "$1"
}

# Compares a netlist with the plan and prints its line of the table.
judge() {            # DESIGN NAME FAMILY
    local design=$1 elaborated=$work/$2 family=$3 output=$work/$2.$3 log=$work/$2.$3.log
    : > "$log"
    if [[ -s $output.error ]]; then
        report "$design: $family" "Yosys failed" "$output.error"
        return
    fi
    local lut ff bram lutram dsp widths
    case $family in
        ecp5)   lut=LUT4 ff=TRELLIS_FF bram='DP16KD|PDPW16KD' lutram=TRELLIS_DPR16X4 dsp=MULT18X18D widths='18 18 0' ;;
        ice40)  lut=SB_LUT4 ff='SB_DFF.*' bram='SB_RAM40_4K.*' lutram=none dsp=SB_MAC16 widths='16 16 11' ;;
        xilinx) lut='LUT[1-6]' ff='FD[RSCP]E(_1)?' bram='RAMB(18|36)E1' lutram='RAM[0-9]+(M|X1[SD])(_1)?' dsp=DSP48E1 widths='25 18 9' ;;
    esac
    local stat=$output.stat luts ffs brams lutrams dsps
    luts=$(cells "$stat" "$lut") ffs=$(cells "$stat" "$ff") brams=$(cells "$stat" "$bram")
    lutrams=$(cells "$stat" "$lutram") dsps=$(cells "$stat" "$dsp")

    # nothing may be left that is no cell of the family, and no latch
    awk '/Number of cells/ { cells = 1; next } cells && NF == 2 && ($1 ~ /^\$/ || $1 ~ /LATCH/ || $1 ~ /^LD[CP]E/) {
        print "the netlist has " $2 " cells " $1 }' "$stat" >> "$log"

    # multipliers
    awk -v family="$family" -v dsps="$dsps" -v widths="$widths" '
        BEGIN { split(widths, most, " ") }
        { if ($2 <= most[1] && $3 <= most[2] && $3 >= 2 && $4 >= most[3]) fit++; else if ($2 > most[1] || $3 > most[2]) wide++ }
        END {
            if (wide ? dsps < fit : dsps != fit)
                print dsps " DSP blocks for " fit " multipliers that fit one" (wide ? " and " wide " that do not" : "")
        }' <(multipliers "$elaborated") >> "$log"

    # memories
    local buffer_bits
    buffer_bits=$(plan_sum "$design" buffer_bits)
    # a tiny design has more state in its lanes than in its buffers; the rule for each memory, below, holds for it, too
    if ((buffer_bits >= MOST_LOGIC_BITS && brams + lutrams == 0)); then echo "no block or distributed RAM" >> "$log"; fi
    if ((buffer_bits >= MOST_LOGIC_BITS && ffs >= buffer_bits)); then
        echo "$ffs flip-flops: as many as if the $buffer_bits bits of buffers were made of them" >> "$log"
    fi
    awk -v registers=$MOST_REGISTER_BITS -v logic=$MOST_LOGIC_BITS -v buffers="$buffer_bits" '
        NR == FNR { bits[$1] = $2; ports[$1] = $3; next }
        {
            sub(/^[^.]*\./, "", $NF)
            if (!($NF in bits)) { print "memory " $NF " is unknown"; next }
            if (bits[$NF] > (ports[$NF] > 0 ? registers : logic))
                print "memory " $NF " of " bits[$NF] " bits is not in memory blocks"
            if (ports[$NF] > 0) loose += bits[$NF]
        }
        END { if (loose > buffers / 4) print loose " bits of memory are made of flip-flops" }' \
        <(memories "$elaborated") <(grep -h '^using FF mapping for memory' "$output.yosys") >> "$log"
    grep -qE '^mapping memory|^using FF mapping' "$output.yosys" || echo "Yosys said nothing about memories" >> "$log"

    report "$design: $family" "$(printf '%7d %7d %6d %8d %6d %6d s' "$luts" "$ffs" "$brams" "$lutrams" "$dsps" "$(cat "$output.seconds")")" "$log"
}

check_elaboration() {
    local design=$1 name=$2 top rtl elsewhere=$work/$2.folders
    top=$(top_of "$design")
    rtl=$(cd "$design/rtl" && pwd)
    # Yosys looks beside the Verilog, too: only with the tables in a third folder does MEMORY_PATH matter
    mkdir -p "$elsewhere/sources" "$elsewhere/tables" "$elsewhere/run"
    cp "$rtl"/*.v "$elsewhere/sources"
    find "$rtl" -name '*.mem' -exec cp {} "$elsewhere/tables" \;
    # shellcheck disable=SC2046
    elaborate "$work/$name.elaboration" "$rtl" "$work/$name" "$top" "" $(cat "$rtl/$top.f")
    # shellcheck disable=SC2046
    elaborate "$work/$name.elsewhere.log" "$elsewhere/run" "$work/$name.elsewhere" "$top" "$elsewhere/tables/" \
        $(sed "s|^|$elsewhere/sources/|" "$rtl/$top.f")
    report "$design: Yosys elaboration" "no latch, check -assert" "$work/$name.elaboration"
    if [[ -s $work/$name.elaboration ]]; then
        return 1
    fi
    local tables
    tables=$(memories "$work/$name" | awk '$3 == 0' | wc -l)
    if [[ ! -s $work/$name.elsewhere.log ]] \
            && ! cmp -s <(grep INIT "$work/$name.memories") <(grep INIT "$work/$name.elsewhere.memories"); then
        echo "memory contents differ" > "$work/$name.elsewhere.log"
    fi
    report "$design: MEMORY_PATH" "$tables tables, the same from another folder" "$work/$name.elsewhere.log"

    local lanes averages
    lanes=$(sed -n 's/^  "used_multipliers" : \([0-9]*\),$/\1/p' "$design/plan.json")
    averages=$(grep -c '"kind" : ".*average pool"' "$design/plan.json" || true)
    multipliers "$work/$name" | awk -v lanes="$lanes" -v averages="$averages" '
        $1 ~ /^winnow_(mac_lanes|processing_element|product_pair)\.v$/ { found++; next }
        $1 == "winnow_average_requantize.v"               { scales++; next }
        { print "a multiplier of " $2 " x " $3 " bits in " $1 }
        END {
            if (found != lanes) print found + 0 " multipliers in the lanes; the plan has " lanes
            if (scales > averages) print scales " multipliers in averages; the plan has " averages + 0 " average pools"
        }' > "$work/$name.multipliers.log"
    report "$design: multipliers" "$lanes lanes, $averages averages" "$work/$name.multipliers.log"
}

synthesize_designs() {
    local design name family number=0 running=0 elaborated=()
    for design; do
        name=design$((number++))
        if check_elaboration "$design" "$name"; then elaborated+=("$name $design"); fi
    done
    for design in ${elaborated[@]+"${elaborated[@]}"}; do
        read -r name design <<< "$design"
        for family in xilinx ice40 ecp5; do
            if ((running == JOBS)); then
                wait -n
                running=$((running - 1))
            fi
            synthesize "$family" "$work/$name.$family" "$work/$name.il" "$(top_of "$design")" &
            running=$((running + 1))
        done
    done
    wait
    printf '\n%-40s %7s %7s %6s %8s %6s %8s\n' "" LUT FF BRAM LUTRAM DSP time
    for design in ${elaborated[@]+"${elaborated[@]}"}; do
        read -r name design <<< "$design"
        for family in ecp5 ice40 xilinx; do
            judge "$design" "$name" "$family"
        done
    done
}

start=$(date +%s)
lint_library
number=0
for design; do
    lint_design "$design" "lint$((number++))"
done
if [[ $synthesis == yes && $# -gt 0 ]]; then
    synthesize_designs "$@"
fi
echo
if ((failures > 0)); then
    echo "lint: $failures checks failed, $(($(date +%s) - start)) s" >&2
    exit 1
fi
echo "lint: all checks passed, $(($(date +%s) - start)) s"
