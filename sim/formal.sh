#!/usr/bin/env bash
# Proves properties of the library's modules with Yosys. Run it from the repository's root:
#
#   sim/formal.sh [--mutants] [MODULE...]      MODULE: of sim/formal/proofs.txt; without one, all
#
# Each line of sim/formal/proofs.txt is one proof: sim/formal/MODULE_properties.v, with the line's parameters, by
#
#   pdr                 for all time: property-directed reachability, by yosys-abc, which finds the invariant itself
#   induction DEPTH     for all time: DEPTH clocks from the reset, and no DEPTH good clocks lead to a bad one; by
#                       yosys-smtbmc with Z3
#   bmc DEPTH           for the first DEPTH clocks: bounded model checking, by yosys-abc
#   cover DEPTH         every cover statement can be reached within DEPTH clocks, so the assumptions allow it; likewise
#
# A counterexample is worked out again by yosys-smtbmc with Z3, and written as build/formal/*.vcd.
#
# --mutants: each line of sim/formal/mutants.txt puts a fault into a copy of a module; its proofs must then fail.
set -euo pipefail
export LC_ALL=C

readonly LIBRARY=rtl-templates/lib
readonly PROPERTIES=sim/formal
readonly TRACES=build/formal
readonly JOBS=2
readonly LONGEST=1800   # seconds that a proof may take

mutants=no
if [[ ${1:-} == --mutants ]]; then
    mutants=yes
    shift
fi
# shellcheck source=sim/netlist.sh
source "$(dirname "${BASH_SOURCE[0]}")/netlist.sh"
require_tools formal yosys yosys-abc yosys-smtbmc z3
[[ -d $LIBRARY ]] || { echo "formal: $LIBRARY is missing; run from the repository's root" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$TRACES"
failures=0
count=0

# ------------------------------------------------------------------------------------------------------------- proving

# elaborate NAME MODULE KIND LIBRARY SETTING...: reads a module's properties and what they instantiate, and writes them
# for the solvers. KIND, of the statements that there must be: assert or cover. For yosys-abc, to reach a statement is
# to break the assertion that it is never reached.
elaborate() {
    local name=$1 module=$2 kind=$3 library=$4 setting parameters=() other=cover
    shift 4
    if [[ $kind == cover ]]; then other=assert; fi
    for setting; do parameters+=(-chparam "${setting%%=*}" "${setting#*=}"); done
    cat > "$work/$name.never.v" <<-'END'
	module \$cover (A, EN);
	    input A, EN;
	    \$assert _TECHMAP_REPLACE_ (.A(~A), .EN(EN));
	endmodule
	END
    cat > "$work/$name.ys" <<-END
	read_verilog -formal $PROPERTIES/winnow_ram.v $PROPERTIES/${module}_properties.v
	hierarchy -check -libdir $library -libdir $LIBRARY -top ${module}_properties ${parameters[*]-}
	prep -flatten
	check -assert
	memory_map
	setundef -undriven -anyseq
	delete t:\$$other
	select -assert-min 1 t:\$$kind
	tee -o $work/$name.statements select -list t:\$$kind
	async2sync
	dffunmap
	opt_clean
	write_smt2 -wires $work/$name.smt2
	techmap -map $work/$name.never.v
	formalff -clk2ff -ff2anyinit
	techmap
	opt_clean
	dffunmap
	simplemap
	abc -g AND -fast
	opt_clean
	write_aiger -B -zinit $work/$name.aig
	END
    yosys -q -l "$work/$name.yosys" -s "$work/$name.ys" > "$work/$name.log" 2>&1
}

# Runs Z3 on an elaborated module; what it says goes to the log.
smtbmc() {           # NAME OPTION...
    local name=$1
    shift
    timeout "$LONGEST" yosys-smtbmc -s z3 --unroll --noprogress --dump-vcd "$TRACES/$name.vcd" "$@" "$work/$name.smt2" \
        >> "$work/$name.log" 2>&1
}

# Runs yosys-abc on an elaborated module; what it says goes to the log.
abc() {              # NAME COMMAND
    yosys-abc -c "read_aiger $work/$1.aig; fold; strash; $2 -T $LONGEST" >> "$work/$1.log" 2>&1
}

# asserted NAME MESSAGE: whether yosys-abc has said so. If it has a counterexample instead, Z3 shows a trace of that
# length, and which assertion fails.
asserted() {
    local name=$1 message=$2 clock
    clock=$(sed -n 's/^Output [0-9]* of miter .* was asserted in frame \([0-9]*\)\..*/\1/p' "$work/$name.log")
    if [[ -n $clock ]]; then
        smtbmc "$name" -t "$((clock + 1))" || true
        return 1
    fi
    grep -q "^$message" "$work/$name.log"
}

# All cover statements, each in a run of its own.
covered() {          # NAME
    local name=$1 all reached
    all=$(wc -l < "$work/$name.statements")
    reached=$(grep -c 'was asserted in frame' "$work/$name.log" || true)
    if ((reached != all)); then
        echo "Unreached: $((all - reached)) of $all cover statements" >> "$work/$name.log"
        return 1
    fi
}

# prove NAME MODULE METHOD DEPTH LIBRARY SETTING...: writes `ok` or `FAIL`, and the seconds it took, to NAME.verdict.
prove() {
    local name=$1 module=$2 method=$3 depth=$4 library=$5 kind=assert verdict=ok
    shift 5
    SECONDS=0
    rm -f "$TRACES/$name".*
    if [[ $method == cover ]]; then kind=cover; fi
    if ! elaborate "$name" "$module" "$kind" "$library" "$@"; then
        verdict=ERROR
    else
        case $method in
            pdr)       abc "$name" "orpos; pdr" && asserted "$name" "Property proved" ;;
            bmc)       abc "$name" "orpos; bmc3 -F $depth" && asserted "$name" "No output asserted in $depth frames" ;;
            induction) smtbmc "$name" -t "$depth" && smtbmc "$name" -i -t "$depth" ;;
            cover)     abc "$name" "bmc3 -a -F $depth" && covered "$name" ;;
            *)         echo "there is no method $method" > "$work/$name.log"; false ;;
        esac || verdict=FAIL
    fi
    if [[ $verdict == ok ]]; then rm -f "$TRACES/$name".*; fi
    echo "$verdict $SECONDS" > "$work/$name.verdict"
}

# start COMMAND...: in the background, when fewer than JOBS are running.
running=0
start() {
    if ((running == JOBS)); then
        wait -n
        running=$((running - 1))
    fi
    "$@" &
    running=$((running + 1))
}

# ---------------------------------------------------------------------------------------------------------- the proofs

# Lines of a table without comments, of the given modules only.
rows() {             # FILE MODULE...
    local file=$1
    shift
    awk -v only=" $* " '!/^ *(#|$)/ && (only == "  " || index(only, " " $1 " "))' "$file"
}

# What a log says of a failure: the assertion that does not hold, the statement out of reach, or the error.
reason() {
    grep -hoE '(Assert failed in|Unreached|ERROR|Error|Property UNDECIDED|there is no method).*' "$1" || tail -3 "$1"
}

# Prints the lines of all proofs that are over, in the order of the table, up to the first one that is not.
printed=0
print_proofs() {
    local name verdict seconds group method parameters trace
    while [[ -e $work/proof$printed.line ]]; do
        name=$(cat "$work/proof$printed.name")
        [[ -e $work/$name.verdict ]] || return 0
        read -r verdict seconds < "$work/$name.verdict"
        IFS='|' read -r module group method parameters < "$work/proof$printed.line"
        printf '%-5s %-24s %-34s %-14s %4d s  %s\n' "$verdict" "$module" "$group" "$method" "$seconds" "$parameters"
        if [[ $verdict != ok ]]; then
            failures=$((failures + 1))
            reason "$work/$name.log" | sort -u | head -20 | sed 's/^/      /'
            cp "$work/$name.log" "$TRACES/$name.log"
            trace=$TRACES/$name.vcd
            [[ ! -e $trace ]] || echo "      trace: $trace"
        fi
        printed=$((printed + 1))
    done
}

prove_all() {
    local module group method depth settings name
    while read -r module group method depth settings; do
        name=$module-$method-$((count + 1))
        echo "$name" > "$work/proof$count.name"
        echo "$module|$group|$method ${depth/#-/}|$settings" > "$work/proof$count.line"
        count=$((count + 1))
        # shellcheck disable=SC2086
        start prove "$name" "$module" "$method" "$depth" "$LIBRARY" $settings
        print_proofs
    done < <(rows "$PROPERTIES/proofs.txt" "$@")
    wait
    running=0
    print_proofs
    if ((printed < count)); then
        echo "FAIL  $((count - printed)) proofs ended without a verdict"
        failures=$((failures + count - printed))
    fi
}

# ---------------------------------------------------------------------------------------------------------- the faults

# mutate NAME MODULE FAULTY EDIT: runs the proofs of MODULE on a library whose module FAULTY is edited, up to the
# first that fails.
mutate() {
    local name=$1 module=$2 faulty=$3 edit=$4 group method depth settings verdict result="no proof fails" number=0
    mkdir -p "$work/$name"
    sed -E "$edit" "$LIBRARY/$faulty.v" > "$work/$name/$faulty.v"
    if cmp -s "$LIBRARY/$faulty.v" "$work/$name/$faulty.v"; then
        echo "the edit changes nothing" > "$work/$name.result"
        return
    fi
    while read -r _ group method depth settings; do
        if [[ $method == cover ]]; then continue; fi
        number=$((number + 1))
        # shellcheck disable=SC2086
        prove "$name-$number" "$module" "$method" "$depth" "$work/$name" $settings
        read -r verdict _ < "$work/$name-$number.verdict"
        if [[ $verdict == ERROR ]]; then
            result=$(reason "$work/$name-$number.log" | head -1)
            break
        elif [[ $verdict == FAIL ]]; then
            result=$(grep -oE 'Assert failed in [^ ]* [^ ]*' "$work/$name-$number.log" | head -1)
            result=${result/#*: /caught by }
            result=${result:-"no proof, no counterexample"}
            break
        fi
    done < <(rows "$PROPERTIES/proofs.txt" "$module")
    rm -f "$TRACES/$name"-*
    echo "$result" > "$work/$name.result"
}

try_mutants() {
    local module faulty edit number=0 verdict names=()
    while read -r module faulty edit; do
        names+=("$module|$faulty|$edit")
        start mutate "mutant$number" "$module" "$faulty" "$edit"
        number=$((number + 1))
    done < <(rows "$PROPERTIES/mutants.txt" "$@")
    wait
    running=0
    for ((number = 0; number < ${#names[@]}; number++)); do
        IFS='|' read -r module faulty edit <<< "${names[number]}"
        verdict=ok
        if ! grep -q '^caught' "$work/mutant$number.result"; then
            verdict=FAIL
            failures=$((failures + 1))
        fi
        printf '%-5s %-24s %-60s\n      %s\n' "$verdict" "$faulty" "$edit" "$(cat "$work/mutant$number.result")"
    done
    count=$((count + number))
}

begin=$(date +%s)
if [[ $mutants == yes ]]; then
    try_mutants "$@"
else
    prove_all "$@"
fi
((count > 0)) || { echo "formal: nothing to do for $*" >&2; exit 1; }
echo
if ((failures > 0)); then
    echo "formal: $failures of $count failed, $(($(date +%s) - begin)) s" >&2
    exit 1
fi
if [[ $mutants == yes ]]; then
    echo "formal: all $count faults caught, $(($(date +%s) - begin)) s"
else
    echo "formal: all $count proofs hold, $(($(date +%s) - begin)) s"
fi
